// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { StudyDay } from '../../src/core/day.ts';
import { DEFAULT_DECK_OPTIONS } from '../../src/core/deckOptions.ts';
import { createMemoryStorage } from '../../src/storage/memoryStorage.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { clearScreens, openApp, overwrite } from '../fixtures/openApp.tsx';
import { card } from '../fixtures/studyCards.ts';
import { libraryCommands } from '../../src/state/library.ts';

clearScreens();

test('a number is taken over on Enter, with the focus staying, and on Escape, which leaves the screen', async () => {
  const { app, user } = await openApp('/settings');
  const field = await screen.findByLabelText('New cards a day');
  await overwrite(user, field, '7{Enter}');
  expect(app.store.getState().settings.newPerDay).toBe(7);
  expect(document.activeElement).toBe(field);
  await overwrite(user, field, '8{Escape}');
  expect(await screen.findByRole('heading', { level: 1, name: /to learn/ })).toBeDefined();
  expect(app.store.getState().settings.newPerDay).toBe(8);
});

test('a setting changed in another tab is shown, and leaving its box does not change it back', async () => {
  const { app, hub, user } = await openApp('/settings');
  const steps = await screen.findByLabelText('Learning steps');
  const retention = screen.getByLabelText('Desired retention');
  const other = createLearnersApp([], { storage: createMemoryStorage(hub) });
  await other.app.start();
  await other.app.changeSettings({ learningStepsMinutes: [5], desiredRetention: 0.8 });
  await expect.poll(() => steps).toHaveProperty('value', '5m');
  expect(retention).toHaveProperty('value', '0.8');
  await user.click(retention);
  await user.click(steps);
  await user.tab();
  expect(app.store.getState().settings).toMatchObject({ learningStepsMinutes: [5], desiredRetention: 0.8 });
});

test('a deck that another tab takes off the shelf leaves this one, and its limits are taken over', async () => {
  const { app, hub } = await openApp('/');
  await screen.findByRole('link', { name: 'Deck a' });
  const other = createLearnersApp([deck('a', 3), deck('b', 2)], { storage: createMemoryStorage(hub) });
  await other.app.start();
  const { deck: second } = other.app.store.getState().shelf.decks[1] ?? { deck: deck('b', 2) };
  const limits = { newPerDay: 1, reviewsPerDay: null };
  other.app.commands(libraryCommands).setDeckOptions(second.id, { ...DEFAULT_DECK_OPTIONS, limits });
  await expect.poll(() => app.store.getState().deckOptions.get(second.id)?.limits.newPerDay).toBe(1);
  await other.app.commands(libraryCommands).remove(deck('a', 3).id);
  await expect.poll(() => screen.queryByRole('link', { name: 'Deck a' })).toBeNull();
});

test('a group of filters that was opened stays open when its choice is taken back', async () => {
  const { user } = await openApp('/browse', [deck('a', 10)]);
  const heading = await screen.findByText('Concept');
  await user.click(heading);
  const group = heading.closest('details');
  const choice = await screen.findByRole('checkbox', { name: /Concept 1 / });
  await user.click(choice);
  expect(await screen.findByText('1 card')).toBeDefined();
  await user.click(choice);
  expect(await screen.findByText('10 cards')).toBeDefined();
  expect(group).toHaveProperty('open', true);
});

test('what is done to a card from the list leaves the focus where it was', async () => {
  const { user } = await openApp('/browse', [deck('a', 1)]);
  await user.click(await screen.findByText('Question a/1'));
  await user.click(screen.getByRole('button', { name: 'Suspend' }));
  expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Resume' }));
});

test('a deck whose own id holds signs of the address has its page, and a broken address says so', async () => {
  await openApp(`/deck/${encodeURIComponent('50 % / äö?#')}`, [deck('50 % / äö?#', 1)]);
  expect(await screen.findByRole('heading', { level: 1, name: 'Deck 50 % / äö?#' })).toBeDefined();
  cleanup();
  await openApp('/deck/%');
  expect(await screen.findByRole('heading', { name: 'There is no such deck here.' })).toBeDefined();
});

