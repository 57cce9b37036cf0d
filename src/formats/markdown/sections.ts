import type { Deck, ExportFormat } from '../../core/deck.ts';
import { type Block, blocksIn } from './blocks.ts';
import { countExportRows } from './exportBlocks.ts';
import { type SectionKind, sectionKind } from './headings.ts';
import { type FoundConcept, readKeyConcepts } from './keyConcepts.ts';
import { labelAt } from './labels.ts';
import { type FoundTable, keepTable, reportStrangers, type Stretch } from './leftovers.ts';
import type { Lines } from './lines.ts';
import type { Section } from './outline.ts';
import type { Report } from './problems.ts';
import { readSchedule } from './schedule.ts';
import type { FoundSchedule } from './scheduleTable.ts';
import { type FoundSource, readSourceMapping } from './sourceMapping.ts';

export type FoundExport = { readonly line: number; readonly content: string; readonly rows: number };

/** What the sections around the cards say, with the lines that say it. */
export type Findings = {
  readonly keyConcepts: FoundConcept[];
  readonly exports: Partial<Record<ExportFormat, FoundExport>>;
  readonly sources: FoundSource[];
  readonly schedules: FoundSchedule[];
  readonly prerequisites: string[];
  readonly extensions: string[];
  readonly tables: FoundTable[];
};

type Reading = {
  readonly lines: Lines;
  readonly allCards: readonly number[];
  readonly findings: Findings;
  readonly report: Report;
};

/** Reads every section; what no reader understands becomes a table to show or a problem. */
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
  const reading: Reading = { lines, allCards, findings, report };
  for (const stretch of sections.flatMap((section) => stretchesOf(lines, section))) {
    const rest = readStretch(stretch, reading);
    for (const block of rest)
      if (block.kind === 'table') findings.tables.push(keepTable(stretch, block, report));
    reportStrangers(stretch, rest, report);
  }
  return findings;
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
    sourceMapping: findings.sources.map(({ card, section, terms, more }) => ({ card, section, terms, more })),
    schedule: findings.schedules[0]?.schedule ?? null,
    prerequisites: findings.prerequisites,
    extensions: findings.extensions,
    tables: findings.tables.map(({ table }) => table),
  };
}

function stretchesOf(lines: Lines, section: Section): Stretch[] {
  const title = section.heading?.title ?? '';
  const blocks = blocksIn(lines, section.first, section.last);
  const isContainer = section.kind === 'study' || section.kind === 'exports' || section.kind === null;
  if (!isContainer) return [{ kind: section.kind, title, blocks }];
  const stretches: { kind: Section['kind']; title: string; blocks: Block[] }[] = [
    { kind: section.kind, title, blocks: [] },
  ];
  for (const block of blocks) {
    const named = namedByLabel(block);
    if (named) stretches.push({ ...named, blocks: [] });
    else stretches.at(-1)?.blocks.push(block);
  }
  return stretches;
}

/** A bold line that names a section, as `**Prerequisites:**` does. */
function namedByLabel(block: Block): { readonly kind: SectionKind; readonly title: string } | null {
  if (block.kind !== 'prose') return null;
  const label = labelAt(block.text, 0, block.text.length);
  if (label?.style !== 'bold' || label.valueStart !== block.text.length) return null;
  const kind = sectionKind(label.name);
  return kind && { kind, title: label.name };
}

/** Puts what it understands into the findings and gives back the other blocks. */
function readStretch(
  { kind, blocks }: Stretch,
  { lines, allCards, findings, report }: Reading,
): readonly Block[] {
  switch (kind) {
    case 'header':
      // The header's own reader has taken its lines of text.
      return blocks.filter((block) => block.kind !== 'prose' && block.kind !== 'item');
    case 'keyConcepts': {
      const { concepts, rest } = readKeyConcepts(blocks, allCards, report);
      findings.keyConcepts.push(...concepts);
      return rest;
    }
    case 'exports':
    case 'anki':
    case 'csv':
    case 'text':
      return blocks.filter((block) => !takeExport(lines, block, kind, findings, report));
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

function takeExport(
  lines: Lines,
  block: Block,
  kind: ExportFormat | 'exports',
  findings: Findings,
  report: Report,
): boolean {
  if (block.kind !== 'fence') return false;
  const format = kind === 'exports' ? formatOf(block) : kind;
  if (!format) return false;
  const { line, content, first, last } = block;
  const before = findings.exports[format];
  if (!before)
    findings.exports[format] = { line, content, rows: countExportRows(lines, format, first, last) };
  else
    report(
      line,
      'warning',
      `This is a second export block of the same format; the one on line ${before.line + 1} is used. Remove one of them.`,
    );
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
