// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { DeckId } from '../../src/core/deck.ts';
import { deck } from '../fixtures/learnersApp.ts';
import { clearScreens, openApp } from '../fixtures/openApp.tsx';
import { card } from '../fixtures/studyCards.ts';

clearScreens();

const question = () => screen.findByRole('region', { name: 'Question' });
const answer = () => screen.findByRole('region', { name: 'Answer' });

test('the library says what to do now and opens a session over all decks', async () => {
  const { user } = await openApp('/');
  expect(await screen.findByRole('heading', { level: 1, name: '5 new cards to learn.' })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Study 5 new' }));
  expect(await screen.findByText('1 of 5')).toBeDefined();
  expect(document.title).toMatch(/^Deck [ab] – Flipside$/);
});

test('a card shows its question, then its answer below, then the next question', async () => {
  const { user, hub } = await openApp('/study');
  const first = (await question()).textContent;
  expect(screen.queryByRole('button', { name: 'Good' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Show answer' }));
  expect((await answer()).textContent).toContain('Answer');
  expect((await question()).textContent).toBe(first);
  expect(document.activeElement).toBe(await answer());
  await user.click(screen.getByRole('button', { name: 'Good' }));
  expect((await question()).textContent).not.toBe(first);
  expect(hub.events.size).toBe(1);
});

test('each grade names its interval to those who cannot see it', async () => {
  const { user } = await openApp('/study');
  await question();
  await user.keyboard(' ');
  await answer();
  const described = screen.getByRole('button', { name: 'Easy' }).getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toMatch(/^\d+d$/);
});

test('a deck page studies the cards of one key concept', async () => {
  const keyed = deck('a', 3, [{ name: 'Serving', cards: [1, 3], remark: null }]);
  const { user } = await openApp('/deck/a', [keyed]);
  await user.click(await screen.findByRole('link', { name: /Serving/ }));
  expect(await screen.findByText('1 of 2')).toBeDefined();
});

test('facets show how many cards each choice gives, and combine', async () => {
  const { user } = await openApp('/browse');
  const filters = within(await screen.findByRole('form', { name: 'Filters' }));
  const hard = filters.getByRole('checkbox', { name: /Hard/ });
  await user.click(hard);
  expect(screen.getByText('2 cards')).toBeDefined();
  await user.click(filters.getByRole('checkbox', { name: /Deck a/ }));
  expect(await screen.findByText('1 card')).toBeDefined();
  expect(location.hash).toBe('#/browse?deck=a&difficulty=hard');
});

test('a card whose text cannot be displayed takes nothing down with it', async () => {
  const deep = { ...deck('a', 2), cards: [card('a/1', { front: `${'>'.repeat(3000)} deep` }), card('a/2')] };
  const { user } = await openApp('/study', [deep]);
  await screen.findByRole('button', { name: 'Show answer' });
  await user.keyboard(' 4');
  expect((await question()).textContent).toContain('Question a/2');
});

test('removing a deck can be taken back', async () => {
  const { user } = await openApp('/deck/a');
  await user.click(await screen.findByRole('button', { name: 'Remove deck' }));
  const notice = await screen.findByText('Removed “Deck a”. Your answers are kept.');
  expect(screen.queryByRole('link', { name: 'Deck a' })).toBeNull();
  await user.click(within(notice.parentElement ?? document.body).getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('link', { name: 'Deck a' })).toBeDefined();
});

test('steps that cannot be read are refused with a sentence and change nothing', async () => {
  const { app, user } = await openApp('/settings');
  const field = await screen.findByLabelText('Learning steps');
  await user.clear(field);
  await user.type(field, '1m soon');
  await user.tab();
  expect(
    await screen.findByText('“soon” is not a step. Write a number with s, m, h or d, such as 10m or 1d.'),
  ).toBeDefined();
  expect(app.store.getState().settings.learningStepsMinutes).toEqual([1, 10]);
});

test('an unknown deck and an empty library say what to do next', async () => {
  await openApp('/deck/nowhere', []);
  expect(await screen.findByRole('heading', { name: 'There is no such deck here.' })).toBeDefined();
  cleanup();
  await openApp('/', []);
  expect(await screen.findByRole('heading', { name: 'Your library is empty.' })).toBeDefined();
});

test('a card whose deck carries short answers shows the short one first, and the full one on x', async () => {
  const cards = [1, 2].map((number) =>
    card(`a/${number}`, {
      number,
      front: `Question ${number}?`,
      back: `Full answer ${number} with many more words than the short one has.`,
    }),
  );
  const rows = cards
    .map(({ front }, index) => `Q: ${front}\nA: Short answer ${index + 1}.\n`)
    .join('\n---\n\n');
  const { app, user } = await openApp('/study', [{ ...deck('a', 2), cards, exports: { text: rows } }]);
  await question();
  await user.keyboard(' ');
  expect((await answer()).textContent).toMatch(/^Short answer \d\.Show the full answer/);
  await user.keyboard('x');
  expect((await answer()).textContent).toMatch(/^Full answer \d/);
  await app.changeSettings({ answerFirst: 'full' });
  await user.keyboard('3');
  await question();
  await user.keyboard(' ');
  expect((await answer()).textContent).toMatch(/^Full answer \d/);
});

test('a limit of one deck is shown where it holds, and an empty box takes it away', async () => {
  const { app, user } = await openApp('/deck/a');
  const field = await screen.findByLabelText('New cards a day');
  await user.type(field, '2');
  await user.tab();
  expect(await screen.findByRole('button', { name: 'Study 2' })).toBeDefined();
  await user.clear(await screen.findByLabelText('New cards a day'));
  await user.tab();
  expect(await screen.findByRole('button', { name: 'Study 3' })).toBeDefined();
  expect(app.store.getState().deckOptions.get('a' as DeckId)?.limits.newPerDay).toBeNull();
});

test('the review order says what is known of it', async () => {
  const { app, user } = await openApp('/settings');
  await user.selectOptions(await screen.findByLabelText('Review order'), 'Longest overdue first');
  expect(app.store.getState().settings.reviewOrder).toBe('relativeOverdueness');
  expect(await screen.findByText(/5 % less study time per card remembered than a random one/)).toBeDefined();
});

test('days off are asked for in order, and on them the library asks for nothing', async () => {
  const { app, user } = await openApp('/settings');
  const [first, last] = [
    await screen.findByLabelText('First day off'),
    screen.getByLabelText('Last day off'),
  ];
  const add = screen.getByRole('button', { name: 'Add days off' });
  await user.type(first, '2026-02-27');
  await user.type(last, '2026-02-26');
  await user.click(add);
  expect(await screen.findByText('The last day off is before the first.')).toBeDefined();
  expect(app.store.getState().settings.daysOff).toEqual([]);
  await user.clear(last);
  await user.type(last, '2026-03-03');
  await user.click(add);
  expect(await screen.findByRole('button', { name: /^Remove/ })).toBeDefined();
  await user.selectOptions(screen.getByLabelText('Sunday'), 'Minimum');
  expect(app.store.getState().settings.easyDays[6]).toBe('minimum');
  location.hash = '/';
  expect(await screen.findByRole('heading', { level: 1, name: /^You are off until .*3/ })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Study anyway' }));
  expect(await screen.findByText('1 of 5')).toBeDefined();
});

test('browse sorts what it finds, keeps the order in the address, and clearing filters keeps it too', async () => {
  const keyed = deck('a', 3, [{ name: 'Serving', cards: [3], remark: null }]);
  const { user } = await openApp('/browse', [keyed]);
  await user.selectOptions(await screen.findByLabelText('Order'), 'Most key concepts first');
  const found = within(screen.getByRole('region', { name: 'Cards found' }));
  expect(found.getAllByRole('listitem')[0]?.textContent).toContain('Question a/3');
  await user.click(screen.getByRole('checkbox', { name: /Easy/ }));
  expect(location.hash).toBe('#/browse?difficulty=easy&order=weight');
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(location.hash).toBe('#/browse?order=weight');
});

test('of many choices the first are shown, and the others are found by their words', async () => {
  const { user } = await openApp('/browse', [deck('a', 60)]);
  await user.click(await screen.findByText('Concept'));
  expect(await screen.findByText('50 of 60 shown')).toBeDefined();
  expect(screen.queryByRole('checkbox', { name: /^Concept 57/ })).toBeNull();
  await user.type(screen.getByRole('searchbox', { name: 'Find in Concept' }), 'CONCEPT 57');
  expect(screen.queryByText('50 of 60 shown')).toBeNull();
  await user.click(await screen.findByRole('checkbox', { name: /^Concept 57/ }));
  expect(await screen.findByText('1 card')).toBeDefined();
  expect(location.hash).toContain('concept=Concept+57');
});
