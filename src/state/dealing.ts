import { addDays, studyDay } from '../core/day.ts';
import { toDeal } from '../core/toDeal.ts';
import { pastOf } from '../core/diarySnapshot.ts';
import { isShelfIndex } from '../core/shelfIndex.ts';
import type { Context } from './context.ts';
import { bundledCards } from './shelf.ts';

/** Whoever stays away for longer waits a moment. */
const DAYS_AHEAD = 7;

/** Lays out what the starts of the coming days need of a large shelf. */
export async function dealAhead({ deps, store, scheduler }: Context): Promise<void> {
  const { storage } = deps;
  const { index, of } = await storage.readShelfIndex();
  if (!isShelfIndex(index, of)) return;
  const { outline, recent } = await storage.readOutline();
  const past = pastOf(outline, scheduler().config, await storage.readSnapshot());
  if (past === null) return;
  const { newPerDay, rolloverHour } = store.getState().settings;
  // Enough for the day after a day on which all new cards were of one deck.
  const fresh = 2 * newPerDay;
  const upTo = addDays(studyDay(deps.clock(), rolloverHour), DAYS_AHEAD);
  await storage.keepDeal(
    toDeal({ upTo, fresh, beside: await bundledCards(deps), snapshot: past.snapshot, index, recent }),
  );
}
