import { COGNITIVE_LEVELS, type Card, type CognitiveLevel } from '../deck.ts';

/** The cards whose highest cognitive level this is (`null`: their authors gave none), and how many of them left the steps. */
export type LevelShare = {
  readonly level: CognitiveLevel | null;
  readonly cards: number;
  readonly learned: number;
};

/** The position in `COGNITIVE_LEVELS` of the most demanding level that a card asks for; one past the end for none. */
export function levelIndex({ levels }: Pick<Card, 'levels'>): number {
  const places = levels.map((level) => COGNITIVE_LEVELS.indexOf(level));
  return places.length === 0 ? COGNITIVE_LEVELS.length : Math.max(...places);
}

/** From the least demanding level to the most. Each card counts once, so that the shares make up the whole. */
export function levelShares(
  cards: Iterable<{ readonly level: number; readonly isLearned: boolean }>,
): LevelShare[] {
  const shares = [...COGNITIVE_LEVELS, null].map((level) => ({ level, cards: 0, learned: 0 }));
  for (const { level, isLearned } of cards) {
    const share = shares[level];
    if (share === undefined) continue;
    share.cards += 1;
    if (isLearned) share.learned += 1;
  }
  return shares.filter(({ cards: count }) => count > 0);
}
