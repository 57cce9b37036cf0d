import type { Card, CardId, Difficulty, ExportFormat } from '../../core/deck.ts';
import { DIFFICULTIES } from '../../core/deck.ts';
import { counted } from '../../core/words.ts';
import { numbersIn } from './cardNumbers.ts';
import type { Declared, Header } from './header.ts';
import { foldName } from './labels.ts';
import type { CardLines } from './outline.ts';
import { quoted, type Report } from './problems.ts';
import type { Findings } from './sections.ts';

/** A card with the lines it was read from. */
export type ReadCard = { readonly card: Card; readonly lines: CardLines };

/** Gives each card an id of its own: of cards with the same id all but the first get `-2`, `-3`, ... */
export function withOwnIds(cards: readonly ReadCard[], report: Report): ReadCard[] {
  const firsts = new Map<CardId, ReadCard>();
  const copies = new Map<CardId, number>();
  return cards.map((read) => {
    const { card, lines } = read;
    const first = firsts.get(card.id);
    if (!first) {
      firsts.set(card.id, read);
      return read;
    }
    const copy = copyNumber(card.id, copies, firsts);
    const own: ReadCard = { card: { ...card, id: `${card.id}-${copy}` as CardId }, lines };
    firsts.set(own.card.id, own);
    report(
      lines.first,
      'warning',
      `This card has the same question or id as the one on line ${first.lines.first + 1}. They count as two cards only as long as their order stays; change one of them.`,
    );
    return own;
  });
}

function copyNumber(id: CardId, copies: Map<CardId, number>, taken: ReadonlyMap<CardId, unknown>): number {
  let copy = (copies.get(id) ?? 1) + 1;
  while (taken.has(`${id}-${copy}` as CardId)) copy += 1;
  copies.set(id, copy);
  return copy;
}

/** Reports every count and pointer of a deck that does not agree with its cards. */
export function checkDeck(
  cards: readonly ReadCard[],
  header: Header,
  findings: Findings,
  report: Report,
): void {
  checkNumbers(cards, report);
  checkTotals(cards, header, report);
  checkDistribution(cards, header.distribution, report);
  for (const { line, kind, table } of findings.tables)
    if (kind === 'distribution')
      checkDistribution(cards, distributionOfTable(line, table.columns, table.rows), report);
  checkPointers(cards, findings, report);
  checkFlags(cards, findings, report);
  checkExports(cards.length, findings, report);
  for (const second of findings.schedules.slice(1))
    report(
      second.line,
      'warning',
      'This is a second review schedule; the first one is used. Keep one of them.',
    );
}

function checkNumbers(cards: readonly ReadCard[], report: Report): void {
  const firsts = new Map<number, number>();
  for (const { card, lines } of cards) {
    const first = firsts.get(card.number);
    if (first === undefined) firsts.set(card.number, lines.first);
    else
      report(
        lines.first,
        'warning',
        `Card ${card.number} already stands on line ${first + 1}. Give this card a number of its own, so that the summary and the schedule can name it.`,
      );
  }
}

function checkTotals(cards: readonly ReadCard[], { total }: Header, report: Report): void {
  const found = cards.length;
  if (total && total.value !== found)
    report(
      total.line,
      'warning',
      `The header announces ${counted(total.value, 'card')}, but ${found} ${found === 1 ? 'was' : 'were'} found. Correct the total, or look for a card whose heading is not like “### Card 1”.`,
    );
  const odd = cards.find(({ lines }) => lines.heading.of !== null && lines.heading.of !== found);
  if (odd && odd.lines.heading.of !== total?.value)
    report(
      odd.lines.first,
      'warning',
      `This heading speaks of ${counted(odd.lines.heading.of ?? 0, 'card')}, but ${found} ${found === 1 ? 'was' : 'were'} found. Correct it, or look for a missing card.`,
    );
}

function checkDistribution(
  cards: readonly ReadCard[],
  declared: Declared<Partial<Record<Difficulty, number>>> | null,
  report: Report,
): void {
  if (!declared) return;
  for (const difficulty of DIFFICULTIES) {
    const announced = declared.value[difficulty] ?? 0;
    const found = cards.filter(({ card }) => card.difficulty === difficulty).length;
    if (announced !== found)
      report(
        declared.line,
        'warning',
        `The distribution announces ${counted(announced, `${difficulty} card`)}, but ${found} ${found === 1 ? 'is' : 'are'} ${difficulty}. Correct the distribution or the cards’ difficulties.`,
      );
  }
}

function distributionOfTable(
  line: number,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Declared<Partial<Record<Difficulty, number>>> | null {
  const names = columns.map(foldName);
  const difficultyAt = names.findIndex((name) => /^(?:difficulty|level)$/.test(name));
  const countAt = names.findIndex((name) => /^(?:count|cards|number|total|number of cards)$/.test(name));
  if (difficultyAt === -1 || countAt === -1) return null;
  const value: Partial<Record<Difficulty, number>> = {};
  for (const cells of rows) {
    const difficulty = DIFFICULTIES.find((known) => known === foldName(cells[difficultyAt] ?? ''));
    const count = /^\d{1,9}$/.exec((cells[countAt] ?? '').replaceAll('*', '').trim())?.[0];
    if (difficulty && count !== undefined) value[difficulty] = (value[difficulty] ?? 0) + Number(count);
  }
  return Object.keys(value).length > 0 ? { line, value } : null;
}

/** Summary, source mapping and schedule may only speak of cards that there are. */
function checkPointers(cards: readonly ReadCard[], findings: Findings, report: Report): void {
  const numbers = new Set(cards.map(({ card }) => card.number));
  const point = (line: number, where: string, named: readonly number[]) => {
    const missing = named.filter((number) => !numbers.has(number));
    if (missing.length > 0)
      report(
        line,
        'warning',
        `${where} names card ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}, but there is no such card. Correct the number.`,
      );
  };
  for (const concept of findings.keyConcepts)
    point(concept.line, `The summary of ${quoted(concept.name)}`, concept.cards);
  for (const row of findings.sources)
    point(row.line, 'The source mapping', numbersIn(row.card.replace(/\(.*/, '')));
  for (const { line, card } of findings.schedules[0]?.cards ?? []) point(line, 'The schedule', [card]);
}

function checkFlags(cards: readonly ReadCard[], { keyConcepts }: Findings, report: Report): void {
  const listed = new Map<number, string>();
  for (const concept of keyConcepts)
    for (const number of concept.cards) if (!listed.has(number)) listed.set(number, concept.name);
  for (const { card, lines } of cards) {
    const concept = listed.get(card.number);
    if (card.critical?.flag === false && concept !== undefined)
      report(
        lines.first,
        'warning',
        `Card ${card.number} says that it is not critical, but the critical knowledge summary lists it under ${quoted(concept)}. Correct one of them.`,
      );
  }
}

const EXPORT_NAMES: Readonly<Record<ExportFormat, string>> = { anki: 'Anki', csv: 'CSV', text: 'plain text' };

function checkExports(found: number, { exports }: Findings, report: Report): void {
  for (const format of ['anki', 'csv', 'text'] as const) {
    const block = exports[format];
    const rows = block?.rows ?? found;
    if (block && rows !== found)
      report(
        block.line,
        'warning',
        `The ${EXPORT_NAMES[format]} export holds ${counted(rows, 'card')}, but the deck ${found}. Add or remove rows, or look for a broken one.`,
      );
  }
}
