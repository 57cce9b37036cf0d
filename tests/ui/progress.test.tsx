// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { studyDay } from '../../src/core/day.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { App } from '../../src/ui/App.tsx';
import { createClock, createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { clearScreens } from '../fixtures/openApp.tsx';
import { learnersYear } from '../fixtures/learnersYear.ts';

clearScreens();

const DECKS = [deck('a', 8), deck('b', 4)];

/** The progress page of somebody with a year of answers, or with none. */
async function open(path: string, hasAnswers = true) {
  const learner = createLearnersApp(DECKS);
  const today = studyDay(createClock().read(), DEFAULT_SETTINGS.rolloverHour);
  const events = hasAnswers ? learnersYear(DECKS, today) : [];
  await learner.deps.storage.append(events);
  await learner.app.start();
  location.hash = path;
  render(<App app={learner.app} />);
  return { ...learner, events, user: userEvent.setup() };
}

const answersIn = (text: string | null) => Number(/^([\d,]+) answer/.exec(text ?? '')?.[1]?.replace(',', ''));

async function figure(name: string | RegExp) {
  return within(await screen.findByRole('figure', { name }));
}

test('without answers the page says how it fills', async () => {
  await open('/progress', false);
  expect(await screen.findByText(/Nothing to show yet/)).toBeDefined();
  expect(screen.queryByRole('figure')).toBeNull();
});

test('every drawing has its sentence and its numbers', async () => {
  await open('/progress');
  await screen.findByRole('figure', { name: 'The last year' });
  for (const drawing of screen.getAllByRole('figure')) {
    expect(within(drawing).getByText('Numbers')).toBeDefined();
    expect(drawing.querySelector('table')).not.toBeNull();
  }
  for (const image of screen.getAllByRole('img')) expect(image.getAttribute('aria-label')).toMatch(/\w\. \w/);
});

test('the period and the filter live in the address, and change the figures', async () => {
  const { user, events } = await open('/progress?days=all');
  const all = answersIn((await figure(/^Answers /)).getByText(/answers?, by/).textContent);
  expect(all).toBe(events.filter(({ kind }) => kind === 'graded').length);
  await user.click(screen.getByRole('button', { name: 'Filters' }));
  await user.click(screen.getByRole('checkbox', { name: /Deck b/ }));
  expect(await screen.findByText('4 of 12 cards')).toBeDefined();
  expect(location.hash).toBe('#/progress?days=all&deck=b');
  const own = events.filter((event) => event.kind === 'graded' && event.card.startsWith('b/')).length;
  expect(await screen.findByText(new RegExp(`^${own} answers, by`))).toBeDefined();
  await user.selectOptions(screen.getByLabelText('Period'), '30 days');
  expect(location.hash).toBe('#/progress?days=30&deck=b');
});

test('a weak concept leads to a session with its cards', async () => {
  const { user } = await open('/progress');
  const tile = (await figure('Concepts, weakest first')).getAllByRole('link')[0];
  expect(tile?.textContent).toMatch(/^Concept \d\d+ %2 of 2 cards/);
  await user.click(tile ?? document.body);
  expect(await screen.findByText('1 of 2')).toBeDefined();
});

test('the numbers of a chart are saved as a file for spreadsheets', async () => {
  const { saved, user } = await open('/progress');
  const chart = await figure('Answer buttons');
  await user.click(chart.getByText('Numbers'));
  await user.click(chart.getByRole('button', { name: 'Save as CSV' }));
  expect(saved[0]?.name).toMatch(/^flipside-[a-z-]+\.csv$/);
  expect(saved[0]?.text.split('\r\n')[0]).toMatch(/^("[A-Z][a-z]+",?)+$/);
});

test('the library names what is slipping once there is evidence, and leads to it', async () => {
  const { clock, app, user } = await open('/');
  expect(screen.queryByText('Weak:')).toBeNull();
  clock.passHours(24 * 400);
  app.refresh();
  cleanup();
  render(<App app={app} />);
  expect(await screen.findByText('Weak:')).toBeDefined();
  const links = screen.getAllByRole('link', { name: /^Concept \d+ \d+ %$/ });
  expect(links).toHaveLength(3);
  const recalls = links.map((link) => Number(/(\d+) %$/.exec(link.textContent)?.[1]));
  expect(recalls).toEqual(recalls.toSorted((a, b) => a - b));
  await user.click(links[0] ?? document.body);
  expect(await screen.findByRole('region', { name: 'Question' })).toBeDefined();
});
