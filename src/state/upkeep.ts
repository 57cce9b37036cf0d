import { sameData } from '../core/sameData.ts';
import type { SchedulerConfig } from '../core/scheduler.ts';
import type { Context } from './context.ts';

/** An archive whose snapshot was found, and the configuration that it is good for; `null` where none was. */
export type HeldArchive = { readonly of: string; readonly config: SchedulerConfig | null };

/** Archives what has come to rest and, unless there is a snapshot of the archive already, has one taken off the page. */
export async function keepUp({ deps, scheduler, diary }: Context, held: HeldArchive): Promise<void> {
  // The first look into an archive takes a moment; better now than at an answer.
  const [card] = diary.cards();
  if (card !== undefined) diary.answers(card);
  await deps.storage.tidy();
  const { segments, of } = await deps.storage.readArchive();
  const { config } = scheduler();
  if (segments.length === 0 || (of === held.of && sameData(config, held.config))) return;
  const outcome = await deps.replay({ segments, of, config }).outcome;
  if (outcome.kind === 'done' && outcome.result) await deps.storage.keepSnapshot(outcome.result);
}
