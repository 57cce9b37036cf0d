import type { DeckTable } from '../../core/deck.ts';
import type { Block, TableBlock } from './blocks.ts';
import type { Section } from './outline.ts';
import { quoted, type Report } from './problems.ts';

/** Blocks that belong together: those of a section, or those below a bold line in it that names one. */
export type Stretch = {
  readonly kind: Section['kind'];
  readonly title: string;
  readonly blocks: readonly Block[];
};

/** A table to show, with its line and what the section around it is for. */
export type FoundTable = { readonly line: number; readonly kind: Section['kind']; readonly table: DeckTable };

/** A table that no reader interprets is kept to be shown; where one was expected, its author is told how to write it. */
export function keepTable(
  { kind, title }: Stretch,
  { line, columns, rows }: TableBlock,
  report: Report,
): FoundTable {
  if (kind === 'schedule')
    report(
      line,
      'warning',
      `The schedule ${quoted(title)} is shown but cannot be followed. Name in each row a day, or a card with its days, or a card with interval and multiplier.`,
    );
  if (kind === 'sourceMapping')
    report(
      line,
      'warning',
      'This table is shown but maps no cards. Name its columns “Card”, “Source Section” and “Key Terminology”.',
    );
  return { line, kind, table: { title, columns, rows: rows.map((row) => row.cells) } };
}

/** Reports text that found no place in the deck. Only words that introduce something, ending in a colon, may go. */
export function reportStrangers({ title }: Stretch, rest: readonly Block[], report: Report): void {
  const strangers = rest.filter(
    (block) => block.kind !== 'table' && !(block.kind === 'prose' && block.text.endsWith(':')),
  );
  const [first] = strangers;
  if (!first) return;
  const place = title === '' ? 'before the first heading' : `in the section ${quoted(title)}`;
  const more = strangers.length > 1 ? ` and ${strangers.length - 1} more below it` : '';
  report(
    first.line,
    'note',
    `Text ${place} is not understood and not shown${more}: ${quoted(wordsOf(first))}. It stays in the file.`,
  );
}

function wordsOf(block: Block): string {
  if (block.kind === 'fence') return block.content;
  return block.kind === 'table' ? block.columns.join(' | ') : block.text;
}
