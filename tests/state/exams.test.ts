import { expect, test } from 'vitest';
import { addDays, studyDay } from '../../src/core/day.ts';
import type { DeckId } from '../../src/core/deck.ts';
import { readExams, type ExamEntry } from '../../src/core/exams.ts';
import { createLearnersApp, deck } from '../fixtures/learnersApp.ts';
import { examViews } from '../../src/state/examPlans.ts';
import { examCommands } from '../../src/state/exams.ts';
import { markCommands } from '../../src/state/marks.ts';

const [A, B] = ['a', 'b'] as [DeckId, DeckId];

async function preparing(days: number, change: Partial<ExamEntry> = {}) {
  const learner = createLearnersApp([deck('a', 12), deck('b', 4)]);
  const { app, clock } = learner;
  await app.start();
  const today = () => studyDay(clock.read(), 4);
  const entry: ExamEntry = {
    id: 'final',
    name: 'Final',
    decks: [A],
    since: today(),
    examDay: addDays(today(), days),
    ceiling: 3,
    effort: 'balanced',
    ...change,
  };
  app.commands(examCommands).save(entry);
  const offered = (query: string) => app.agenda(query).cards;
  const nextDay = () => {
    clock.passHours(24);
    app.refresh();
  };
  const study = async (query: string) => {
    app.study.restart(query);
    const dealt: string[] = [];
    for (let card = app.store.getState().study?.session.current; card;) {
      dealt.push(card);
      app.study.reveal();
      await app.study.grade('easy');
      card = app.store.getState().study?.session.current ?? null;
    }
    return new Set(dealt);
  };
  return { ...learner, entry, offered, nextDay, study, today };
}

test('an exam deals its own cards only, and never more than its ceiling on a day', async () => {
  const { app, nextDay, offered, study, today, entry } = await preparing(10);
  for (; today() < entry.examDay; nextDay()) {
    const cards = offered('exam=final');
    expect(cards.length).toBeLessThanOrEqual(3);
    expect(cards.every((card) => card.startsWith('a/'))).toBe(true);
    const dealt = await study('exam=final');
    expect(dealt.size).toBeLessThanOrEqual(3);
    expect(app.commands(examViews)()[0]?.plan.today.length ?? 0).toBeLessThanOrEqual(3 - dealt.size);
  }
});

test('every card of a feasible exam is seen in its closing days', async () => {
  const { app, nextDay, study, today, entry } = await preparing(12, { ceiling: 4 });
  const closingDay = app.commands(examViews)()[0]?.plan.closingDay ?? today();
  const seen = new Set<string>();
  for (; today() < entry.examDay; nextDay()) {
    const dealt = await study('exam=final');
    if (today() >= closingDay) for (const card of dealt) seen.add(card);
  }
  const known = [...app.diary.cards()].filter(
    (card) => (app.retrievability(app.diary.memory(card)) ?? 0) > 0.9,
  );
  expect(new Set([...seen, ...known]).size).toBe(12);
});

test('decks that no exam asks are studied as ever, and both are mixed in one session', async () => {
  const { offered } = await preparing(10);
  const cards = offered('');
  expect(cards.filter((card) => card.startsWith('b/'))).toHaveLength(4);
  expect(cards.filter((card) => card.startsWith('a/'))).toEqual(
    expect.arrayContaining([...offered('exam=final')]),
  );
  expect(cards.filter((card) => card.startsWith('a/'))).toHaveLength(offered('exam=final').length);
});

test('after its day an exam changes nothing any more', async () => {
  const { app, nextDay, offered, study } = await preparing(2);
  await study('exam=final');
  for (let day = 0; day < 3; day += 1) nextDay();
  expect(app.commands(examViews)()[0]?.plan.phase).toBe('over');
  const during = offered('');
  app.commands(examCommands).remove('final');
  expect(offered('')).toEqual(during);
  expect(app.store.getState().notice?.text).toBe('Final is no longer prepared for.');
});

test('a suspended card is not asked, and a deck in two exams is dealt for the nearer one', async () => {
  const { app, offered, today } = await preparing(30, { decks: [A, B] });
  await app.commands(markCommands).setMark('b/1' as never, 'suspended', true);
  const near = {
    id: 'near',
    name: 'Near',
    decks: [B],
    since: today(),
    ceiling: 9,
    effort: 'thorough',
  } as const;
  app.commands(examCommands).save({ ...near, examDay: addDays(today(), 3) });
  expect(
    app
      .commands(examViews)()
      .map(({ entry, cards }) => [entry.id, cards]),
  ).toEqual([
    ['near', 3],
    ['final', 12],
  ]);
  expect(offered('exam=near').every((card) => card.startsWith('b/'))).toBe(true);
});

