// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { openJournal, type JournalWorker } from '../../src/storage/journal.ts';
import { answer, answers } from '../contracts/diaryEvents.ts';
import { createFakeFolder } from '../fixtures/fakeFolder.ts';
import { createJournalWorker } from '../fixtures/journalWorker.ts';

test('the worker is not started before it is needed', async () => {
  let started = 0;
  const folder = createFakeFolder();
  const journal = openJournal(() => {
    started += 1;
    return createJournalWorker(folder);
  });
  expect(started).toBe(0);
  await journal.append([answer(1)], 1);
  await journal.append([answer(2)], 2);
  expect(started).toBe(1);
  expect(await journal.read()).toEqual({ events: [answer(1), answer(2)], damagedLines: 0 });
  journal.close();
});

test('a long history is handed over in parts, in order', async () => {
  const journal = openJournal(() => createJournalWorker(createFakeFolder()));
  await journal.append(answers(12_001), 12_001);
  expect(await journal.survey()).toEqual({ diarySize: 12_001, entries: 12_001 });
  expect((await journal.read()).events).toEqual(answers(12_001));
  journal.close();
});

test('a page that is hidden away lets go of its file and takes it up again when it needs it', async () => {
  const folder = createFakeFolder();
  const journal = openJournal(() => createJournalWorker(folder));
  await journal.append([answer(1)], 1);
  const waiting = journal.append([answer(2)], 2);
  window.dispatchEvent(new Event('pagehide'));
  await waiting;
  const other = openJournal(() => createJournalWorker(folder));
  await other.append([answer(3)], 3);
  expect([...folder.files.keys()], 'the file was free').toEqual(['journal-1.log']);
  other.close();
  await journal.append([answer(4)], 4);
  expect((await journal.read()).events).toHaveLength(4);
  journal.close();
});

test('what the worker could not do is told with its reason', async () => {
  const folder = Object.assign(createFakeFolder(), { isFlushBroken: true });
  const journal = openJournal(() => createJournalWorker(folder));
  await expect(journal.append([answer(1)], 1)).rejects.toThrow('QuotaExceededError: The disk is full.');
  journal.close();
});

test('a worker that fails is told, and the next call starts another', async () => {
  const folder = createFakeFolder();
  const workers: ReturnType<typeof createJournalWorker>[] = [];
  const journal = openJournal(() => {
    const worker = createJournalWorker(folder);
    workers.push(worker);
    return worker;
  });
  const waiting = journal.append([answer(1)], 1);
  workers[0]?.fail();
  await expect(waiting).rejects.toThrow('the journal’s worker failed');
  expect(workers[0]?.isTerminated()).toBe(true);
  folder.releaseAll();
  await journal.append([answer(2)], 2);
  expect(workers).toHaveLength(2);
  journal.close();
});

test('a browser that cannot start a worker is told of at the first call', async () => {
  const journal = openJournal((): JournalWorker => {
    throw new DOMException('Blocked.', 'SecurityError');
  });
  await expect(journal.survey()).rejects.toThrow('Blocked.');
  journal.close();
});
