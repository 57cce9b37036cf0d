import type { KeyConcept } from '../../core/deck.ts';
import type { Block, TableBlock } from './blocks.ts';
import { type CardMention, cardMention, numbersIn } from './cardNumbers.ts';
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
  for (const block of blocks) {
    const found =
      block.kind === 'item'
        ? [conceptOfItem(block, allCards)]
        : block.kind === 'table'
          ? conceptsOfTable(block, allCards)
          : null;
    if (found) concepts.push(...found);
    else rest.push(block);
  }
  for (const concept of concepts)
    if (concept.cards.length === 0)
      report(
        concept.line,
        'warning',
        `${quoted(concept.name)} names no cards, so it leads to none. Write for example “Appears in Cards 1, 3”.`,
      );
  return { concepts, rest };
}

/** `**Model Serving:** Appears in Cards 1, 3, 5 (remark)`, the name bold or not. */
function conceptOfItem(
  { line, text }: { readonly line: number; readonly text: string },
  allCards: readonly number[],
): FoundConcept {
  const label = labelAt(text, 0, text.length);
  const dash = /[:–—]|\s-\s/.exec(text);
  const mention = cardMention(text);
  const nameEnd = Math.min(dash?.index ?? text.length, mention?.start ?? text.length);
  const name = (label ? label.name : text.slice(0, nameEnd))
    .replaceAll(/[*_]{2}/g, '')
    .replace(/[\s(]+$/, '')
    .trim();
  const value = text.slice(label ? label.valueStart : nameEnd);
  return { line, name: name || text, ...mentionIn(value, allCards) };
}

/** The cards that a text speaks of and what else it says. */
function mentionIn(text: string, allCards: readonly number[]): Pick<KeyConcept, 'cards' | 'remark'> {
  const mention: CardMention | null = cardMention(text);
  const before = mention ? text.slice(0, mention.start) : text;
  const after = mention ? text.slice(mention.end) : '';
  const lead = before.replace(
    /(?:appears?|appearing|found|used|covered|tested|see|in|across|:|\s|\*\*)*\(?$/i,
    '',
  );
  const remark = [unwrapped(lead), unwrapped(after)].filter((part) => part !== '').join(' ');
  const cards = mention === null ? [] : mention.numbers === 'all' ? allCards : mention.numbers;
  return { cards: [...cards], remark: remark === '' ? null : remark };
}

/** `(fundamental mechanism)` and `- fundamental mechanism` without what joins them to the numbers. */
function unwrapped(text: string): string {
  const inner = text.trim().replace(/^[-–—:;,.|*\s]+/, '');
  return inner.startsWith('(') && inner.endsWith(')')
    ? inner.slice(1, -1).trim()
    : inner
        .replace(/^\)/, '')
        .replace(/[-–—:;,\s]+$/, '')
        .trim();
}

function conceptsOfTable(table: TableBlock, allCards: readonly number[]): FoundConcept[] | null {
  const columns = table.columns.map(foldName);
  const cardsAt = columns.findIndex((column) => /\bcards?\b/.test(column));
  if (cardsAt === -1) return null;
  const nameAt = columns.findIndex(
    (column, index) => index !== cardsAt && /concept|knowledge|topic|term/.test(column),
  );
  const named = nameAt === -1 ? (cardsAt === 0 ? 1 : 0) : nameAt;
  return table.rows.map(({ line, cells }) => {
    const cardsCell = cells[cardsAt] ?? '';
    const cards = /\ball\b/i.test(cardsCell) ? [...allCards] : numbersIn(cardsCell);
    const remark = cells
      .filter((cell, index) => index !== named && index !== cardsAt && cell !== '')
      .join(' · ');
    return {
      line,
      name: (cells[named] ?? '').replaceAll('**', '').trim(),
      cards,
      remark: remark === '' ? null : remark,
    };
  });
}
