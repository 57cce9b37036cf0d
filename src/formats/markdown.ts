import type { Deck, Problem } from '../core/deck.ts';
import { deckId } from './identity.ts';
import { readCard } from './markdown/card.ts';
import { checkDeck, withOwnIds } from './markdown/checks.ts';
import { deckTitle, type Header, readHeader } from './markdown/header.ts';
import { type Lines, scanLines } from './markdown/lines.ts';
import { type Outline, outlineOf } from './markdown/outline.ts';
import { collectProblems, type Report } from './markdown/problems.ts';
import { foundParts, readSections } from './markdown/sections.ts';

/**
 * Reads a lesson deck written in Markdown, all of it, in any of the layouts of `tests/fixtures`. Never throws: what is
 * missing, contradictory or not understood becomes a problem with its line. A deck with problems of severity `error`
 * has cards that cannot be studied (or none), and keeps them so that nothing is lost.
 */
export function parseDeck(text: string): { readonly deck: Deck; readonly problems: readonly Problem[] } {
  const { report, sorted } = collectProblems();
  const lines = scanLines(text);
  const outline = outlineOf(lines);
  const header = readHeader(
    lines,
    outline.sections.filter(({ kind }) => kind === 'header'),
    report,
  );
  const title = titleOf(outline, report);
  const id = deckId(header.id, title ?? text.slice(0, 2000));

  const read = outline.cards.map((card, index) => ({
    card: readCard(lines, card, index + 1, id, report),
    lines: card,
  }));
  const cards = withOwnIds(read, report);
  const numbers = cards.map(({ card }) => card.number);
  const findings = readSections(lines, outline.sections, numbers, report);
  reportUnclosed(lines, report);
  if (cards.length === 0)
    report(
      0,
      'error',
      'No cards were found in this file. Each card needs a heading such as “### Card 1 | Easy” with “**FRONT (Question):**” and “**BACK (Answer):**” below it.',
    );
  checkDeck(cards, header, findings, report);

  const deck: Deck = {
    format: 'flipside.deck/1',
    id,
    title: title ?? 'Untitled deck',
    ...declaredParts(header),
    cards: cards.map(({ card }) => card),
    ...foundParts(findings),
    footer: outline.footer?.text ?? null,
    text,
  };
  return { deck, problems: sorted() };
}

/** The author's own file, character for character. */
export function writeDeck(deck: Deck): string {
  return deck.text;
}

function declaredParts(header: Header) {
  const { source, conceptMap, subject, generated, total, distribution } = header;
  return {
    source,
    conceptMap,
    subject,
    generated,
    declaredTotal: total?.value ?? null,
    declaredDistribution: distribution?.value ?? null,
  };
}

function titleOf(outline: Outline, report: Report): string | null {
  const title = outline.title ? deckTitle(outline.title.title) : '';
  if (title !== '') return title;
  report(
    outline.title?.line ?? 0,
    'warning',
    'This deck has no title. Begin the file with a line such as “# Flashcard Set: Lesson 11”; the deck’s identity comes from it.',
  );
  return null;
}

function reportUnclosed(lines: Lines, report: Report): void {
  for (const { line, opens } of lines.unclosed)
    report(
      line,
      'error',
      opens === 'fence'
        ? 'The fence that opens here is never closed. Put the same marks on a line of their own below the block; if they are there, an earlier fence has lost its end.'
        : 'The comment that opens here is never closed. Put “-->” at its end.',
    );
}
