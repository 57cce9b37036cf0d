// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createMemoryHub, createMemoryStorage, type MemoryHub } from '../../src/storage/memoryStorage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { clearScreens, openApp } from '../fixtures/openApp.tsx';
import { card } from '../fixtures/studyCards.ts';

clearScreens();

const lesson = (id: string, words: string) => ({
  ...deck(id, 2),
  cards: [1, 2].map((number) =>
    card(`${id}/000000000000000${number}`, {
      number,
      concept: `Concept ${id}${number}`,
      front: `What is ${words} ${number}?`,
      back: `It is **${words}** of the ${number === 1 ? 'first' : 'second'} kind.`,
      critical: { flag: true, reason: `It bears ${words}.` },
    }),
  ),
});

const LESSONS = [lesson('a', 'drift'), lesson('b', 'serving')];

/** A library whose decks have been indexed by an earlier start. */
async function indexed(): Promise<MemoryHub> {
  const hub = createMemoryHub();
  const storage = createMemoryStorage(hub);
  await storage.putDecks(LESSONS.map((one) => ({ deck: one, addedAt: 1, fileName: null })));
  const { app } = createLearnersApp([], { storage, manyCards: 4 });
  await app.start();
  await app.upkeep();
  storage.close();
  return hub;
}

async function open(path: string, hub?: MemoryHub) {
  const storage = createMemoryStorage(hub ?? (await indexed()));
  return { ...(await openApp(path, [], { storage, manyCards: 4 })), storage };
}

const opened = ({ app }: Awaited<ReturnType<typeof open>>) => [...app.store.getState().opened.keys()];
const question = async () => (await screen.findByRole('region', { name: 'Question' })).textContent;

test('a small library is read whole and has no index', async () => {
  const hub = createMemoryHub();
  const storage = createMemoryStorage(hub);
  await storage.putDecks(LESSONS.map((one) => ({ deck: one, addedAt: 1, fileName: null })));
  const { app } = createLearnersApp([], { storage, manyCards: 5 });
  await app.start();
  await app.upkeep();
  expect(hub.shelf.index).toBeUndefined();
  expect(app.store.getState().opened.size).toBe(2);
});

test('a session reads the text of the cards that it deals, and no more than it takes', async () => {
  const one = await open('/study?deck=b');
  expect(await question()).toBe('What is serving 1?');
  expect(opened(one)).toEqual(['b']);
  await one.user.keyboard(' ');
  const answer = await screen.findByRole('region', { name: 'Answer' });
  expect(await within(answer).findByText('serving', { exact: false })).toBeDefined();
  await one.user.keyboard('3');
  expect(await screen.findByText('What is serving 2?')).toBeDefined();
  expect(opened(one)).toEqual(['b']);
});

test('a session over all decks goes through every one of them', async () => {
  const one = await open('/study');
  const seen = new Set<string | null>();
  for (let turn = 0; turn < 4; turn += 1) {
    // oxlint-disable no-await-in-loop -- card after card
    seen.add(await question());
    await one.user.keyboard(' ');
    await screen.findByRole('region', { name: 'Answer' });
    await one.user.keyboard('4');
    const { session } = one.app.store.getState().study ?? expect.fail('the session is gone');
    if (session.current !== null) await screen.findByRole('region', { name: 'Question' });
    // oxlint-enable no-await-in-loop
  }
  expect(seen).toEqual(
    new Set(['What is drift 1?', 'What is drift 2?', 'What is serving 1?', 'What is serving 2?']),
  );
});

test('the library, a filter and the count of what is due need no card’s text', async () => {
  const one = await open('/');
  expect(await screen.findByRole('button', { name: /Study 4/ })).toBeDefined();
  expect(one.app.agenda('concept=Concept%20a2').cards).toEqual(['a/0000000000000002']);
  expect(opened(one)).toEqual([]);
});

test('words are found in the text of every card, once it has been read', async () => {
  const { user, app } = await open('/browse');
  expect(await screen.findByText('What is drift 1?'), 'a card of the list shows its question').toBeDefined();
  await user.type(screen.getByRole('searchbox'), 'serving of the second');
  expect(await screen.findByText('1 card')).toBeDefined();
  expect(screen.getByText('What is serving 2?')).toBeDefined();
  expect(app.store.getState().opened.size, 'of what is found the whole text').toBe(2);
});

test('a session asked for by words deals the cards that have them', async () => {
  await open('/study?q=second%20kind');
  expect(await question()).toMatch(/2\?$/);
});

test('a deck’s page, and what a card says of itself, come with its text', async () => {
  const { user } = await open('/deck/a');
  expect(await screen.findByRole('heading', { name: 'Deck a' })).toBeDefined();
  location.hash = '/study?deck=a';
  expect(await question()).toBe('What is drift 1?');
  await user.keyboard('i');
  expect(await screen.findByText('It bears drift.')).toBeDefined();
});

test('a deck that another tab brings is on the shelf beside the others, none of them opened for it', async () => {
  const hub = await indexed();
  const one = await open('/', hub);
  await createMemoryStorage(hub).putDecks([{ deck: lesson('c', 'shadow'), addedAt: 1, fileName: null }]);
  expect(await screen.findByRole('button', { name: /Study 6/ })).toBeDefined();
  expect(one.app.store.getState().shelf.decks.map(({ deck: { id } }) => id)).toEqual(['a', 'b', 'c']);
  expect(opened(one)).toEqual([]);
});
