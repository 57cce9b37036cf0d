import type { Card, CardNote, DeckId } from '../../core/deck.ts';
import { cardId } from '../identity.ts';
import { createFieldReader, isCriticalFlag, type Stranger } from './cardFields.ts';
import { criticalFrom, difficultyFrom, levelsFrom, relatedFrom } from './cardValues.ts';
import { type CardParts, cardParts, type Part, partText, trimmedEnd } from './cardParts.ts';
import { TEXT } from './lineKinds.ts';
import { type Lines, lineText } from './lines.ts';
import type { CardLines } from './outline.ts';
import { quoted, type Report } from './problems.ts';

/** What a card is read with: its deck's id and the concepts of the critical knowledge summary by card number. */
export type CardContext = {
  readonly deck: DeckId;
  readonly listed: ReadonlyMap<number, string>;
  readonly report: Report;
};

/** Reads one card. `position` (from 1) is its number when the author gave none. */
export function readCard(lines: Lines, card: CardLines, position: number, context: CardContext): Card {
  const { deck, listed, report } = context;
  const number = card.heading.number ?? position;
  const where = `card ${number}`;
  const marked = cardParts(lines, card);
  const { fields, takeHead, takeTail } = createFieldReader(lines, where, report);
  const strangers = takeHead(marked.head.first, marked.head.last);
  const parts = marked.parts.map(({ kind, label, line, from, first, last }) => ({
    kind,
    label,
    line,
    from,
    first,
    last: trimmedEnd(lines, line, takeTail(first, last)),
  }));
  const textOf = (kind: Part['kind']) => {
    const part = parts.find((candidate) => candidate.kind === kind);
    return part ? partText(lines, part) : '';
  };
  const implied = parts.some((part) => part.kind === 'front') ? null : impliedFront(lines, strangers, marked);
  const front = implied?.text ?? textOf('front');
  const back = textOf('back');
  const said = (name: Parameters<typeof fields.get>[0]) => fields.get(name)?.value ?? null;
  const explicitId = said('id')?.replaceAll('`', '').trim() || null;

  if (implied)
    report(
      implied.line,
      'note',
      `The question of ${where} has no marker. What stands above its answer is taken for it.`,
    );
  reportSides(where, card, parts, front, back, report);
  reportOddities(lines, where, { ...marked, parts }, report);
  const notes = strangerNotes(
    strangers.filter(({ line }) => !implied || line < implied.line),
    where,
    report,
  );
  return {
    id: cardId(deck, explicitId, front || card.heading.cardTitle || back),
    number,
    title: card.heading.cardTitle,
    difficulty: difficultyFrom(card, fields, where, report),
    levels: levelsFrom(fields, where, report),
    concept: said('concept'),
    section: said('section'),
    relatedConcepts: relatedFrom(said('related'), textOf('related')),
    centrality: said('centrality'),
    front,
    back,
    mnemonic: textOf('mnemonic') || null,
    misconceptions: textOf('misconceptions') || null,
    notes: [...notes, ...partNotes(lines, parts)],
    critical: criticalFrom(fields, where, listed.get(number) ?? null, report),
    lines: { first: card.first + 1, last: trimmedEnd(lines, card.first, card.last) + 1 },
  };
}

/** Unmarked text between a card's fields and its answer. */
function impliedFront(lines: Lines, strangers: readonly Stranger[], { head, parts }: CardParts) {
  const first = strangers.find((stranger) => stranger.name === null)?.line;
  if (first === undefined || parts[0]?.kind !== 'back') return null;
  const last = trimmedEnd(lines, first, head.last);
  return { line: first, text: partText(lines, { from: lines.starts[first] ?? 0, line: first, first, last }) };
}

/** The parts that a card has no field for, a second mnemonic among them. */
function partNotes(lines: Lines, parts: readonly Part[]): CardNote[] {
  const taken = new Set<Part['kind']>();
  return parts
    .filter(({ kind }) => {
      const isNote = kind === 'note' || taken.has(kind);
      taken.add(kind);
      return isNote;
    })
    .map((part) => ({ label: part.label, markdown: partText(lines, part) }))
    .filter((note) => note.markdown !== '');
}

/**
 * Fields of the author's own invention are kept as notes, with the lines below them when they are lists; other lines
 * above the question have no place in a card.
 */
function strangerNotes(strangers: readonly Stranger[], where: string, report: Report): CardNote[] {
  const notes: { label: string; markdown: string }[] = [];
  const lost: Stranger[] = [];
  let list: { label: string; markdown: string } | null = null;
  for (const stranger of strangers) {
    if (stranger.name !== null) {
      const note = { label: stranger.name, markdown: stranger.text };
      notes.push(note);
      list = stranger.text === '' ? note : null;
    } else if (list) list.markdown = `${list.markdown}\n${stranger.text}`.trimStart();
    else lost.push(stranger);
  }
  const [first] = lost;
  if (first)
    report(
      first.line,
      'warning',
      `Text above the question of ${where} is not understood and not shown: ${quoted(first.text)}. Write it as “**Name:** value” or move it below the question’s marker.`,
    );
  return notes.filter((note) => note.markdown !== '');
}

const SIDES = [
  { kind: 'front', side: 'question', marker: '**FRONT (Question):**' },
  { kind: 'back', side: 'answer', marker: '**BACK (Answer):**' },
] as const;

function reportSides(
  where: string,
  card: CardLines,
  parts: readonly Part[],
  front: string,
  back: string,
  report: Report,
): void {
  for (const { kind, side, marker } of SIDES) {
    if ((kind === 'front' ? front : back) !== '') continue;
    const part = parts.find((candidate) => candidate.kind === kind);
    if (part) report(part.line, 'error', `The ${side} of ${where} is empty. Write it below this line.`);
    else
      report(
        card.first,
        'error',
        `There is no ${side} in ${where}. Put “${marker}” on a line of its own with the ${side} below it.`,
      );
  }
}

/** The first letter of the flag's name, looked at before the rest because every line of every answer is asked. */
const CAPITAL_C = 67;

function reportOddities(lines: Lines, where: string, { parts, second }: CardParts, report: Report): void {
  if (second)
    report(
      second.line,
      'warning',
      `A second ${quoted(second.label)} stands inside the answer of ${where} and is read as part of it. Is a card heading missing above it?`,
    );
  for (const part of parts)
    for (let line = part.first; line <= part.last; line += 1) {
      const start = lines.starts[line] ?? 0;
      const mayBeFlag = lines.kinds[line] === TEXT && lines.text.charCodeAt(start + 2) === CAPITAL_C;
      if (mayBeFlag && isCriticalFlag(lineText(lines, line)))
        report(
          line,
          'warning',
          `The critical knowledge flag of ${where} has text below it, so it is read as part of the answer. Move it to the end of the card.`,
        );
    }
}
