import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeckId } from '../../src/core/deck.ts';
import { outlineDeck, type DeckOutline } from '../../src/core/deckOutline.ts';
import type { DiaryEvent } from '../../src/core/event.ts';
import { indexing } from '../../src/core/indexing.ts';
import { isShelfIndex, type IndexedShelf } from '../../src/core/shelfIndex.ts';
import type { Contents, Storage, StorageNews } from '../../src/storage/storage.ts';
import { anyDecks, anyEvents, plainJson } from '../fixtures/arbitraryData.ts';
import { answer, answers, storedDeck } from './diaryEvents.ts';

/** A fresh place for data, and as many tabs onto it as the test opens. */
export type Place = { readonly openTab: () => Promise<Storage> };

/** What may lie in a store, each unreadable record where this version would put it. */
const anyContents: fc.Arbitrary<Contents> = fc.record({
  events: anyEvents,
  decks: anyDecks,
  values: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), plainJson, { noNullPrototype: true }),
  unreadable: fc.subarray<Contents['unreadable'][number]>([
    {
      from: 'events',
      value: { ...answer(998), grade: 'perfect', more: [1] },
      fault: 'its “grade” is “perfect”',
    },
    {
      from: 'decks',
      value: { deck: { id: 'odd' }, addedAt: 1, fileName: null },
      fault: 'its format is undefined',
    },
    { from: 'quarantine', value: 'torn', fault: 'it is no record' },
    { from: 'quarantine', value: { ...answer(998), hlc: -1 }, fault: 'its “hlc” is -1' },
  ]),
});

