import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DiaryEvent } from '../../src/core/event.ts';
import type { JournalReading, JournalSurvey } from '../../src/core/journal.ts';
import { serveJournal } from '../../src/workers/journalFiles.ts';
import { answer, answers } from '../contracts/diaryEvents.ts';
import { anyEvents } from '../fixtures/arbitraryData.ts';
import { createFakeFolder, type FakeFolder } from '../fixtures/fakeFolder.ts';

type Serve = ReturnType<typeof serveJournal>;

async function append(serve: Serve, events: readonly DiaryEvent[], diarySize = events.length): Promise<void> {
  expect(await serve({ kind: 'append', events, diarySize })).toEqual({ ok: true });
}

async function read(folder: FakeFolder): Promise<JournalReading> {
  const reply = await serveJournal(folder)({ kind: 'read' });
  if (!('reading' in reply)) throw new Error(JSON.stringify(reply));
  return reply.reading;
}

async function survey(folder: FakeFolder): Promise<JournalSurvey> {
  const reply = await serveJournal(folder)({ kind: 'survey' });
  if (!('survey' in reply)) throw new Error(JSON.stringify(reply));
  return reply.survey;
}

test('what was appended is read back as it was, kinds and fields of a newer version included', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvents, async (events) => {
      const folder = createFakeFolder();
      await append(serveJournal(folder), events);
      const reading = await read(folder);
      expect(reading.damagedLines).toBe(0);
      expect(JSON.stringify(reading.events)).toBe(JSON.stringify(events));
    }),
  );
});

test('a journal that was never written is empty', async () => {
  expect(await read(createFakeFolder())).toEqual({ events: [], damagedLines: 0 });
  expect(await survey(createFakeFolder())).toEqual({ diarySize: 0, entries: 0 });
});

test('two tabs write to two files, and a later tab goes on in the first that is free', async () => {
  const folder = createFakeFolder();
  const [one, two] = [serveJournal(folder), serveJournal(folder)];
  await append(one, answers(2), 2);
  await append(two, answers(2, 2), 4);
  expect([...folder.files.keys()]).toEqual(['journal-1.log', 'journal-2.log']);
  await one({ kind: 'rest' });
  await append(serveJournal(folder), answers(1, 4), 5);
  expect([...folder.files.keys()]).toHaveLength(2);
  expect((await read(folder)).events.map(({ id }) => id).toSorted()).toEqual(answers(5).map(({ id }) => id));
  expect(await survey(folder)).toEqual({ diarySize: 5, entries: 5 });
});

test('an event that was written twice is read once, as it was written first', async () => {
  const folder = createFakeFolder();
  const serve = serveJournal(folder);
  await append(serve, [answer(1)]);
  await append(serve, [{ ...answer(2), id: answer(1).id }, answer(3)], 3);
  expect((await read(folder)).events).toEqual([answer(1), answer(3)]);
});

test('the survey needs only the end of a long file', async () => {
  const folder = createFakeFolder();
  await append(serveJournal(folder), answers(2000));
  expect(await survey(folder)).toEqual({ diarySize: 2000, entries: 2000 });
});

test('a line that a crash tore costs that line only, and what follows stands on its own line', async () => {
  const folder = createFakeFolder();
  await append(serveJournal(folder), answers(3));
  const whole = folder.files.get('journal-1.log') ?? new Uint8Array();
  const lineEnds = [...whole].flatMap((byte, index) => (byte === 10 ? [index + 1] : []));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), async (cut) => {
      const torn = createFakeFolder();
      torn.files.set('journal-1.log', whole.slice(0, cut));
      await append(serveJournal(torn), [answer(9)], 10);
      const kept = lineEnds.filter((end) => end - 1 <= cut).length;
      const reading = await read(torn);
      expect(reading.events).toEqual([...answers(kept), answer(9)]);
      expect(reading.damagedLines).toBe(
        lineEnds.includes(cut) || lineEnds.includes(cut + 1) || cut === 0 ? 0 : 1,
      );
    }),
    { numRuns: 200 },
  );
});

test('no altered byte makes the journal tell of an event that was not written', async () => {
  const folder = createFakeFolder();
  await append(serveJournal(folder), answers(3));
  const whole = folder.files.get('journal-1.log') ?? new Uint8Array();
  const written = answers(3).map((event) => JSON.stringify(event));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const altered = createFakeFolder();
      altered.files.set('journal-1.log', whole.with(at, (whole[at] ?? 0) ^ change));
      const { events, damagedLines } = await read(altered);
      expect(written).toEqual(expect.arrayContaining(events.map((event) => JSON.stringify(event))));
      expect(damagedLines).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test.each([
  [
    'the disk takes only part',
    (folder: FakeFolder) => Object.assign(folder, { room: 100 }),
    'Error: the disk took only part of it',
  ],
  [
    'the flush fails',
    (folder: FakeFolder) => Object.assign(folder, { isFlushBroken: true }),
    'The disk is full.',
  ],
])(
  'when %s, nothing of it stays, the reason is told and later answers are whole',
  async (_what, breakIt, reason) => {
    const folder = createFakeFolder();
    const serve = serveJournal(folder);
    await append(serve, answers(1));
    breakIt(folder);
    expect(await serve({ kind: 'append', events: answers(2, 1), diarySize: 3 })).toMatchObject({
      ok: false,
      reason: expect.stringContaining(reason),
    });
    expect(await read(folder)).toEqual({ events: answers(1), damagedLines: 0 });
    Object.assign(folder, { room: Number.POSITIVE_INFINITY, isFlushBroken: false });
    await append(serve, answers(2, 1), 3);
    expect(await read(folder)).toEqual({ events: answers(3), damagedLines: 0 });
    expect(await survey(folder)).toEqual({ diarySize: 3, entries: 3 });
  },
);

test('a browser without such files says why', async () => {
  const serve = serveJournal({ file: () => Promise.reject(new DOMException('Not here.', 'SecurityError')) });
  expect(await serve({ kind: 'append', events: answers(1), diarySize: 1 })).toEqual({
    ok: false,
    reason: 'SecurityError: Not here.',
  });
});

test('a crowd of tabs is told that there are too many', async () => {
  const folder = createFakeFolder();
  await Promise.all(Array.from({ length: 32 }, () => append(serveJournal(folder), answers(1))));
  const reply = await serveJournal(folder)({ kind: 'append', events: answers(1), diarySize: 1 });
  expect(reply).toEqual({ ok: false, reason: 'Error: too many tabs are open' });
});

test('events that nobody has counted yet are written all the same', async () => {
  const folder = createFakeFolder();
  await append(serveJournal(folder), answers(3), 0);
  expect((await read(folder)).events).toEqual(answers(3));
});
