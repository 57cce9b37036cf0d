import { useLayoutEffect, useState } from 'react';
import { cardTexts, type CardId } from '../../core/deck.ts';
import type { StudyCard } from '../../core/filter.ts';
import type { Session } from '../../core/session.ts';
import type { App } from '../../state/app.ts';
import { useApp } from '../AppContext.tsx';
import { addFaces, hasFaces, prepareFaces } from '../parts/faces.ts';
import { whenIdle } from '../parts/whenIdle.ts';

/** How many cards ahead of the current one are parsed in idle time. */
const AHEAD = 3;

/** Faces that the build rendered, for the decks of these cards. */
async function loadFaces(app: App, cards: readonly StudyCard[]): Promise<void> {
  await Promise.all(
    [...new Set(cards.map((card) => card.deck))].map(async (id) => {
      const bundled = await app.facesOf(id);
      for (const [index, card] of bundled.cards.entries())
        addFaces(cardTexts(card), bundled.faces[index] ?? []);
    }),
  );
}

/** Whether the current card can be shown without parsing; the next cards are made ready behind it. */
export function usePreparedFaces(session: Session | null, cardById: ReadonlyMap<CardId, StudyCard>): boolean {
  const app = useApp();
  const [ready, setReady] = useState<CardId | null>(null);
  const current = session?.current ?? null;
  useLayoutEffect(() => {
    if (!session || current === null) return;
    let isCurrent = true;
    const from = session.order.indexOf(current);
    const ids = [current, ...session.order.slice(from + 1, from + 1 + AHEAD)];
    const [first, ...next] = ids.flatMap((id) => cardById.get(id) ?? []);
    const prepare = async () => {
      if (!first) return;
      await loadFaces(app, [first, ...next]);
      await prepareFaces(cardTexts(first.card));
      if (isCurrent) setReady(current);
      whenIdle(() => void prepareFaces(next.flatMap((card) => cardTexts(card.card))));
    };
    void prepare();
    return () => {
      isCurrent = false;
    };
  }, [app, session, current, cardById]);
  const card = current === null ? undefined : cardById.get(current);
  return card !== undefined && (ready === current || hasFaces(cardTexts(card.card)));
}
