import type { Difficulty } from '../../core/deck.ts';
import {
  type CardHeading,
  cardHeading,
  groupDifficulty,
  type Heading,
  headingAt,
  type SectionKind,
  sectionKind,
} from './headings.ts';
import { BLANK, COMMENT, RULE, TEXT } from './lineKinds.ts';
import { type Lines, lineText } from './lines.ts';

/** A stretch of lines outside of cards: what stands under one heading, or before the first one. */
export type Section = {
  readonly heading: Heading | null;
  /** What its own title says, else what the section around it is for, else `null`. */
  readonly kind: SectionKind | 'header' | null;
  readonly first: number;
  readonly last: number;
};

/** The lines of one card: from its heading to the line before the next card or section. */
export type CardLines = {
  readonly heading: CardHeading;
  /** The difficulty that a heading above several cards gives them. */
  readonly group: Difficulty | null;
  readonly first: number;
  readonly last: number;
};

export type Outline = {
  readonly title: Heading | null;
  readonly sections: readonly Section[];
  readonly cards: readonly CardLines[];
  readonly footer: { readonly line: number; readonly text: string } | null;
};

type Part = { readonly heading: Heading | null; readonly card: CardHeading | null };

/** Cuts a deck at its headings. A heading inside a fence is none, and one deeper than a card's belongs to the card. */
export function outlineOf(lines: Lines): Outline {
  const parts = partsOf(lines);
  const footer = footerOf(lines, parts.at(-1) ?? null);
  const end = footer?.line ?? lines.count;
  const title = titleOf(parts);
  const sections: Section[] = [];
  const cards: CardLines[] = [];
  const around: { level: number; kind: Section['kind'] }[] = [];
  let group: Difficulty | null = null;

  parts.forEach(({ heading, card }, index) => {
    const first = heading?.line ?? 0;
    const last = (parts[index + 1]?.heading?.line ?? end) - 1;
    if (card) {
      cards.push({ heading: card, group, first, last });
      return;
    }
    const level = heading?.level ?? 0;
    while ((around.at(-1)?.level ?? -1) >= level) around.pop();
    const kind =
      heading === null || heading === title
        ? 'header'
        : (sectionKind(heading.title) ?? inherited(around.at(-1)?.kind));
    around.push({ level, kind });
    group = kind === 'cards' && heading ? groupDifficulty(heading.title) : null;
    sections.push({ heading, kind, first: heading ? first + 1 : first, last });
  });
  return { title, sections, cards, footer };
}

/** A subsection without a title of its own meaning belongs to the section around it; not so below the deck's title. */
function inherited(kind: Section['kind'] | undefined): Section['kind'] {
  return kind === undefined || kind === 'header' || kind === 'cards' ? null : kind;
}

function partsOf(lines: Lines): Part[] {
  const parts: Part[] = [{ heading: null, card: null }];
  for (const line of lines.headings) {
    const heading = headingAt(lines, line);
    const card = cardHeading(heading);
    const open = parts.at(-1)?.card;
    if (card || !open || endsCard(lines, open, heading)) parts.push({ heading, card });
  }
  return parts;
}

/**
 * Whether a heading that opens no card ends the one it follows. A higher one does. One of the same level may be a
 * heading within the answer, unless it follows a rule or is a section that lesson decks have.
 */
function endsCard(lines: Lines, card: Heading, heading: Heading): boolean {
  if (heading.level !== card.level) return heading.level < card.level;
  if (lines.kinds[lastFilled(lines, heading.line - 1)] === RULE) return true;
  const kind = sectionKind(heading.title);
  // A word such as CSV may well stand in a heading of an answer; only below a heading for exports it is a section.
  return kind !== null && kind !== 'anki' && kind !== 'csv' && kind !== 'text';
}

/** The first heading, unless it already is a section or a card. */
function titleOf(parts: readonly Part[]): Heading | null {
  const first = parts[1];
  if (!first?.heading || first.card) return null;
  return first.heading.level === 1 || sectionKind(first.heading.title) === null ? first.heading : null;
}

const FOOTER_WORDS = /\b(?:generated|created|made|written|flash ?cards?)\b/i;

/**
 * The closing line in italics after the last rule: `*Generated from Lesson 11*`. At the end of a card, where an
 * answer may close in italics too, it has to speak of the deck.
 */
function footerOf(lines: Lines, lastPart: Part | null): Outline['footer'] {
  const line = lastFilled(lines, lines.count - 1);
  if (line < 1 || lines.kinds[line] !== TEXT) return null;
  const words = /^([*_])(?!\1)(.+)\1$/.exec(lineText(lines, line).trim())?.[2];
  if (words === undefined || lines.kinds[lastFilled(lines, line - 1)] !== RULE) return null;
  return lastPart?.card && !FOOTER_WORDS.test(words) ? null : { line, text: words.trim() };
}

/** The last line from `line` upwards that is neither blank nor a comment; -1 when there is none. */
function lastFilled(lines: Lines, line: number): number {
  let at = line;
  while (at >= 0 && (lines.kinds[at] === BLANK || lines.kinds[at] === COMMENT)) at -= 1;
  return at;
}
