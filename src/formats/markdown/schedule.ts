import type { Schedule } from '../../core/deck.ts';
import type { Block } from './blocks.ts';
import { createRangeBudget } from './cardNumbers.ts';
import type { Report } from './problems.ts';
import { cardsNamed, daysIn, type FoundSchedule, scheduleOfTable } from './scheduleTable.ts';

type DayStep = Extract<Schedule, { kind: 'days' }>['steps'][number];

type ReadSchedule = { readonly found: FoundSchedule | null; readonly rest: readonly Block[] };

/** The first review plan among the blocks of a section, and the blocks that are no part of it. */
export function readSchedule(blocks: readonly Block[], report: Report): ReadSchedule {
  for (const block of blocks) {
    const found = block.kind === 'table' ? scheduleOfTable(block, report) : null;
    if (found) return { found, rest: blocks.filter((other) => other !== block) };
  }
  return scheduleOfList(blocks, report);
}

type Entry = { readonly line: number } & (
  | { readonly kind: 'day'; readonly step: DayStep }
  | { readonly kind: 'card'; readonly card: number; readonly days: readonly number[] }
);

function scheduleOfList(blocks: readonly Block[], report: Report): ReadSchedule {
  const read = blocks.map((block) => ({ block, entries: entriesOf(block) }));
  const rest = read.filter(({ entries }) => entries.length === 0).map(({ block }) => block);
  const entries = read.flatMap((each) => each.entries);
  const line = entries[0]?.line ?? 0;
  const days = entries.filter((entry) => entry.kind === 'day');
  const cards = entries.filter((entry) => entry.kind === 'card');
  if (days.length > 0 && cards.length > 0)
    report(
      line,
      'warning',
      'This schedule mixes days and cards, and only its days are read. Write either “Day 3: …” or “Card 3: Day 1, 4, 10” on each line.',
    );
  if (days.length > 0) {
    const budget = createRangeBudget();
    const mentions = days.map((entry) => ({ line: entry.line, cards: cardsNamed(entry.step.text, budget) }));
    return {
      found: { line, schedule: { kind: 'days', steps: days.map(({ step }) => step) }, mentions },
      rest,
    };
  }
  if (cards.length === 0) return { found: null, rest };
  const rows = cards.map((entry) => ({ card: entry.card, days: entry.days }));
  const mentions = cards.map((entry) => ({ line: entry.line, cards: [entry.card] }));
  return { found: { line, schedule: { kind: 'cardDays', rows }, mentions }, rest };
}

/** The entries of a list item, or of a paragraph with one on each line; none when a line is no entry. */
function entriesOf(block: Block): Entry[] {
  if (block.kind === 'item') return [entryOf(block.text, block.line)].filter((entry) => entry !== null);
  if (block.kind !== 'prose') return [];
  const lines = block.text.split('\n');
  const entries = lines
    .map((text, index) => entryOf(text, block.line + index))
    .filter((entry) => entry !== null);
  return entries.length === lines.length ? entries : [];
}

function entryOf(text: string, line: number): Entry | null {
  const step = dayStep(text.trim());
  if (step) return { line, kind: 'day', step };
  const card = cardDays(text.trim());
  return card && { line, kind: 'card', ...card };
}

/** `**Day 1:** All cards`, colon inside or outside the bold, or a dash for it; of `Day 1-2: ...` the words keep the range. */
function dayStep(text: string): DayStep | null {
  const found =
    /^[*_]{0,2}days?\s(\d{1,5})(?!\d)(\s?[-–—]\s?\d{1,5})?[*_]{0,2}\s?(?:[:–—|-]|$)[*_]{0,2}/i.exec(text);
  if (!found) return null;
  return { day: Number(found[1]), text: found[2] === undefined ? text.slice(found[0].length).trim() : text };
}

/** `Card 3 (Medium): Day 1/4/10` */
function cardDays(text: string): { readonly card: number; readonly days: readonly number[] } | null {
  const found = /^[*_]{0,2}card\s#?(\d{1,9})(?!\d)[^:|]{0,40}[:|]/i.exec(text);
  const days = found ? daysIn(text.slice(found[0].length)) : [];
  return found && days.length > 0 ? { card: Number(found[1]), days } : null;
}
