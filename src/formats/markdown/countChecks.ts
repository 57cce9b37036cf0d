import type { Card, ExportFormat } from '../../core/deck.ts';
import { DIFFICULTIES } from '../../core/deck.ts';
import { counted } from '../../core/words.ts';
import type { Declared, Distribution, Header } from './header.ts';
import { foldName } from './labels.ts';
import type { CardLines } from './outline.ts';
import type { Report } from './problems.ts';
import type { Findings } from './sections.ts';
import { difficultyOf } from './vocabulary.ts';

/** Reports every count that the author announced and that the cards do not bear out. */
export function checkCounts(
  cards: readonly Card[],
  outlined: readonly CardLines[],
  header: Header,
  findings: Findings,
  report: Report,
): void {
  checkTotal(cards.length, header, outlined, report);
  const tables = findings.tables.filter(({ kind }) => kind === 'distribution');
  const distributions = [
    header.distribution,
    ...tables.map(({ line, table }) => distributionOf(line, table)),
  ];
  for (const distribution of distributions) if (distribution) checkDistribution(cards, distribution, report);
  checkExports(cards.length, findings, report);
  for (const { line, schedule } of findings.schedules.slice(0, 1))
    if (schedule.kind === 'days') checkAllCards(line, schedule.steps, cards.length, report);
}

function found(count: number): string {
  return `${counted(count, 'card')} ${count === 1 ? 'was' : 'were'} found`;
}

function checkTotal(count: number, { total }: Header, outlined: readonly CardLines[], report: Report): void {
  if (total && total.value !== count)
    report(
      total.line,
      'warning',
      `The header announces ${counted(total.value, 'card')}, but ${found(count)}. Correct the total, or look for a card whose heading is not like “### Card 1”.`,
    );
  const odd = outlined.find(({ heading }) => heading.of !== null && heading.of !== count)?.heading;
  if (odd && odd.of !== total?.value)
    report(
      odd.line,
      'warning',
      `This heading speaks of ${counted(odd.of ?? 0, 'card')}, but ${found(count)}. Correct it, or look for a missing card.`,
    );
}

function checkDistribution(
  cards: readonly Card[],
  { line, value }: Declared<Distribution>,
  report: Report,
): void {
  for (const difficulty of DIFFICULTIES) {
    const announced = value[difficulty] ?? 0;
    const count = cards.filter((card) => card.difficulty === difficulty).length;
    if (announced !== count)
      report(
        line,
        'warning',
        `The distribution announces ${counted(announced, `${difficulty} card`)}, but ${count} ${count === 1 ? 'was' : 'were'} found. Correct the distribution or the cards’ difficulties.`,
      );
  }
}

/** The distribution that a table with columns such as `Difficulty` and `Count` announces. */
function distributionOf(
  line: number,
  table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] },
): Declared<Distribution> | null {
  const names = table.columns.map(foldName);
  const difficultyAt = names.findIndex((name) => /^(?:difficulty|level)\b/.test(name));
  const countAt = names.findIndex((name) => /^(?:count|cards|number|total|no)\b/.test(name));
  if (difficultyAt === -1 || countAt === -1) return null;
  const counts = table.rows.flatMap((cells) => {
    const difficulty = difficultyOf(foldName(cells[difficultyAt] ?? ''));
    const count = /^\d{1,9}(?!\d)/.exec(foldName(cells[countAt] ?? ''))?.[0];
    return difficulty && count !== undefined ? [[difficulty, Number(count)] as const] : [];
  });
  return counts.length > 0 ? { line, value: Object.fromEntries(counts) } : null;
}

const EXPORT_NAMES: Readonly<Record<ExportFormat, string>> = { anki: 'Anki', csv: 'CSV', text: 'plain text' };

function checkExports(count: number, { exports }: Findings, report: Report): void {
  for (const format of ['anki', 'csv', 'text'] as const) {
    const block = exports[format];
    if (block && block.rows !== count)
      report(
        block.line,
        'warning',
        `The ${EXPORT_NAMES[format]} export holds ${counted(block.rows, 'card')}, but the deck ${count}. Add or remove rows, or look for one that is broken.`,
      );
  }
}

/** `All 5 cards` in a schedule. */
function checkAllCards(
  line: number,
  steps: readonly { readonly day: number; readonly text: string }[],
  count: number,
  report: Report,
): void {
  for (const { day, text } of steps) {
    const all = /\ball (\d{1,9}) cards\b/i.exec(text)?.[1];
    if (all !== undefined && Number(all) !== count)
      report(
        line,
        'warning',
        `Day ${day} of the schedule speaks of all ${all} cards, but ${found(count)}. Correct the number.`,
      );
  }
}
