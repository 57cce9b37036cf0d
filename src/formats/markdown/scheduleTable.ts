import type { Schedule } from '../../core/deck.ts';
import type { TableBlock } from './blocks.ts';
import { cardMention, createRangeBudget, numbersIn, numbersNamed, type RangeBudget } from './cardNumbers.ts';
import { foldName } from './labels.ts';
import type { Report } from './problems.ts';

/** A schedule with the line it begins on, and the lines on which it names cards. */
export type FoundSchedule = {
  readonly line: number;
  readonly schedule: Schedule;
  readonly mentions: readonly { readonly line: number; readonly cards: readonly number[] }[];
};

/** Reads a table that plans by days, by cards with their days, or by cards with interval and multiplier; `null` for another. */
export function scheduleOfTable(table: TableBlock, report: Report): FoundSchedule | null {
  const columns = table.columns.map(foldName);
  const isByCard = /^(?:flash)?cards?\b/.test(columns[0] ?? '');
  const budget = createRangeBudget();
  const rows = table.rows.map(({ line, cells }) => ({
    line,
    cells,
    cards: isByCard ? firstCards(cells, budget) : cardsNamed(cells.slice(1).join(' '), budget),
  }));
  for (const reader of isByCard ? [intervalReader(columns), cardDaysReader] : [sessionReader(columns)]) {
    const read = rows.map((row) => ({ line: row.line, cards: row.cards, schedule: reader(row) }));
    const understood = read.map(({ schedule }) => schedule).filter((schedule) => schedule !== null);
    if (understood.length === 0) continue;
    for (const { line, schedule } of read)
      if (!schedule)
        report(line, 'warning', 'This row of the schedule is not understood. Write it like the other rows.');
    return { line: table.line, schedule: joined(understood), mentions: read };
  }
  return null;
}

/** The days of `Day 1/4/10` or of several `Day 3` cells. */
export function daysIn(text: string): number[] {
  const words = text.replaceAll(/\([^()]*\)/g, ' ');
  if (!/\bdays?\s?\d/i.test(words)) return [];
  return [...words.matchAll(/(?<!\d)(\d{1,5})(?!\d)/g)].map(([, day]) => Number(day));
}

/** The cards that the words of a day name; none when they name all. */
export function cardsNamed(text: string, budget: RangeBudget): readonly number[] {
  return numbersNamed(cardMention(text, budget)?.numbers ?? [], [], budget);
}

/** Schedules of one row each, all of one kind, as one. */
function joined(schedules: readonly Schedule[]): Schedule {
  const days = schedules.filter((schedule) => schedule.kind === 'days');
  if (days.length > 0) return { kind: 'days', steps: days.flatMap(({ steps }) => steps) };
  const cardDays = schedules.filter((schedule) => schedule.kind === 'cardDays');
  if (cardDays.length > 0) return { kind: 'cardDays', rows: cardDays.flatMap(({ rows }) => rows) };
  const intervals = schedules.filter((schedule) => schedule.kind === 'intervals');
  return { kind: 'intervals', rows: intervals.flatMap(({ rows }) => rows) };
}

type ScheduleRow = { readonly cells: readonly string[]; readonly cards: readonly number[] };

type RowReader = (row: ScheduleRow) => Schedule | null;

/** The cards in the first cell of a row: `Card 3 (Medium)`, `1-2`. */
function firstCards(cells: readonly string[], budget: RangeBudget): readonly number[] {
  return numbersIn((cells[0] ?? '').replace(/\(.*/, ''), budget);
}

/** `| Day 1 | Cards 1-2 (foundations) |`; a bare number is a day only below a heading that says so. */
function sessionReader(columns: readonly string[]): RowReader {
  const isDayColumn = /\bdays?\b/.test(columns[0] ?? '');
  return ({ cells }) => {
    const first = cells[0] ?? '';
    const day =
      /\bday\s?(\d{1,5})(?!\d)/i.exec(first)?.[1] ?? (isDayColumn ? /^\d{1,5}$/.exec(first)?.[0] : undefined);
    const text = cells
      .slice(1)
      .filter((cell) => cell !== '')
      .join(' · ');
    return day === undefined ? null : { kind: 'days', steps: [{ day: Number(day), text }] };
  };
}

/** `| Card 3 (Medium) | Day 1 | Day 4 | Day 10 |` */
function cardDaysReader({ cells, cards }: ScheduleRow): Schedule | null {
  const days = daysIn(cells.slice(1).join(' | '));
  if (days.length === 0 || cards.length === 0) return null;
  return { kind: 'cardDays', rows: cards.map((card) => ({ card, days })) };
}

/** `| 3 (Medium) | 3 days | 2.0x | After mastering Cards 1-2 |` */
function intervalReader(columns: readonly string[]): RowReader {
  const interval = columns.findIndex((column) => /interval/.test(column));
  const multiplier = columns.findIndex((column) => /multiplier|factor|ease/.test(column));
  return ({ cells, cards }) => {
    const firstDays = intervalDays(cells[interval] ?? '');
    const factor = /\d{1,6}(?:[.,]\d{1,6})?/.exec(cells[multiplier] ?? '')?.[0].replace(',', '.');
    if (firstDays === null || factor === undefined || cards.length === 0) return null;
    const advice = cells.filter(
      (cell, index) => index !== 0 && index !== interval && index !== multiplier && cell !== '',
    );
    return {
      kind: 'intervals',
      rows: cards.map((card) => ({
        card,
        firstDays,
        multiplier: Number(factor),
        advice: advice.join(' · '),
      })),
    };
  };
}

const UNIT_DAYS: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['week', 7],
  ['month', 30],
]);

/** `3 days` or `2 weeks` in days. */
function intervalDays(text: string): number | null {
  const found = /(\d{1,5}(?:\.\d{1,3})?)\s?(day|week|month)/i.exec(text);
  return found ? Number(found[1]) * (UNIT_DAYS.get((found[2] ?? '').toLowerCase()) ?? 1) : null;
}
