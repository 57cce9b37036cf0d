import * as v from 'valibot';
import {
  COGNITIVE_LEVELS,
  DIFFICULTIES,
  type CardId,
  type Deck,
  type DeckId,
  type Problem,
} from '../core/deck.ts';
import { cardId, deckId } from './identity.ts';
import { parseData } from './plainData.ts';

const FORMAT = 'flipside.deck/1';

const text = v.string();
const filled = v.pipe(text, v.nonEmpty('must not be empty'));
const maybe = v.optional(v.nullable(text), null);
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const texts = v.optional(v.array(text), []);
const difficulty = v.picklist(DIFFICULTIES);

const card = v.object({
  id: v.optional(filled),
  number: v.optional(whole),
  title: maybe,
  difficulty: v.optional(v.nullable(difficulty), null),
  levels: v.optional(v.array(v.picklist(COGNITIVE_LEVELS)), []),
  concept: maybe,
  section: maybe,
  relatedConcepts: texts,
  centrality: maybe,
  front: filled,
  back: filled,
  mnemonic: maybe,
  misconceptions: maybe,
  notes: v.optional(v.array(v.object({ label: text, markdown: text })), []),
  critical: v.optional(v.nullable(v.object({ flag: v.boolean(), reason: maybe })), null),
  lines: v.optional(v.nullable(v.object({ first: whole, last: whole })), null),
});

const schedule = v.variant('kind', [
  v.object({ kind: v.literal('days'), steps: v.array(v.object({ day: whole, text })) }),
  v.object({ kind: v.literal('cardDays'), rows: v.array(v.object({ card: whole, days: v.array(whole) })) }),
  v.object({
    kind: v.literal('intervals'),
    rows: v.array(v.object({ card: whole, firstDays: v.number(), multiplier: v.number(), advice: text })),
  }),
]);

const deck = v.object({
  format: v.optional(v.literal(FORMAT), FORMAT),
  id: v.optional(filled),
  title: filled,
  source: maybe,
  conceptMap: maybe,
  subject: maybe,
  generated: maybe,
  declaredTotal: v.optional(v.nullable(whole), null),
  declaredDistribution: v.optional(v.nullable(v.record(difficulty, whole)), null),
  keyConcepts: v.optional(v.array(v.object({ name: text, cards: v.array(whole), remark: maybe })), []),
  cards: v.pipe(v.array(card), v.minLength(1, 'must hold at least one card')),
  exports: v.optional(
    v.object({ anki: v.optional(text), csv: v.optional(text), text: v.optional(text) }),
    {},
  ),
  sourceMapping: v.optional(
    v.array(
      v.object({ card: text, section: text, terms: texts, more: v.optional(v.record(text, text), {}) }),
    ),
    [],
  ),
  schedule: v.optional(v.nullable(schedule), null),
  prerequisites: texts,
  extensions: texts,
  tables: v.optional(v.array(v.object({ title: text, columns: texts, rows: v.array(v.array(text)) })), []),
  footer: maybe,
  text: v.optional(text, ''),
});

export function writeDeckJson(written: Deck): string {
  return `${JSON.stringify(written, null, 2)}\n`;
}

/**
 * Reads deck JSON (`"format": "flipside.deck/1"`, described by `public/deck.schema.json`). A deck written by hand
 * needs only a title and cards with front and back; the rest has defaults. Never throws.
 */
export function readDeckJson(json: string): {
  readonly deck: Deck | null;
  readonly problems: readonly Problem[];
} {
  const parsed = parseData(json);
  if (!parsed.ok) return refused(`This file cannot be read: ${parsed.fault}.`);
  const version = formatOf(parsed.value);
  if (version !== null && version !== FORMAT) {
    return refused(
      `This deck has the format “${version}”; this version of Flipside reads “${FORMAT}”. Update Flipside, or save the deck in that format.`,
    );
  }
  const read = v.safeParse(deck, parsed.value);
  if (!read.success) return { deck: null, problems: read.issues.map(problemOf) };
  const { output } = read;
  const id = (output.id ?? deckId(null, output.title, json)) as DeckId;
  const cards = output.cards.map((given, index) => ({
    ...given,
    number: given.number ?? index + 1,
    id: (given.id ?? cardId(id, null, given.front)) as CardId,
  }));
  const twin = cards.find((one, index) => cards.findIndex((other) => other.id === one.id) !== index);
  if (twin)
    return refused(`Two cards have the id “${twin.id}”. Give each card an id or a question of its own.`);
  return { deck: { ...output, id, cards } as Deck, problems: [] };
}

function formatOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'string'
    ? value.format
    : null;
}

function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const path = v.getDotPath(issue) ?? 'the deck';
  return {
    line: 1,
    severity: 'error',
    message: `At ${path}: ${issue.message}. See deck.schema.json for what belongs there.`,
  };
}

function refused(message: string): { deck: null; problems: Problem[] } {
  return { deck: null, problems: [{ line: 1, severity: 'error', message }] };
}
