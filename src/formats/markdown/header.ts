import type { Deck, Difficulty } from '../../core/deck.ts';
import { counted } from '../../core/words.ts';
import { trimMarks } from './characters.ts';
import { createFields, type Fields } from './fields.ts';
import { fieldsOf } from './labels.ts';
import { ITEM, TEXT } from './lineKinds.ts';
import { type Lines, lineText } from './lines.ts';
import { quoted, type Report } from './problems.ts';
import { difficultyOf } from './vocabulary.ts';

type HeaderField =
  'id' | 'title' | 'source' | 'conceptMap' | 'subject' | 'generated' | 'total' | 'distribution';

const FIELD_NAMES: ReadonlyMap<string, HeaderField> = new Map(
  Object.entries<HeaderField>({
    title: 'title',
    'deck id': 'id',
    id: 'id',
    source: 'source',
    'source file': 'source',
    'concept map': 'conceptMap',
    subject: 'subject',
    'subject area': 'subject',
    topic: 'subject',
    date: 'generated',
    'date generated': 'generated',
    generated: 'generated',
    'date created': 'generated',
    created: 'generated',
    total: 'total',
    'total cards': 'total',
    cards: 'total',
    'number of cards': 'total',
    distribution: 'distribution',
    'difficulty distribution': 'distribution',
    'card distribution': 'distribution',
  }),
);

/** A number the author announced with the line that announces it. */
export type Declared<Value> = { readonly line: number; readonly value: Value };

export type Distribution = Readonly<Partial<Record<Difficulty, number>>>;

export type Header = Pick<Deck, 'source' | 'conceptMap' | 'subject' | 'generated'> & {
  readonly id: string | null;
  readonly title: string | null;
  readonly total: Declared<number> | null;
  readonly distribution: Declared<Distribution> | null;
};

const TITLE_PREFIX = /^(?:flash ?cards?(?: set| deck)?|study cards?|deck)\s?(?:[:|–—]|- )\s?/i;

/** The deck's own name: `Flashcard Set: Lesson 11 - MLOps` without the words that every deck has. */
export function deckTitle(heading: string): string {
  return trimMarks(heading, '*_').replace(TITLE_PREFIX, '').trim();
}

/** Reads the header fields among the given stretches of lines. */
export function readHeader(
  lines: Lines,
  stretches: readonly { first: number; last: number }[],
  report: Report,
): Header {
  const fields = createFields<HeaderField>('the header', report);
  const strangers: number[] = [];
  for (const { first, last } of stretches)
    for (let line = first; line <= last; line += 1)
      if (!readHeaderLine(lines, line, fields, report)) strangers.push(line);
  reportStrangers(lines, strangers, report);
  const text = (name: HeaderField) => fields.get(name)?.value ?? null;
  const total = declaredTotal(fields, report);
  return {
    id: text('id')?.replaceAll('`', '').trim() || null,
    title: text('title'),
    source: text('source'),
    conceptMap: text('conceptMap'),
    subject: text('subject'),
    generated: text('generated'),
    total,
    distribution: declaredDistribution(fields, report),
  };
}

/** Takes the fields of one line; `false` when it holds words but no field. */
function readHeaderLine(lines: Lines, line: number, fields: Fields<HeaderField>, report: Report): boolean {
  if (lines.kinds[line] !== TEXT && lines.kinds[line] !== ITEM) return true;
  const found = fieldsOf(lineText(lines, line));
  for (const field of found) {
    const name = FIELD_NAMES.get(field.key);
    if (name && field.value !== '') fields.put(name, { line, value: field.value });
    else if (name)
      report(line, 'warning', `${quoted(field.name)} says nothing. Give it a value or remove the line.`);
    else
      report(
        line,
        'note',
        `The header field ${quoted(field.name)} is not one that Flipside reads. It stays in the file but is not shown.`,
      );
  }
  return found.length > 0;
}

function reportStrangers(lines: Lines, strangers: readonly number[], report: Report): void {
  const [first] = strangers;
  if (first === undefined) return;
  const more = strangers.length > 1 ? ` and ${counted(strangers.length - 1, 'more line')} below it` : '';
  report(
    first,
    'note',
    `Text in the header is not understood and not shown${more}: ${quoted(lineText(lines, first))}. Header lines look like “**Source:** …”.`,
  );
}

function declaredTotal(fields: Fields<HeaderField>, report: Report): Header['total'] {
  const written = fields.get('total');
  if (!written) return null;
  const number = /^\D{0,12}(\d{1,9})(?!\d)/.exec(written.value)?.[1];
  if (number !== undefined) return { line: written.line, value: Number(number) };
  report(
    written.line,
    'warning',
    `${quoted(written.value)} is no number of cards. Write for example “**Total Cards:** 5”.`,
  );
  return null;
}

/** From its own field, else from `5 (2 Easy, 2 Medium, 1 Hard)` in the total. */
function declaredDistribution(fields: Fields<HeaderField>, report: Report): Header['distribution'] {
  const own = fields.get('distribution');
  const written = own ?? fields.get('total');
  const value = written ? distributionOf(written.value) : null;
  if (written && value) return { line: written.line, value };
  if (own)
    report(
      own.line,
      'warning',
      `${quoted(own.value)} is no distribution. Write for example “2 Easy | 2 Medium | 1 Hard”.`,
    );
  return null;
}

function distributionOf(text: string): Distribution | null {
  const counts: Partial<Record<Difficulty, number>> = {};
  for (const [, before, word, after] of text.matchAll(
    /(?:(?<!\d)(\d{1,9}) ?[x×]? )?\b([a-z]{4,12})\b(?=(?:[ :=(]{1,3}(\d{1,9})(?!\d))?)/gi,
  )) {
    const difficulty = difficultyOf(word ?? '');
    const count = before ?? after;
    if (difficulty && count !== undefined) counts[difficulty] = (counts[difficulty] ?? 0) + Number(count);
  }
  return Object.keys(counts).length > 0 ? counts : null;
}
