import type { Deck, DeckTable, ExportFormat, SourceRow } from '../../core/deck.ts';
import { type Block, blocksIn, type TableBlock } from './blocks.ts';
import { type SectionKind, sectionKind } from './headings.ts';
import { type FoundConcept, readKeyConcepts } from './keyConcepts.ts';
import { labelAt } from './labels.ts';
import type { Lines } from './lines.ts';
import type { Section } from './outline.ts';
import { quoted, type Report } from './problems.ts';
import { type FoundSchedule, readSchedule } from './schedule.ts';
import { type FoundSource, readSourceMapping } from './sourceMapping.ts';

export type FoundExport = { readonly line: number; readonly content: string };

/** What the sections around the cards say, with the lines that say it. */
export type Findings = {
  readonly keyConcepts: FoundConcept[];
  readonly exports: Partial<Record<ExportFormat, FoundExport>>;
  readonly sources: FoundSource[];
  readonly schedules: FoundSchedule[];
  readonly prerequisites: string[];
  readonly extensions: string[];
  readonly tables: { readonly line: number; readonly kind: Stretch['kind']; readonly table: DeckTable }[];
};

/** Blocks that belong together: those of a section, or below a bold line in it that names one. */
type Stretch = {
  readonly kind: Section['kind'];
  readonly title: string;
  readonly line: number;
  readonly blocks: readonly Block[];
};

/** Reads every section but the header; what no reader understands becomes a table to show or a problem. */
export function readSections(
  lines: Lines,
  sections: readonly Section[],
  allCards: readonly number[],
  report: Report,
): Findings {
  const findings: Findings = {
    keyConcepts: [],
    exports: {},
    sources: [],
    schedules: [],
    prerequisites: [],
    extensions: [],
    tables: [],
  };
  for (const section of sections)
    for (const stretch of stretchesOf(lines, section)) {
      const rest = readStretch(stretch, findings, allCards, report);
      leave(stretch, rest, findings, report);
    }
  return findings;
}

function stretchesOf(lines: Lines, section: Section): Stretch[] {
  const title = section.heading?.title ?? '';
  const line = section.heading?.line ?? section.first;
  const stretches: { kind: Section['kind']; title: string; line: number; blocks: Block[] }[] = [
    { kind: section.kind, title, line, blocks: [] },
  ];
  const isContainer = section.kind === 'study' || section.kind === 'exports' || section.kind === null;
  for (const block of blocksIn(lines, section.first, section.last)) {
    const text = isContainer && block.kind === 'prose' ? block.text : '';
    const label = labelAt(text, 0, text.length);
    const kind =
      label && label.style === 'bold' && label.valueStart === text.length ? sectionKind(label.name) : null;
    if (label && kind) stretches.push({ kind, title: label.name, line: block.line, blocks: [] });
    else stretches.at(-1)?.blocks.push(block);
  }
  return stretches;
}

/** Puts what it understands into the findings and gives back the other blocks. */
function readStretch(
  stretch: Stretch,
  findings: Findings,
  allCards: readonly number[],
  report: Report,
): readonly Block[] {
  const { kind, blocks } = stretch;
  switch (kind) {
    case 'keyConcepts': {
      const { concepts, rest } = readKeyConcepts(blocks, allCards, report);
      findings.keyConcepts.push(...concepts);
      return rest;
    }
    case 'exports':
    case 'anki':
    case 'csv':
    case 'text':
      return blocks.filter((block) => !takeExport(block, kind, findings, report));
    case 'sourceMapping':
      return blocks.filter((block) => !takeSources(block, findings));
    case 'schedule':
    case 'study': {
      const { found, rest } = readSchedule(blocks, report);
      if (found) findings.schedules.push(found);
      return rest;
    }
    case 'prerequisites':
      return blocks.filter((block) => !takeItem(block, findings.prerequisites));
    case 'extensions':
      return blocks.filter((block) => !takeItem(block, findings.extensions));
    default:
      return blocks;
  }
}