test('days off are no room: what they leave too little time for is said', async () => {
  const { app, today } = await preparing(6, { ceiling: 3 });
  expect(app.commands(examViews)()[0]?.warning).toBeNull();
  await app.changeSettings({ daysOff: [{ from: addDays(today(), 1), to: addDays(today(), 3) }] });
  expect(app.commands(examViews)()[0]?.warning).toMatch(
    /time for 9 of the 12 cards left before the exam; 4 a day/,
  );
});

test('a buried card leaves its place to another and comes back the next day', async () => {
  const { app, nextDay, offered } = await preparing(4);
  app.study.restart('exam=final');
  const buried = app.store.getState().study?.session.current;
  await app.study.bury();
  expect(offered('exam=final')).toHaveLength(3);
  expect(offered('exam=final')).not.toContain(buried);
  expect(app.commands(examViews)()[0]?.cards).toBe(12);
  nextDay();
  expect(offered('exam=final')).toContain(buried);
});

test('what is too much is said, with the ceiling that would do', async () => {
  const { app } = await preparing(2, { ceiling: 3 });
  expect(app.commands(examViews)()[0]?.warning).toMatch(
    /At 3 cards a day there is time for 6 of the 12 cards/,
  );
});

test('the forecast promises more to those who study than to those who stop', async () => {
  const { app, entry, study } = await preparing(10);
  await study('exam=final');
  const { asThingsStand, ifFollowed, error, perDay } = app.commands(examCommands).forecast(entry);
  expect(ifFollowed).toBeGreaterThan(asThingsStand);
  expect(error).toBeGreaterThan(0);
  expect(perDay).toHaveLength(10);
});

test('exams come back from what was stored, damaged ones are left out, and another tab hears of them', async () => {
  const { app, entry, hub } = await preparing(10);
  expect(readExams(JSON.parse(JSON.stringify([entry])))).toEqual([entry]);
  const damaged = [
    { ...entry, ceiling: 0 },
    { ...entry, effort: 'none' },
    { ...entry, examDay: 1.5 },
    null,
    'x',
  ];
  expect(readExams(damaged)).toEqual([]);
  expect(readExams({})).toEqual([]);
  await Promise.resolve();
  expect(readExams(hub.values.get('exams'))).toEqual([entry]);
  expect(app.store.getState().exams).toEqual([entry]);
});

test('taking an exam away can be taken back', async () => {
  const { app, entry } = await preparing(10);
  app.commands(examCommands).remove(entry.id);
  expect(app.commands(examViews)()).toEqual([]);
  await app.store.getState().notice?.undo?.();
  expect(
    app
      .commands(examViews)()
      .map((view) => view.entry),
  ).toEqual([entry]);
});

test('a day after today is a day: the exam of tomorrow still deals today', async () => {
  const { offered } = await preparing(1, { ceiling: 20 });
  expect(offered('exam=final').length).toBe(12);
  expect((await preparing(0)).offered('exam=final')).toEqual([]);
});

test('what an exam asks of a day takes nothing of the other decks’ daily limits', async () => {
  const { app, offered, study } = await preparing(1, { ceiling: 20 });
  await app.changeSettings({ newPerDay: 4 });
  const others = () => offered('').filter((card) => card.startsWith('b/'));
  expect(others()).toHaveLength(4);
  await study('exam=final');
  expect(others()).toHaveLength(4);
});

test('exams and fields of a later version stay on the disk through every change', async () => {
  const { app, entry, deps } = await preparing(10);
  const later = { kind: 'oral', when: 'soon' };
  await deps.storage.writeValue('exams', [{ ...entry, room: 12 }, later]);
  await app.commands((whole) => whole).loadDecks();
  app.commands(examCommands).save({ ...(app.store.getState().exams[0] ?? entry), name: 'Finals' });
  const stored = () => deps.storage.readValue('exams');
  await expect.poll(stored).toEqual([{ ...entry, name: 'Finals', room: 12 }, later]);
  app.commands(examCommands).remove(entry.id);
  await expect.poll(stored).toEqual([later]);
});
