import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportRows } from '../../src/core/exportRows.ts';
import { parseDeck } from '../../src/formats/markdown.ts';

test.each(readdirSync('decks'))('%s is a whole deck, and nothing in it is odd', (name) => {
  const { deck, problems } = parseDeck(readFileSync(`decks/${name}`, 'utf8'));
  expect(problems).toEqual([]);
  expect(deck.declaredTotal).toBe(deck.cards.length);
  for (const format of ['anki', 'csv', 'text'] as const)
    expect(exportRows(format, deck.exports[format] ?? '')).toHaveLength(deck.cards.length);
  expect(deck.sourceMapping).toHaveLength(deck.cards.length);
  expect(deck.schedule?.kind).toBe('days');
  for (const part of [deck.keyConcepts, deck.prerequisites, deck.extensions])
    expect(part.length).toBeGreaterThan(0);
  expect(deck.footer).not.toBeNull();
  for (const card of deck.cards)
    expect([
      card.difficulty,
      card.concept,
      card.section,
      card.critical,
      card.levels[0] ?? null,
    ]).not.toContain(null);
});

test('every study that the guide to the app speaks of is named as a source of its card', () => {
  const { cards } = parseDeck(readFileSync('decks/how-memory-works-flashcards.md', 'utf8')).deck;
  const studies = cards.flatMap(({ back, section }) =>
    [...back.matchAll(/(\w+)(?: and \w+)? \((\d{4})\)/g)].map(([, name, year]) => ({ name, year, section })),
  );
  expect(studies.length).toBeGreaterThan(5);
  for (const { name, year, section } of studies) expect(section).toMatch(new RegExp(`${name}.* ${year}`));
});