const asText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function inOrder({ events, decks, values, unreadable }: Contents) {
  return {
    values,
    events: sorted(events),
    decks: decks.toSorted(asText),
    unreadable: unreadable.toSorted(asText),
  };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
const stored = async (storage: Storage) => (await storage.readEvents()).toSorted(byId);
const sorted = (events: readonly DiaryEvent[]) => events.toSorted(byId);

/** An event that no disk can take: it holds a function. */
const unwritable: DiaryEvent = Object.assign(answer(999), { extra: () => 1 });

const receiptOf = async (storage: Storage, contents: Contents) =>
  (await storage.restore(contents)).receipt ?? expect.fail('it is not known what was new');

const NOTHING: Contents = { events: [], decks: [], values: {}, unreadable: [] };

function indexOf(decks: readonly DeckOutline[], of: string): IndexedShelf {
  const steps = indexing(decks, of);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value ?? expect.fail('there is no index');
}

/** What every implementation of `Storage` promises. */
export function testStorage(newPlace: () => Place): void {
  test('gives back every event that was appended', async () => {
    const storage = await newPlace().openTab();
    expect(await storage.readEvents()).toEqual([]);
    expect(await storage.append(answers(3))).toEqual({ fresh: 3, healed: 0 });
    expect(await storage.append(answers(2, 2)), 'one was there already').toEqual({ fresh: 1, healed: 0 });
    expect(await storage.append([])).toEqual({ fresh: 0, healed: 0 });
    expect(await stored(storage)).toEqual(sorted(answers(4)));
    expect(await storage.countEvents()).toBe(4);
    expect((await storage.readDiary()).count).toBe(4);
  });

  test('an outline of the diary tells its size and brings what the archive does not hold', async () => {
    const storage = await newPlace().openTab();
    await storage.append(answers(3));
    const { archive, outline, recent, count } = await storage.readOutline();
    expect(sorted([...(archive?.events() ?? []), ...recent])).toEqual(sorted(answers(3)));
    expect([outline.size + recent.length, count]).toEqual([3, 3]);
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

  test('gives back the decks that are asked for, and none that is not there', async () => {
    const storage = await newPlace().openTab();
    await storage.putDecks([storedDeck('a'), storedDeck('b'), storedDeck('c')]);
    const ids = ['c', 'a', 'nobody'] as DeckId[];
    expect((await storage.readSomeDecks(ids)).toSorted(asText)).toEqual([storedDeck('a'), storedDeck('c')]);
    expect(await storage.readSomeDecks([])).toEqual([]);
  });

  test('keeps an index of the shelf for as long as no deck is written, by whomever', async () => {
    const place = newPlace();
    const [here, there] = [await place.openTab(), await place.openTab()];
    const indexed = async () => {
      const { decks, of } = (await here.outlineDecks()) ?? expect.fail('the decks changed meanwhile');
      const shelf = indexOf(decks, of);
      await here.keepShelfIndex(shelf);
      expect(await there.readShelfIndex()).toEqual({ index: shelf.index, of });
      expect(await there.readShelfOutlines()).toEqual(shelf.outlines);
      return shelf;
    };
    const isOutdated = async () => {
      const { index, of } = await there.readShelfIndex();
      return !isShelfIndex(index, of);
    };
    await here.putDecks([storedDeck('a')]);
    const first = await indexed();
    await here.append([answer(1)]);
    await here.writeValue('settings', { theme: 'dark' });
    expect(await isOutdated(), 'after an answer').toBe(false);
    await there.putDecks([storedDeck('b')]);
    expect(await isOutdated(), 'after an import').toBe(true);
    await here.keepShelfIndex(first);
    expect(await isOutdated(), 'after an index of former decks').toBe(true);
    await indexed();
    await there.removeDeck('b' as DeckId);
    expect(await isOutdated(), 'after a removal').toBe(true);
    await indexed();
    const receipt = await receiptOf(there, { ...NOTHING, decks: [storedDeck('a', 'Again')] });
    expect(await isOutdated(), 'after a restore').toBe(true);
    await indexed();
    await there.withdraw(receipt);
    expect(await isOutdated(), 'after its undo').toBe(true);
    expect((await here.outlineDecks())?.decks).toEqual([outlineDeck(storedDeck('a').deck)]);
    const [found] = (await here.searchableDecks())[0]?.cards ?? [];
    expect([found?.front, found?.back]).toEqual(['What is kept?', 'Every answer.']);
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
    expect((await storage.readAll()).unreadable).toEqual([]);
    expect(await storage.readUnreadable()).toEqual([]);
  });

  test('an unreadable event is kept, reported, and gives way to a readable one of its id', async () => {
    const storage = await newPlace().openTab();
    const perfect = { ...answer(1), grade: 'perfect' };
    await storage.append([perfect as unknown as DiaryEvent, answer(2)]);
    expect(await storage.readEvents()).toEqual([answer(2)]);
    expect((await storage.readDiary()).count).toBe(2);
    const fault = 'its “grade” is “perfect”';
    const kept = { from: 'events', value: perfect, fault };
    expect((await storage.readAll()).unreadable).toEqual([kept]);
    expect(await storage.readUnreadable()).toEqual([kept]);
    expect(await storage.append([answer(1)])).toEqual({ fresh: 0, healed: 1 });
    expect(await stored(storage)).toEqual([answer(1), answer(2)]);
    const madeWay = { from: 'quarantine', value: perfect, fault };
    expect((await storage.readAll()).unreadable).toEqual([madeWay]);
    expect(await storage.readUnreadable()).toEqual([madeWay]);
  });

  test('everything that is taken out of one place and brought into another is the same there', async () => {
    await fc.assert(
      fc.asyncProperty(anyContents, async (contents) => {
        const [from, to] = [await newPlace().openTab(), await newPlace().openTab()];
        await from.restore(contents);
        const taken = await from.readAll();
        expect(inOrder(taken)).toEqual(inOrder(contents));
        await to.restore(taken);
        expect(inOrder(await to.readAll())).toEqual(inOrder(taken));
        await to.restore(taken);
        expect(inOrder(await to.readAll()), 'twice equals once').toEqual(inOrder(taken));
        from.close();
        to.close();
      }),
      { numRuns: 30 },
    );
  });

  test('a restore adds to the diary, replaces decks and values of the same name, and loses nothing unreadable', async () => {
    const storage = await newPlace().openTab();
    await storage.restore({
      events: answers(2),
      decks: [storedDeck('a')],
      values: { kept: 1, changed: 1 },
      unreadable: [],
    });
    const unreadable: Contents['unreadable'] = [
      { from: 'events', value: { ...answer(1), hlc: -1 }, fault: 'its “hlc” is -1' },
      { from: 'events', value: 'torn', fault: 'it is no record' },
    ];
    await storage.restore({
      events: answers(2, 1),
      decks: [storedDeck('a', 'New')],
      values: { changed: 2 },
      unreadable,
    });
    expect(inOrder(await storage.readAll())).toEqual(
      inOrder({
        events: answers(3),
        decks: [storedDeck('a', 'New')],
        values: { kept: 1, changed: 2 },
        unreadable: unreadable.map((record) => ({ ...record, from: 'quarantine' })),
      }),
    );
  });

  test('values of this device alone are in no backup and come from none', async () => {
    const storage = await newPlace().openTab();
    await storage.writeValue('device:folder', 'here');
    expect((await storage.readAll()).values).toEqual({});
    await storage.restore({
      events: [],
      decks: [],
      values: { 'device:folder': 'there', theme: 1 },
      unreadable: [],
    });
    expect(await storage.readValue('device:folder')).toBe('here');
    expect(await storage.readValue('theme')).toBe(1);
  });

  test('a restore is all or nothing', async () => {
    const storage = await newPlace().openTab();
    const contents = {
      events: answers(2),
      decks: [storedDeck('a')],
      values: { broken: () => 1 },
      unreadable: [],
    };
    await expect(storage.restore(contents)).rejects.toMatchObject({ kind: 'failed' });
    expect(await storage.readAll()).toEqual({ events: [], decks: [], values: {}, unreadable: [] });
  });

  test('a restore that is taken back was never there, whatever was there before', async () => {
    await fc.assert(
      fc.asyncProperty(anyContents, anyContents, anyContents, async (before, contents, meanwhile) => {
        const [storage, without] = [await newPlace().openTab(), await newPlace().openTab()];
        await storage.restore(before);
        const stood = inOrder(await storage.readAll());
        const [counted, everBefore] = [await storage.countEvents(), await storage.countWithdrawn()];
        await storage.withdraw(await receiptOf(storage, contents));
        expect(inOrder(await storage.readAll())).toEqual(stood);
        expect(await storage.countEvents()).toBe(counted);

        const receipt = await receiptOf(storage, contents);
        const withBoth = await storage.countEvents();
        const known = new Set((await storage.readEvents()).map(({ id }) => id));
        const answered = meanwhile.events.filter(({ id }) => !known.has(id));
        await storage.append(answered);
        await storage.withdraw(receipt);
        await without.restore(before);
        await without.append(answered);
        expect(inOrder(await storage.readAll()), 'what was answered meanwhile stays').toEqual(
          inOrder(await without.readAll()),
        );
        expect((await storage.countWithdrawn()) - everBefore, 'each row that went is counted').toBe(
          2 * (withBoth - counted),
        );
        storage.close();
        without.close();
      }),
      { numRuns: 30 },
    );
  });

  test('taking back leaves what has been changed since', async () => {
    const storage = await newPlace().openTab();
    await storage.restore({
      events: [],
      decks: [storedDeck('a', 'Old')],
      values: { x: 'old', y: 'old' },
      unreadable: [],
    });
    const receipt = await receiptOf(storage, {
      events: answers(3),
      decks: [storedDeck('a'), storedDeck('b'), storedDeck('c')],
      values: { x: 'new', y: 'new', z: 'new' },
      unreadable: [],
    });
    await storage.putDecks([storedDeck('b', 'Mine now')]);
    await storage.writeValue('x', 'mine');
    await storage.withdraw(receipt);
    const left = await storage.readAll();
    expect(inOrder(left).decks).toEqual(
      [storedDeck('a', 'Old'), storedDeck('b', 'Mine now')].toSorted(asText),
    );
    expect(left.values).toEqual({ x: 'mine', y: 'old' });
    expect(left.events).toEqual([]);
  });

  test('what was taken back is named until it is brought in again', async () => {
    const storage = await newPlace().openTab();
    const contents = { events: answers(4), decks: [], values: {}, unreadable: [] };
    await storage.append([answer(0)]);
    await storage.withdraw(await receiptOf(storage, contents));
    expect((await storage.readWithdrawn()).toSorted()).toEqual(answers(3, 1).map(({ id }) => id));
    await storage.putDecks([], [answer(1)]);
    expect((await storage.readWithdrawn()).toSorted()).toEqual(answers(2, 2).map(({ id }) => id));
    await storage.restore(contents);
    expect(await storage.readWithdrawn()).toEqual([]);
    expect(await stored(storage)).toEqual(answers(4));
    expect(await storage.countWithdrawn()).toBe(3);
  });

  test('the other tab hears of what was taken back', async () => {
    const place = newPlace();
    const [one, two] = [await place.openTab(), await place.openTab()];
    const contents = { events: answers(2), decks: [storedDeck('a')], values: { x: 1 }, unreadable: [] };
    const receipt = await receiptOf(one, contents);
    await expect.poll(async () => (await two.readEvents()).length).toBe(2);
    const heard: StorageNews[] = [];
    await new Promise((resolve) => setTimeout(resolve));
    two.subscribe((news) => heard.push(news));
    await one.withdraw(receipt);
    await expect
      .poll(() => heard.slice(-3))
      .toEqual([{ kind: 'events' }, { kind: 'decks' }, { kind: 'value', key: 'x' }]);
    expect(await two.readAll()).toEqual({ events: [], decks: [], values: {}, unreadable: [] });
  });
}
