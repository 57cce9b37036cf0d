import type { Schedule } from '../../core/deck.ts';
import type { Block, TableBlock } from './blocks.ts';
import { numbersIn } from './cardNumbers.ts';
import { foldName } from './labels.ts';
import type { Report } from './problems.ts';

type DayStep = Extract<Schedule, { kind: 'days' }>['steps'][number];

/** A schedule with the line it begins on, and for each card it names the line that names it. */
export type FoundSchedule = {
  readonly line: number;
  readonly schedule: Schedule;
  readonly cards: readonly { readonly line: number; readonly card: number }[];
};

/** The first review plan among the blocks of a schedule section, and the blocks that are no part of it. */
export function readSchedule(
  blocks: readonly Block[],
  report: Report,
): { readonly found: FoundSchedule | null; readonly rest: readonly Block[] } {
  for (const block of blocks) {
    const found = block.kind === 'table' ? scheduleOfTable(block) : null;
    if (found) return { found, rest: blocks.filter((other) => other !== block) };
  }
  return scheduleOfList(blocks, report);
}

/** `**Day 3:** Cards marked incorrect`, or `Card 3 (Medium): Day 1/4/10`. */
function scheduleOfList(blocks: readonly Block[], report: Report): ReturnType<typeof readSchedule> {
  const steps: DayStep[] = [];
  const rows: { line: number; card: number; days: readonly number[] }[] = [];
  const rest: Block[] = [];
  for (const block of blocks) {
    const lines =
      block.kind === 'item' || block.kind === 'prose'
        ? block.text.split('\n').map((text, index) => ({ text, line: block.line + index }))
        : [];
    const read = lines.map(({ text, line }) => ({ line, step: dayStep(text), row: cardDays(text) }));
    if (read.length === 0 || read.some(({ step, row }) => !step && !row)) {
      const own = block.kind === 'item' ? dayStep(block.text) : null;
      if (own) steps.push(own);
      else rest.push(block);
      continue;
    }
    for (const { line, step, row } of read) {
      if (step) steps.push(step);
      else if (row) rows.push({ line, ...row });
    }
  }
  const line = blocks[0]?.line ?? 0;
  if (steps.length > 0 && rows.length > 0)
    report(
      line,
      'warning',
      'This schedule mixes days and cards. Only its days are read; write either “Day 3: …” or “Card 3: Day 1, 4, 10” on each line.',
    );
  if (steps.length > 0) return { found: { line, schedule: { kind: 'days', steps }, cards: [] }, rest };
  if (rows.length === 0) return { found: null, rest };
  const cards = rows.map((row) => ({ line: row.line, card: row.card }));
  return {
    found: {
      line,
      schedule: { kind: 'cardDays', rows: rows.map(({ card, days }) => ({ card, days })) },
      cards,
    },
    rest,
  };
}

/** `- **Day 1:** All cards`, colon inside or outside the bold, or a dash for it. */
function dayStep(text: string): DayStep | null {
  const found = /^(?:[-*+]\s+)?[*_]{0,2}days?\s(\d{1,5})(?!\d)[*_]{0,2}\s?(?:[:–—|-]|$)[*_]{0,2}/i.exec(
    text.trim(),
  );
  return found?.[1] === undefined
    ? null
    : { day: Number(found[1]), text: text.trim().slice(found[0].length).trim() };
}

function cardDays(text: string): { readonly card: number; readonly days: readonly number[] } | null {
  const found = /^(?:[-*+]\s+)?[*_]{0,2}card\s#?(\d{1,9})(?!\d)[^:|]{0,40}[:|]/i.exec(text.trim());
  const days = found ? daysIn(text.trim().slice(found[0].length)) : [];
  return found?.[1] === undefined || days.length === 0 ? null : { card: Number(found[1]), days };
}

/** The days of `Day 1/4/10` or of several `Day 3` cells. */
function daysIn(text: string): number[] {
  return /\bdays?\s?\d/i.test(text)
    ? [...text.matchAll(/(?<!\d)(\d{1,5})(?!\d)/g)].map(([, day]) => Number(day))
    : [];
}

function scheduleOfTable(table: TableBlock): FoundSchedule | null {
  const columns = table.columns.map(foldName);
  const isByCard = /^(?:flash)?cards?\b/.test(columns[0] ?? '');
  const schedule = isByCard ? (intervals(table, columns) ?? cardDaysOf(table)) : sessions(table, columns);
  if (!schedule) return null;
  const cards = isByCard
    ? table.rows.flatMap(({ line, cells }) => cardsOf(cells).map((card) => ({ line, card })))
    : [];
  return { line: table.line, schedule, cards };
}

/** The cards in the first cell of a row: `Card 3 (Medium)`, `1-2`. */
function cardsOf(cells: readonly string[]): number[] {
  return numbersIn((cells[0] ?? '').replace(/\(.*/, ''));
}

/** `| Day 1 | Cards 1-2 (foundations) |` */
function sessions(table: TableBlock, columns: readonly string[]): Schedule | null {
  const isDayColumn = /\b(?:day|session|when|review)\b/.test(columns[0] ?? '');
  const steps = table.rows.map(({ cells }) => {
    const day = /^\D{0,12}(\d{1,5})(?!\d)/.exec(cells[0] ?? '')?.[1];
    return day === undefined
      ? null
      : {
          day: Number(day),
          text: cells
            .slice(1)
            .filter((cell) => cell !== '')
            .join(' · '),
        };
  });
  const read = steps.filter((step) => step !== null);
  return isDayColumn && read.length > 0 && read.length === steps.length
    ? { kind: 'days', steps: read }
    : null;
}

/** `| Card 3 (Medium) | Day 1 | Day 4 | Day 10 |` */
function cardDaysOf(table: TableBlock): Schedule | null {
  const rows = table.rows.flatMap(({ cells }) => {
    const days = daysIn(cells.slice(1).join(' | '));
    return days.length > 0 ? cardsOf(cells).map((card) => ({ card, days })) : [];
  });
  return rows.length > 0 ? { kind: 'cardDays', rows } : null;
}

/** `| 3 (Medium) | 3 days | 2.0x | After mastering Cards 1-2 |` */
function intervals(table: TableBlock, columns: readonly string[]): Schedule | null {
  const interval = columns.findIndex((column) => /interval/.test(column));
  const multiplier = columns.findIndex((column) => /multiplier|factor|ease/.test(column));
  if (interval === -1 || multiplier === -1) return null;
  const rows = table.rows.flatMap(({ cells }) => {
    const firstDays = intervalDays(cells[interval] ?? '');
    const factor = /\d{1,6}(?:[.,]\d{1,6})?/.exec(cells[multiplier] ?? '')?.[0];
    if (firstDays === null || factor === undefined) return [];
    const advice = cells
      .filter((cell, index) => index !== 0 && index !== interval && index !== multiplier && cell !== '')
      .join(' · ');
    return cardsOf(cells).map((card) => ({
      card,
      firstDays,
      multiplier: Number(factor.replace(',', '.')),
      advice,
    }));
  });
  return rows.length > 0 ? { kind: 'intervals', rows } : null;
}

const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };

/** `3 days` or `2 weeks` in days. */
function intervalDays(text: string): number | null {
  const found = /(\d{1,5}(?:\.\d{1,3})?)\s?(day|week|month)/i.exec(text);
  return found ? Number(found[1]) * (UNIT_DAYS[(found[2] ?? '').toLowerCase()] ?? 1) : null;
}
