import { checkAnswer } from './answerCheck.ts';
import type { Grade } from './event.ts';
import { outline } from './outline.ts';
import { fold } from './search.ts';

/** One thing to recall. The id is made of the point's own leading words, so that it outlives edits around them. */
export type Point = {
  readonly id: string;
  /** The heading the point stands under, or `null`. */
  readonly group: string | null;
  /** Plain text, one line. */
  readonly text: string;
};

/** So many words name a point that has no bold lead-in. */
const NAME_WORDS = 6;

/** Half the words in common: the same point, reworded. */
const ALIKE = 0.5;

/**
 * What a full answer consists of, from its own structure: list items, table rows, bold lead-ins. An answer with fewer
 * than two such points is taken by the key terms it contains; with fewer than two of those there is no checklist.
 */
export function checklist(answer: string, terms: readonly string[]): Point[] {
  const points = named(outline(answer));
  if (points.length >= 2) return points;
  const { found } = checkAnswer(answer, terms);
  return found.length < 2 ? [] : named(found.map((term) => ({ group: null, lead: term, text: term })));
}

/** All points: Good. Half of them or more: Hard. Fewer: Again. `null` for no points at all. */
export function suggestedGrade(recalled: number, total: number): Grade | null {
  if (total <= 0) return null;
  if (recalled >= total) return 'good';
  return recalled * 2 >= total ? 'hard' : 'again';
}

/**
 * The points that ids written down earlier mean today: the same id, else the one with most words in common and at
 * least half; each point once. An id whose point is gone finds nothing.
 */
export function findPoints(ids: readonly string[], points: readonly Point[]): Point[] {
  const exact = new Set(points.filter(({ id }) => ids.includes(id)));
  const free = new Set(points.filter((point) => !exact.has(point)));
  for (const id of ids) {
    if (points.some((point) => point.id === id)) continue;
    const [best] = [...free]
      .map((point) => ({ point, likeness: likeness(id, point.id) }))
      .filter((candidate) => candidate.likeness >= ALIKE)
      .toSorted((a, b) => b.likeness - a.likeness);
    if (best) {
      free.delete(best.point);
      exact.add(best.point);
    }
  }
  return points.filter((point) => exact.has(point));
}

function named(lines: readonly { group: string | null; lead: string | null; text: string }[]): Point[] {
  const used = new Map<string, number>();
  return lines.map(({ group, lead, text }) => {
    const name = slug(lead ?? text) || 'point';
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return { id: count === 1 ? name : `${name}-${count}`, group, text };
  });
}

function slug(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, NAME_WORDS).join('-');
}

/** Words in common, twice, by words in all (Dice). */
function likeness(one: string, other: string): number {
  const [first, second] = [one, other].map((id) => new Set(id.split('-')));
  if (!first || !second) return 0;
  const common = [...first].filter((word) => second.has(word)).length;
  return (2 * common) / (first.size + second.size);
}
