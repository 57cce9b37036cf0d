import { useLayoutEffect, useState } from 'react';
import { cardTexts, type Card, type CardId } from '../../core/deck.ts';
import type { StudyCard } from '../../core/filter.ts';
import type { Session } from '../../core/session.ts';
import type { Shelf } from '../../core/shelf.ts';
import type { App } from '../../state/app.ts';
import { wholeCard } from '../../state/opening.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { addFaces, hasFaces, prepareFaces } from '../parts/faces.ts';
import { whenIdle } from '../parts/whenIdle.ts';

/** How many cards ahead of the current one are read and parsed in idle time. */
const AHEAD = 3;

/** Reads the text of these cards and the faces that the build rendered for their decks. */
async function load(app: App, cards: readonly StudyCard[]): Promise<readonly Card[]> {
  const decks = [...new Set(cards.map((card) => card.deck))];
  await app.openDecks(decks);
  await Promise.all(
    decks.map(async (id) => {
      const bundled = await app.facesOf(id);
      for (const [index, card] of bundled.cards.entries())
        addFaces(cardTexts(card), bundled.faces[index] ?? []);
    }),
  );
  return cards.flatMap((card) => wholeCard(app.store.getState(), card) ?? []);
}

/** Makes a card ready to be shown, question and answer. */
async function prepare(app: App, card: StudyCard): Promise<void> {
  await prepareFaces((await load(app, [card])).flatMap(cardTexts));
}

/**
 * The current card as soon as its question can be shown without reading or parsing; its answer and the next cards are
 * made ready behind it.
 */
export function usePreparedCard(session: Session | null, shelf: Shelf): Card | null {
  const app = useApp();
  const [ready, setReady] = useState<CardId | null>(null);
  const opened = useAppState((state) => state.opened);
  const current = session?.current ?? null;
  useLayoutEffect(() => {
    if (!session || current === null) return;
    let isCurrent = true;
    const from = session.order.indexOf(current);
    const next = session.order.slice(from + 1, from + 1 + AHEAD).flatMap((id) => shelf.find(id) ?? []);
    const first = shelf.find(current);
    const makeReady = async () => {
      if (!first) return;
      await prepareFaces((await load(app, [first])).map(({ front }) => front));
      if (isCurrent) setReady(current);
      // One card a moment, so that keys are heard between two long ones.
      for (const card of [first, ...next]) whenIdle(() => void prepare(app, card));
    };
    void makeReady();
    return () => {
      isCurrent = false;
    };
  }, [app, session, current, shelf]);
  const study = current === null ? undefined : shelf.find(current);
  const card = study ? wholeCard({ opened }, study) : null;
  return card && (ready === current || hasFaces([card.front])) ? card : null;
}
