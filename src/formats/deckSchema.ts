import * as v from 'valibot';
import { COGNITIVE_LEVELS, DIFFICULTIES } from '../core/deck.ts';

export const DECK_FORMAT = 'flipside.deck/1';

/** valibot takes a list for an object without fields. */
const unlisted = v.custom<unknown>((given) => !Array.isArray(given));

function object<Fields extends v.ObjectEntries>(fields: Fields) {
  return v.pipe(unlisted, v.object(fields));
}

const text = v.string();
const filled = v.pipe(
  text,
  v.check((given) => given.trim() !== '', 'this must not be empty'),
);
const maybe = v.optional(v.nullable(text), null);
const whole = v.pipe(
  v.number(),
  v.integer('a whole number belongs here'),
  v.minValue(0, 'this must not be negative'),
);
const texts = v.optional(v.array(text), []);
const difficulty = v.picklist(DIFFICULTIES);

const card = object({
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
  notes: v.optional(v.array(object({ label: text, markdown: text })), []),
  critical: v.optional(v.nullable(object({ flag: v.boolean(), reason: maybe })), null),
  lines: v.optional(v.nullable(object({ first: whole, last: whole })), null),
});

const schedule = v.variant('kind', [
  v.object({ kind: v.literal('days'), steps: v.array(v.object({ day: whole, text })) }),
  v.object({ kind: v.literal('cardDays'), rows: v.array(v.object({ card: whole, days: v.array(whole) })) }),
  v.object({
    kind: v.literal('intervals'),
    rows: v.array(v.object({ card: whole, firstDays: v.number(), multiplier: v.number(), advice: text })),
  }),
]);

/** Deck JSON as `public/deck.schema.json` describes it: what may be left out gets its default. */
export const deckSchema = object({
  format: v.optional(v.literal(DECK_FORMAT), DECK_FORMAT),
  id: v.optional(filled),
  title: filled,
  source: maybe,
  conceptMap: maybe,
  subject: maybe,
  generated: maybe,
  declaredTotal: v.optional(v.nullable(whole), null),
  declaredDistribution: v.optional(v.nullable(v.pipe(unlisted, v.record(difficulty, whole))), null),
  keyConcepts: v.optional(v.array(object({ name: text, cards: v.array(whole), remark: maybe })), []),
  cards: v.pipe(v.array(card), v.minLength(1, 'this must hold at least one card')),
  exports: v.optional(object({ anki: v.optional(text), csv: v.optional(text), text: v.optional(text) }), {}),
  sourceMapping: v.optional(
    v.array(
      object({
        card: text,
        section: text,
        terms: texts,
        more: v.optional(v.pipe(unlisted, v.record(text, text)), {}),
      }),
    ),
    [],
  ),
  schedule: v.optional(v.nullable(schedule), null),
  prerequisites: texts,
  extensions: texts,
  tables: v.optional(v.array(object({ title: text, columns: texts, rows: v.array(v.array(text)) })), []),
  footer: maybe,
  text: v.optional(text, ''),
});
