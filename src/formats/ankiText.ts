import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { Card, Deck } from '../core/deck.ts';
import { answerParts } from './answerParts.ts';
import { markdownTree } from './markdownTree.ts';
import { quotedCell } from './quotedCell.ts';

/** Anki's text import (manual, "Text Files"): headers say everything, so that the learner only presses Import. */
const HEADERS = [
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#deck column:1',
  '#tags column:4',
  '#if matches:update current',
];

/** All cards whole as a text file for Anki: deck, front, back and tags, each card a note of the type Basic. */
export function ankiText(deck: Deck): string {
  const rows = deck.cards.map((card) =>
    [deck.title, html(card.front), answer(card), tags(card)].map(quotedCell).join('\t'),
  );
  return [...HEADERS, ...rows, ''].join('\n');
}

function answer(card: Card): string {
  return answerParts(card)
    .map(({ label, markdown }) => (label === null ? '' : html(`**${label}**`)) + html(markdown))
    .join('');
}

const compiler = unified().use(rehypeStringify).freeze();

/** Anki shows HTML; a line end means something only in code, and there `<br>` outlives Anki's editor. */
function html(markdown: string): string {
  return compiler
    .stringify(markdownTree(markdown))
    .replaceAll(/<pre>[^]*?<\/pre>|\n/g, (part) =>
      part === '\n' ? ' ' : part.replace(/\n(?=<\/code>)/, '').replaceAll('\n', '<br>'),
    );
}

function tags(card: Card): string {
  const difficulty = card.difficulty ? `flipside::${card.difficulty}` : 'flipside';
  return card.critical?.flag ? `${difficulty} critical` : difficulty;
}