test('what is said about one screen is not carried to the next', async () => {
  const { app, user } = await openApp('/deck/a');
  await user.click(await screen.findByRole('button', { name: 'Remove deck' }));
  expect(await screen.findByText('Removed “Deck a”. Your answers are kept.')).toBeDefined();
  await user.click(screen.getByRole('link', { name: 'Settings' }));
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
  expect(app.store.getState().notice).toBeNull();
});

test('in an empty library Space starts nothing, and the list of cards says where cards come from', async () => {
  const { user } = await openApp('/', []);
  await screen.findByRole('heading', { name: 'Your library is empty.' });
  await user.keyboard(' ');
  expect(location.hash).toBe('#/');
  location.hash = '/browse';
  expect(await screen.findByText(/^Your library is empty\. Import a lesson deck/)).toBeDefined();
});

test('a button that works for a while keeps the focus', async () => {
  const { user } = await openApp('/data');
  const check = await screen.findByRole('button', { name: 'Check now' });
  await user.click(check);
  expect(await screen.findByText(/Everything agrees\.$/)).toBeDefined();
  expect(document.activeElement).toBe(check);
  expect(check).toHaveProperty('disabled', false);
});

test('a task of the tuning screen is started and let go of by one button, which keeps the focus', async () => {
  const outcome = new Promise<never>(() => undefined);
  const whatIf = () => ({ outcome, cancel: () => undefined });
  const { user } = await openApp('/tuning', [deck('a', 3)], { whatIf });
  const start = await screen.findByRole('button', { name: 'Simulate the coming year' });
  start.focus();
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Cancel' }));
});

test('a card of the list brings its answer when it is opened, not before', async () => {
  const { user } = await openApp('/browse', [deck('a', 1)]);
  const question = await screen.findByText('Question a/1');
  expect(screen.queryByRole('button', { name: 'Card info' })).toBeNull();
  await user.click(question);
  expect(await screen.findByText('Answer a/1')).toBeDefined();
});

test('the parts of a long answer are its headings, each leading to its own place, and no line of code', async () => {
  const words = 'word '.repeat(130);
  const part = (text: string) => `**Example:**\n\n${text} ${words}`;
  const code = '```python\n# load\n# train\n# serve\n```';
  const back = [part('One'), code, part('Two'), `**Limits:**\n\n${words}`].join('\n\n');
  const { user } = await openApp('/study', [{ ...deck('a', 1), cards: [card('a/1', { back })] }]);
  await screen.findByRole('button', { name: 'Show answer' });
  await user.keyboard(' ');
  const parts = within(await screen.findByRole('navigation', { name: 'Parts of this answer' }));
  await screen.findByText(/^One word/);
  const buttons = parts.getAllByRole('button');
  expect(buttons.map((button) => button.textContent)).toEqual(['Example', 'Example', 'Limits']);
  const shown: (string | null | undefined)[] = [];
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    shown.push(this.closest('p')?.nextElementSibling?.textContent?.slice(0, 3));
  });
  for (const button of buttons.slice(0, 2)) await user.click(button);
  scroll.mockRestore();
  expect(shown).toEqual(['One', 'Two']);
});

test('where one button replaces another, the focus stays near', async () => {
  const { app, clock, user } = await openApp('/settings', [deck('a', 60)]);
  await app.changeSettings({ newPerDay: 60 });
  app.study.restart('');
  while (app.store.getState().study?.session.current != null) {
    app.study.reveal();
    await app.study.grade('easy');
  }
  clock.passHours(60 * 24);
  location.hash = '/';
  await user.click(await screen.findByRole('button', { name: /^Catch up/ }));
  await screen.findByRole('button', { name: 'Stop catching up' });
  expect(document.activeElement).toBe(screen.getByLabelText('Cards a day'));
  await user.click(screen.getByRole('button', { name: 'Stop catching up' }));
  await screen.findByRole('button', { name: /^Catch up/ });
  expect(document.activeElement).toBe(screen.getByLabelText('Cards a day'));
});

test('a day off taken away leaves the focus among the days off', async () => {
  const { app, user } = await openApp('/settings');
  await app.changeSettings({ daysOff: [{ from: 20_600 as StudyDay, to: 20_601 as StudyDay }] });
  await user.click(await screen.findByRole('button', { name: /^Remove/ }));
  await expect.poll(() => screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText('First day off'));
});
