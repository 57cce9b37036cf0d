import type { KeyConcept } from '../../core/deck.ts';
import type { Block, TableBlock } from './blocks.ts';
import { cardMention, createRangeBudget, numbersIn, numbersNamed, type RangeBudget } from './cardNumbers.ts';
import { trimMarks } from './characters.ts';
import { foldName, labelAt } from './labels.ts';
import { quoted, type Report } from './problems.ts';

/** A concept of the summary with the line that names it. */
export type FoundConcept = KeyConcept & { readonly line: number };

/** The concepts among the blocks of the critical knowledge summary, and the blocks that are none. */
export function readKeyConcepts(
  blocks: readonly Block[],
  allCards: readonly number[],
  report: Report,
): { readonly concepts: readonly FoundConcept[]; readonly rest: readonly Block[] } {
  const concepts: FoundConcept[] = [];
  const rest: Block[] = [];
  const naming: Naming = { allCards, budget: createRangeBudget() };
  for (const block of blocks) {
    const found = conceptsOf(block, naming);
    if (found) concepts.push(...found);
    else rest.push(block);
  }
  // A list that names no card at all is a list of something else.
  if (concepts.every((concept) => concept.cards.length === 0)) return { concepts: [], rest: blocks };
  for (const concept of concepts)
    if (concept.cards.length === 0)
      report(
        concept.line,
        'warning',
        `${quoted(concept.name)} names no cards, so it leads to none. Write for example “Appears in Cards 1, 3”.`,
      );
  return { concepts: withoutDoubles(concepts, report), rest };
}

/** What the names of cards are read with. */
type Naming = { readonly allCards: readonly number[]; readonly budget: RangeBudget };

function conceptsOf(block: Block, naming: Naming): FoundConcept[] | null {
  if (block.kind === 'item') return [conceptOfItem(block.line, block.text, naming)];
  return block.kind === 'table' ? conceptsOfTable(block, naming) : null;
}

/** A concept listed twice becomes one with the cards of both. */
function withoutDoubles(concepts: readonly FoundConcept[], report: Report): FoundConcept[] {
  const byName = new Map<string, FoundConcept>();
  for (const concept of concepts) {
    const before = byName.get(concept.name);
    if (before)
      report(
        concept.line,
        'warning',
        `${quoted(concept.name)} is listed a second time; its cards are added to those on line ${before.line + 1}. Make one entry of the two.`,
      );
    const cards = [...new Set([...(before?.cards ?? []), ...concept.cards])];
    byName.set(concept.name, before ? { ...before, cards } : concept);
  }
  return [...byName.values()];
}

/** `**Model Serving:** Appears in Cards 1, 3, 5 (remark)`, the name bold or not. */
function conceptOfItem(line: number, text: string, { allCards, budget }: Naming): FoundConcept {
  const label = labelAt(text, 0, text.length);
  const words = label ? text.slice(label.valueStart) : text;
  const mention = cardMention(words, budget);
  const dash = /[:–—]|\s-\s/.exec(words)?.index ?? words.length;
  const nameEnd = label ? 0 : Math.min(dash, mention?.start ?? words.length);
  const name = trimMarks(label ? label.name : words.slice(0, nameEnd), ' *_(');
  const before = withoutLead(words.slice(nameEnd, mention?.start));
  const after = mention ? words.slice(mention.end) : '';
  const remark = [before, after].map(unwrapped).filter((part) => part !== '');
  return {
    line,
    name: name || text,
    cards: numbersNamed(mention?.numbers ?? [], allCards, budget),
    remark: remark.length === 0 ? null : remark.join(' '),
  };
}

const LEAD_WORDS = new Set([
  '',
  '-',
  'appear',
  'appears',
  'found',
  'used',
  'covered',
  'tested',
  'see',
  'in',
  'across',
]);

/** Without the words that lead to the numbers: `Appears in`. */
function withoutLead(text: string): string {
  const words = text.split(' ');
  while (words.length > 0 && LEAD_WORDS.has(trimMarks(words.at(-1) ?? '', ':*(\t').toLowerCase()))
    words.pop();
  return words.join(' ');
}

/** `(fundamental mechanism)` and `- fundamental mechanism` without what joins them to the numbers. */
function unwrapped(text: string): string {
  const inner = trimMarks(text, ' \t\n-–—:;,|*');
  if (!/[\p{L}\p{N}]/u.test(inner)) return '';
  const isWrapped = inner.startsWith('(') && inner.endsWith(')');
  return isWrapped ? inner.slice(1, -1).trim() : inner.replaceAll(/^\)|\($/g, '').trim();
}

function conceptsOfTable(table: TableBlock, { allCards, budget }: Naming): FoundConcept[] | null {
  const columns = table.columns.map(foldName);
  const cardsAt = columns.findIndex((column) => /\bcards?\b/.test(column));
  if (cardsAt === -1) return null;
  const named = columns.findIndex(
    (column, index) => index !== cardsAt && /concept|knowledge|topic|term/.test(column),
  );
  const nameAt = named === -1 ? Number(cardsAt === 0) : named;
  return table.rows.map(({ line, cells }) => {
    const where = cells[cardsAt] ?? '';
    const remark = cells
      .filter((cell, index) => index !== nameAt && index !== cardsAt && cell !== '')
      .join(' · ');
    return {
      line,
      name: trimMarks(cells[nameAt] ?? '', ' *_'),
      cards: numbersNamed(/\ball\b/i.test(where) ? 'all' : numbersIn(where, budget), allCards, budget),
      remark: remark === '' ? null : remark,
    };
  });
}