function takeItem(block: Block, items: string[]): boolean {
  if (block.kind === 'item') items.push(block.text.replace(/^\[[ xX]\]\s/, ''));
  return block.kind === 'item';
}

function takeSources(block: Block, findings: Findings): boolean {
  const rows = block.kind === 'table' ? readSourceMapping(block) : null;
  if (rows) findings.sources.push(...rows);
  return rows !== null;
}

function takeExport(block: Block, kind: SectionKind, findings: Findings, report: Report): boolean {
  if (block.kind !== 'fence') return false;
  const format = kind === 'exports' ? formatOf(block) : (kind as ExportFormat);
  if (!format) return false;
  const before = findings.exports[format];
  if (before)
    report(
      block.line,
      'warning',
      `This is a second export block of the same format; the one on line ${before.line + 1} is used. Remove one of them.`,
    );
  else findings.exports[format] = { line: block.line, content: block.content };
  return true;
}

/** The format of an export block without a heading of its own. */
function formatOf({
  info,
  content,
}: {
  readonly info: string;
  readonly content: string;
}): ExportFormat | null {
  if (/^csv\b/i.test(info)) return 'csv';
  if (/^tsv\b/i.test(info) || content.includes('\t')) return 'anki';
  return /^Q:/im.test(content) ? 'text' : null;
}

/** Tables are kept to be shown; of the rest only words that introduce something (ending in a colon) go without saying. */
function leave(stretch: Stretch, rest: readonly Block[], findings: Findings, report: Report): void {
  const strange: Block[] = [];
  for (const block of rest) {
    if (block.kind === 'table') keepTable(stretch, block, findings, report);
    else if (block.kind !== 'prose' || !block.text.endsWith(':')) strange.push(block);
  }
  const first = strange[0];
  if (!first) return;
  const place = stretch.title === '' ? 'before the first heading' : `in the section ${quoted(stretch.title)}`;
  const more = strange.length > 1 ? ` and ${strange.length - 1} more below it` : '';
  report(
    first.line,
    'note',
    `Text ${place} is not understood and not shown${more}: ${quoted(textOf(first))}. It stays in the file.`,
  );
}

function textOf(block: Block): string {
  if (block.kind === 'fence') return block.content;
  return block.kind === 'table' ? block.columns.join(' | ') : block.text;
}

function keepTable(stretch: Stretch, block: TableBlock, findings: Findings, report: Report): void {
  const table = { title: stretch.title, columns: block.columns, rows: block.rows.map((row) => row.cells) };
  findings.tables.push({ line: block.line, kind: stretch.kind, table });
  if (stretch.kind === 'schedule')
    report(
      block.line,
      'warning',
      `The schedule ${quoted(stretch.title)} is shown but cannot be followed. Name a day, or a card with its days or with interval and multiplier, in each row.`,
    );
  if (stretch.kind === 'sourceMapping')
    report(
      block.line,
      'warning',
      'This table is shown but maps no cards. Name its columns “Card”, “Source Section” and “Key Terminology”.',
    );
}

/** Findings without the lines they were found on. */
export function foundParts(
  findings: Findings,
): Pick<
  Deck,
  'keyConcepts' | 'exports' | 'sourceMapping' | 'schedule' | 'prerequisites' | 'extensions' | 'tables'
> {
  return {
    keyConcepts: findings.keyConcepts.map(({ name, cards, remark }) => ({ name, cards, remark })),
    exports: Object.fromEntries(
      Object.entries(findings.exports).map(([format, { content }]) => [format, content]),
    ),
    sourceMapping: findings.sources.map(({ card, section, terms, more }): SourceRow => ({
      card,
      section,
      terms,
      more,
    })),
    schedule: findings.schedules[0]?.schedule ?? null,
    prerequisites: findings.prerequisites,
    extensions: findings.extensions,
    tables: findings.tables.map(({ table }) => table),
  };
}
