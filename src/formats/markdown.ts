import type { Deck, KeyConcept, Problem } from '../core/deck.ts';
import { deckId } from './identity.ts';
import { readCard } from './markdown/card.ts';
import { checkCounts } from './markdown/countChecks.ts';
import { deckTitle, type Header, readHeader } from './markdown/header.ts';
import { checkTableRows, checkUnclosed, reportSwallowedCards } from './markdown/layoutChecks.ts';
import { type Lines, scanLines } from './markdown/lines.ts';
import { type Outline, outlineOf } from './markdown/outline.ts';
import { withOwnIds } from './markdown/ownIds.ts';
import { checkPointers } from './markdown/pointerChecks.ts';
import { collectProblems, type Report } from './markdown/problems.ts';
import { foundParts, readSections } from './markdown/sections.ts';

/**
 * Reads a lesson deck written in Markdown, all of it, in any of the layouts of `tests/fixtures`. Never throws: what is
 * missing, contradictory or not understood becomes a problem with its line (from 1). A problem of severity `error`
 * means that a card lacks a side, that there are no cards, or that the file is cut in the wrong places; the cards are
 * given back all the same, so that nothing is lost and counts agree. Texts have LF line ends, whatever the file has.
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
  const title = titleOf(outline, header, report);
  const id = deckId(header.id, title ?? header.source ?? '', text);

  const numbers = outline.cards.map(({ heading }, index) => heading.number ?? index + 1);
  const findings = readSections(lines, outline.sections, numbers, report);
  const context = { deck: id, listed: conceptsByCard(findings.keyConcepts), report };
  const read = outline.cards.map((card, index) => readCard(lines, card, index + 1, context));
  const cards = withOwnIds(read, report);

  checkLayout(lines, outline, header, report);
  checkCounts(cards, outline.cards, header, findings, report);
  checkPointers(cards, findings, report);

  const deck: Deck = {
    format: 'flipside.deck/1',
    id,
    title: title ?? 'Untitled deck',
    ...declaredParts(header),
    cards,
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

function declaredParts({ source, conceptMap, subject, generated, total, distribution }: Header) {
  const declaredDistribution = distribution?.value ?? null;
  return {
    source,
    conceptMap,
    subject,
    generated,
    declaredTotal: total?.value ?? null,
    declaredDistribution,
  };
}

/** A concept of the summary for each card that it lists. */
function conceptsByCard(concepts: readonly KeyConcept[]): ReadonlyMap<number, string> {
  return new Map(concepts.flatMap(({ name, cards }) => cards.map((card) => [card, name] as const)));
}

function titleOf(outline: Outline, header: Header, report: Report): string | null {
  const title = (outline.title && deckTitle(outline.title.title)) || header.title;
  if (title) return title;
  report(
    outline.title?.line ?? 0,
    'warning',
    'This deck has no title. Begin the file with a line such as “# Flashcard Set: Lesson 11”; the deck’s identity comes from it.',
  );
  return null;
}

function checkLayout(lines: Lines, outline: Outline, { total }: Header, report: Report): void {
  checkUnclosed(lines, report);
  checkTableRows(lines, report);
  if (lines.unclosed.length > 0 || outline.cards.length !== (total?.value ?? outline.cards.length))
    reportSwallowedCards(lines, report);
  if (outline.cards.length === 0)
    report(
      0,
      'error',
      'No cards were found in this file. Each card needs a heading such as “### Card 1 | Easy”, with “**FRONT (Question):**” and “**BACK (Answer):**” below it.',
    );
}
