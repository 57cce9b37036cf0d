import * as v from 'valibot';
import type { Deck, DeckId, Problem, Severity } from '../core/deck.ts';
import { DECK_FORMAT, deckSchema } from './deckSchema.ts';
import { cardId, deckId } from './identity.ts';
import { isFields, parseData } from './plainData.ts';

type Reading = { readonly deck: Deck | null; readonly problems: readonly Problem[] };

/** Deck JSON with all its fields, so that reading it gives an equal deck. */
export function writeDeckJson(written: Deck): string {
  return `${JSON.stringify(written, null, 2)}\n`;
}

/**
 * Reads deck JSON (`"format": "flipside.deck/1"`, described by `public/deck.schema.json`). A deck written by hand
 * needs only a title and cards with front and back; the rest has defaults. Problems name their place as a path
 * (`cards.0.back`); fields of no known name are left out with a warning. Never throws.
 */
export function readDeckJson(json: string): Reading {
  const parsed = parseData(json);
  if (!parsed.ok) return refused([`This file cannot be read: ${parsed.fault}.`]);
  const version = formatOf(parsed.value);
  if (version?.startsWith('flipside.backup/'))
    return refused(['This is a backup, not a deck. Import it under Settings, Copies, backups and checks.']);
  if (version !== null && version !== DECK_FORMAT) {
    return refused([
      `This deck has the format “${version}”; this version of Flipside reads “${DECK_FORMAT}”. Update Flipside, or save the deck in that format.`,
    ]);
  }
  const read = v.safeParse(deckSchema, parsed.value);
  if (!read.success) return refused(sentences(read.issues.map(findingOf)));
  const { output } = read;
  const id = (output.id ?? deckId(null, output.title, json)) as DeckId;
  const cards = output.cards.map((given, index) => ({
    ...given,
    number: given.number ?? index + 1,
    id: cardId(id, given.id ?? null, given.front),
  }));
  const twins = twinsOf(cards.map((card) => card.id));
  if (twins.length > 0) return refused(sentences(twins));
  const unknown = sentences(unknownFields(parsed.value, output, []));
  return { deck: { ...output, id, cards } as Deck, problems: asProblems(unknown, 'warning') };
}

function formatOf(value: unknown): string | null {
  return isFields(value) && typeof value['format'] === 'string' ? value['format'] : null;
}

/** What is wrong at one place of the file. */
type Finding = { readonly path: readonly (string | number)[]; readonly fault: string };

function findingOf(issue: v.BaseIssue<unknown>): Finding {
  const path = issue.path?.map(({ key }) => (typeof key === 'number' ? key : String(key))) ?? [];
  if (issue.kind !== 'schema') return { path, fault: issue.message };
  if (issue.received === 'undefined') return { path, fault: 'this field is missing' };
  return { path, fault: `${inWords(issue.expected ?? '')} belongs here, not ${inWords(issue.received)}` };
}

const KINDS = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['Array', 'a list'],
  ['Object', 'an object'],
  ['unknown', 'an object'],
]);

/** `("easy" | "medium")` -> `"easy" or "medium"`. */
function inWords(type: string): string {
  return KINDS.get(type) ?? type.replaceAll(/^\(|\)$/g, '').replaceAll(' | ', ' or ');
}

/** Repeats of an id within the deck; two cards under one id would share a history. */
function twinsOf(ids: readonly string[]): Finding[] {
  const firstAt = new Map<string, number>();
  return ids.flatMap((id, index): Finding[] => {
    const first = firstAt.get(id);
    if (first === undefined) firstAt.set(id, index);
    return first === undefined
      ? []
      : [
          {
            path: ['cards', index],
            fault: `this card has the id or the question of cards.${first}; give each card an id or a question of its own`,
          },
        ];
  });
}

/** The fields that reading left out because no field has their name. */
function unknownFields(given: unknown, read: unknown, path: Finding['path']): Finding[] {
  if (Array.isArray(given) && Array.isArray(read))
    return given.flatMap((item, index) => unknownFields(item, read[index], [...path, index]));
  if (!isFields(given) || !isFields(read)) return [];
  return Object.entries(given).flatMap(([name, value]) => {
    const place = [...path, name];
    if (Object.hasOwn(read, name)) return unknownFields(value, read[name], place);
    // Editors look for the schema's address here.
    return name === '$schema' && path.length === 0
      ? []
      : [{ path: place, fault: 'no field has this name, so it was left out' }];
  });
}

/** One sentence for each kind of fault, at its first place: a slip made in each card is told once. */
function sentences(findings: readonly Finding[]): string[] {
  const kinds = new Map<string, { readonly first: Finding; count: number }>();
  for (const finding of findings) {
    const kind = JSON.stringify([finding.path.filter((key) => typeof key === 'string'), finding.fault]);
    const known = kinds.get(kind);
    if (known) known.count += 1;
    else kinds.set(kind, { first: finding, count: 1 });
  }
  return [...kinds.values()].map(({ first: { path, fault }, count }) => {
    const more = count === 1 ? '' : ` The same goes for ${count - 1} more.`;
    return `At ${path.join('.') || 'the deck'}: ${fault}.${more} See deck.schema.json for what belongs there.`;
  });
}

function refused(messages: readonly string[]): Reading {
  return { deck: null, problems: asProblems(messages, 'error') };
}

function asProblems(messages: readonly string[], severity: Severity): Problem[] {
  return messages.map((message) => ({ line: 1, severity, message }));
}
