import type { CardId, DeckId } from '../core/deck.ts';

/** Letters that Unicode does not decompose into an ASCII letter and an accent. */
const FOLDED_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const LONGEST_SLUG = 80;

/**
 * The identity of a deck: the id its author gave, else a slug of the title, so retitling a deck without an id makes
 * another deck of it. A title that its slug does not tell from others (other scripts, very long ones) adds its hash;
 * without a title there is only the hash of the whole text.
 */
export function deckId(explicit: string | null, title: string, text = ''): DeckId {
  if (explicit) return explicit as DeckId;
  const folded = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => FOLDED_LETTERS[letter] ?? letter);
  const slug = folded.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  const isTelling = slug !== '' && slug.length <= LONGEST_SLUG && !/[^\P{L}a-z]/u.test(folded);
  if (isTelling) return slug as DeckId;
  return `${slug.slice(0, LONGEST_SLUG) || 'deck'}-${contentHash(title || text)}` as DeckId;
}

/**
 * The identity of a card within its deck: the id its author gave, else a hash of the question. Its number, its
 * place, its answer, line ends and the amount of white space do not count; any other edit of the question makes a
 * new card unless the author gave an id. An id with a slash is taken as it stands, because it names its deck itself;
 * any other is put under the deck's, because `1` in two decks must not be one card.
 *
 * Matching a card whose question was edited with the one it was (by number, concept or likeness) is the business of
 * whoever compares two versions of a deck; the ids given here are what such a match translates between.
 */
export function cardId(deck: DeckId, explicit: string | null, question: string): CardId {
  if (explicit?.includes('/')) return explicit as CardId;
  return `${deck}/${explicit ?? contentHash(question)}` as CardId;
}

const LOW_PRIME = 0x01000193;
const HIGH_PRIME = 0x85ebca6b;

const SPACE = 32;
const FIRST_WIDE_SPACE = 0xa0;
/** Every character below this one is its own NFC. */
const FIRST_COMBINING = 0x300;

/**
 * 64 bits as 16 hexadecimal digits: two FNV-1a style hashes with different offsets and primes over the UTF-16 units
 * of the text, NFC, trimmed and with white space folded, each mixed as MurmurHash3 ends (fmix32).
 */
export function contentHash(text: string): string {
  return hashUnits(text, FIRST_COMBINING) ?? hashUnits(text.normalize('NFC'), Infinity) ?? '';
}

/** The hash of a text as it stands, or `null` when it has a unit of `limit` or above. */
function hashUnits(text: string, limit: number): string | null {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  let isStarted = false;
  let hasSpace = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= limit) return null;
    if (unit <= SPACE ? isNarrowSpace(unit) : unit >= FIRST_WIDE_SPACE && isWideSpace(unit)) {
      hasSpace = isStarted;
      continue;
    }
    if (hasSpace) {
      low = Math.imul(low ^ SPACE, LOW_PRIME);
      high = Math.imul(high ^ SPACE, HIGH_PRIME);
      hasSpace = false;
    }
    isStarted = true;
    low = Math.imul(low ^ unit, LOW_PRIME);
    high = Math.imul(high ^ unit, HIGH_PRIME);
  }
  return hexadecimal(mixed(high)) + hexadecimal(mixed(low));
}

function isNarrowSpace(unit: number): boolean {
  return unit === SPACE || (unit >= 9 && unit <= 13);
}

/** The white space beyond ASCII, as ECMAScript lists it. */
function isWideSpace(unit: number): boolean {
  if (unit < 0x1680) return unit === FIRST_WIDE_SPACE;
  return (
    (unit >= 0x2000 && unit <= 0x200a) ||
    [0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff].includes(unit)
  );
}

function mixed(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}

/** The digits of each byte; writing a number of 32 bits byte by byte is several times as fast as `toString(16)`. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexadecimal(hash: number): string {
  return [24, 16, 8, 0].map((shift) => BYTES[(hash >>> shift) & 255]).join('');
}
