import { expect, test } from 'vitest';
import { storedDeckFault } from '../../src/core/storedDeck.ts';
import { storedDeck } from '../contracts/diaryEvents.ts';

const whole = storedDeck('a');
const withDeck = (change: object) => ({ ...whole, deck: { ...whole.deck, ...change } });
const withCard = (change: object) =>
  withDeck({ cards: [whole.deck.cards[0], { ...whole.deck.cards[0], ...change }] });

test('a deck with fields of a newer version is readable', () => {
  expect(storedDeckFault(whole)).toBeNull();
  expect(storedDeckFault({ ...withDeck({ colour: 'blue' }), pinned: true })).toBeNull();
  expect(storedDeckFault(withCard({ audio: 'x.mp3' }))).toBeNull();
});

test.each([
  ['it is no record', null],
  ['it is no record', []],
  ['it does not say when it was added', { ...whole, addedAt: Number.NaN }],
  ['its file name is no text', { ...whole, fileName: 7 }],
  ['it holds no deck', { ...whole, deck: null }],
  ['its format is "flipside.deck/2"', withDeck({ format: 'flipside.deck/2' })],
  ['its format is undefined', withDeck({ format: undefined })],
  ['its “id” is no text', withDeck({ id: 1 })],
  ['its “title” is no text', withDeck({ title: null })],
  ['its “text” is no text', withDeck({ text: undefined })],
  ['its “cards” is no list', withDeck({ cards: {} })],
  ['its “keyConcepts” is no list', withDeck({ keyConcepts: null })],
  ['its exports are no record', withDeck({ exports: [] })],
  ['its card 2 cannot be read', withCard({ id: null })],
  ['its card 2 cannot be read', withCard({ back: 7 })],
  ['its card 2 cannot be read', withCard({ levels: 'apply' })],
  ['its card 2 cannot be read', withCard({ number: '2' })],
  ['its card 1 cannot be read', withDeck({ cards: [null] })],
])('what cannot go on the shelf says why: %s', (fault, value) => {
  expect(storedDeckFault(value)).toBe(fault);
});
