import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeckId } from '../../src/core/deck.ts';
import type { DiaryEvent } from '../../src/core/event.ts';
import type { Storage, StorageNews } from '../../src/storage/storage.ts';
import { answer, answers, storedDeck } from './diaryEvents.ts';

/** A fresh place for data, and as many tabs onto it as the test opens. */
export type Place = { readonly openTab: () => Promise<Storage> };

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
const stored = async (storage: Storage) => (await storage.readEvents()).toSorted(byId);
const sorted = (events: readonly DiaryEvent[]) => events.toSorted(byId);

/** An event that no disk can take: it holds a function. */
const unwritable: DiaryEvent = Object.assign(answer(999), { extra: () => 1 });

/** What every implementation of `Storage` promises. */
export function testStorage(newPlace: () => Place): void {
  test('gives back every event that was appended', async () => {
    const storage = await newPlace().openTab();
    expect(await storage.readEvents()).toEqual([]);
    await storage.append(answers(3));
    await storage.append([answer(3)]);
    await storage.append([]);
    expect(await stored(storage)).toEqual(sorted(answers(4)));
  });

  test('holds the union of all batches, whatever their order and overlap', async () => {
    const batch = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { maxLength: 6 }), async (batches) => {
        const storage = await newPlace().openTab();
        await Promise.all(batches.map((numbers) => storage.append(numbers.map((n) => answer(n)))));
        const union = [...new Set(batches.flat())].map((n) => answer(n));
        expect(await stored(storage)).toEqual(sorted(union));
        storage.close();
      }),
      { numRuns: 40 },
    );
  });

  test('leaves an event as it is when another of the same id arrives', async () => {
    const storage = await newPlace().openTab();
    await storage.append([answer(1)]);
    await storage.append([{ ...answer(2), id: answer(1).id }, answer(3)]);
    expect(await stored(storage)).toEqual(sorted([answer(1), answer(3)]));
  });

  test('keeps the first of two events with one id in one batch', async () => {
    const storage = await newPlace().openTab();
    await storage.append([answer(1), { ...answer(2), id: answer(1).id }]);
    expect(await storage.readEvents()).toEqual([answer(1)]);
  });

  test('keeps the fields and the kinds that only a newer version knows', async () => {
    const storage = await newPlace().openTab();
    const dreamt = { ...answer(1), kind: 'dreamt', of: { sheep: [1, 2, 'électrique'] } };
    const richer = { ...answer(2), confidence: 0.25, tags: ['x', { deep: null }] };
    await storage.append([dreamt, richer] as unknown as DiaryEvent[]);
    expect(JSON.stringify(await stored(storage))).toBe(JSON.stringify([dreamt, richer]));
  });

  test('writes all of a batch or nothing', async () => {
    const storage = await newPlace().openTab();
    await storage.append([answer(0)]);
    await expect(storage.append([answer(1), unwritable, answer(2)])).rejects.toMatchObject({
      name: 'StorageFailure',
      kind: 'failed',
      message: expect.stringContaining('Nothing was written') as string,
    });
    expect(await storage.readEvents()).toEqual([answer(0)]);
  });

  test('writes decks and their history together or not at all', async () => {
    const storage = await newPlace().openTab();
    await expect(storage.putDecks([storedDeck('a')], [answer(1), unwritable])).rejects.toMatchObject({
      kind: 'failed',
    });
    expect(await storage.readDecks()).toEqual([]);
    expect(await storage.readEvents()).toEqual([]);
    await storage.putDecks([storedDeck('a')], [answer(1)]);
    expect(await storage.readDecks()).toEqual([storedDeck('a')]);
    expect(await storage.readEvents()).toEqual([answer(1)]);
  });

  test('a deck put again replaces itself, a deck removed is gone, its history stays', async () => {
    const storage = await newPlace().openTab();
    await storage.putDecks([storedDeck('a'), storedDeck('b')], [answer(1)]);
    await storage.putDecks([storedDeck('a', 'Second edition')]);
    await storage.removeDeck('b' as DeckId);
    await storage.removeDeck('never there' as DeckId);
    expect(await storage.readDecks()).toEqual([storedDeck('a', 'Second edition')]);
    expect(await storage.readEvents()).toEqual([answer(1)]);
  });

  test('values are read as they were written last, and are undefined before', async () => {
    const storage = await newPlace().openTab();
    expect(await storage.readValue('settings')).toBeUndefined();
    await storage.writeValue('settings', { theme: 'dark', unknown: [1, null] });
    await storage.writeValue('session', 'x');
    await storage.writeValue('session', null);
    expect(await storage.readValue('settings')).toEqual({ theme: 'dark', unknown: [1, null] });
    expect(await storage.readValue('session')).toBeNull();
  });

  test('a value that no disk can take is refused and the old one stays', async () => {
    const storage = await newPlace().openTab();
    await storage.writeValue('session', 1);
    await expect(storage.writeValue('session', () => 1)).rejects.toMatchObject({ kind: 'failed' });
    expect(await storage.readValue('session')).toBe(1);
  });

  test('what was written cannot be changed through the object that was handed over or given back', async () => {
    const storage = await newPlace().openTab();
    const session = { order: [1] };
    await storage.writeValue('session', session);
    session.order.push(2);
    ((await storage.readValue('session')) as typeof session).order.push(3);
    expect(await storage.readValue('session')).toEqual({ order: [1] });
  });

  test('two tabs that answer at the same time lose nothing of each other', async () => {
    const place = newPlace();
    const [one, two] = [await place.openTab(), await place.openTab()];
    const turns = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? one : two).append([answer(n)]));
    await Promise.all(turns);
    expect(await stored(one)).toEqual(sorted(answers(40)));
    expect(await stored(two)).toEqual(sorted(answers(40)));
  });

  test('a tab hears of what the other tab changed, and not of itself', async () => {
    const place = newPlace();
    const [one, two] = [await place.openTab(), await place.openTab()];
    const [heardByOne, heardByTwo]: StorageNews[][] = [[], []];
    one.subscribe((news) => heardByOne?.push(news));
    two.subscribe((news) => heardByTwo?.push(news));
    await one.append([answer(1)]);
    await one.putDecks([storedDeck('a')]);
    await one.writeValue('settings', {});
    await expect
      .poll(() => heardByTwo)
      .toEqual([{ kind: 'events' }, { kind: 'decks' }, { kind: 'value', key: 'settings' }]);
    expect(heardByOne).toEqual([]);
  });

  test('a tab that stopped listening, or repeats what is known, makes no noise', async () => {
    const place = newPlace();
    const [one, two] = [await place.openTab(), await place.openTab()];
    const heard: StorageNews[] = [];
    const stop = two.subscribe((news) => heard.push(news));
    await one.append([answer(1)]);
    await expect.poll(() => heard).toEqual([{ kind: 'events' }]);
    await one.append([answer(1)]);
    await one.writeValue('last', 1);
    await expect.poll(() => heard).toEqual([{ kind: 'events' }, { kind: 'value', key: 'last' }]);
    stop();
    await one.append([answer(2)]);
    expect(await two.readEvents()).toHaveLength(2);
    expect(heard).toHaveLength(2);
  });

  test('a closed tab refuses work with a sentence, and the other goes on', async () => {
    const place = newPlace();
    const [one, two] = [await place.openTab(), await place.openTab()];
    await one.append([answer(1)]);
    one.close();
    await expect(one.append([answer(2)])).rejects.toMatchObject({
      name: 'StorageFailure',
      kind: 'closed',
      message: 'Flipside has closed its data. Reload this page to go on.',
    });
    await expect(one.readEvents()).rejects.toMatchObject({ kind: 'closed' });
    await two.append([answer(2)]);
    expect(await stored(two)).toEqual([answer(1), answer(2)]);
  });

  test('nothing readable is ever reported as unreadable', async () => {
    const storage = await newPlace().openTab();
    await storage.putDecks([storedDeck('a')], answers(3));
    expect(await storage.readUnreadable()).toEqual([]);
  });
}
