import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inDiaryOrder, type DiaryEvent } from '../../src/core/event.ts';
import { openBackup, writeBackup, type Backup } from '../../src/formats/backup.ts';
import { answer, answers, storedDeck } from '../contracts/diaryEvents.ts';
import { anyDecks, anyEvents, plainJson } from '../fixtures/arbitraryData.ts';

const names = fc.stringMatching(/^[a-z]{2,8}$/);
const fields = fc.dictionary(names, plainJson, { maxKeys: 4, noNullPrototype: true });
const TAKEN = new Set(['format', 'settings', 'values', 'decks', 'events', 'quarantine']);

const anyBackup: fc.Arbitrary<Backup> = fc.record({
  events: anyEvents.map((events) => events.toSorted(inDiaryOrder)),
  decks: anyDecks.map((decks) => decks.toSorted((a, b) => (a.deck.id < b.deck.id ? -1 : 1))),
  settings: fields,
  values: fields,
  unreadable: fc.constantFrom<Backup['unreadable'][]>(
    [],
    [
      { from: 'decks', value: { deck: null, addedAt: 1, fileName: null }, fault: 'it holds no deck' },
      { from: 'events', value: { ...answer(1), grade: 'perfect' }, fault: 'its “grade” is “perfect”' },
      { from: 'events', value: 7, fault: 'it is no record' },
      { from: 'quarantine', value: { torn: true }, fault: 'it has no “id”' },
    ],
  ),
  unknown: fields.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !TAKEN.has(name))),
  ),
});

const file = (parts: object) =>
  JSON.stringify({ format: 'flipside.backup/1', settings: {}, decks: [], events: [], ...parts });

const opened = (text: string) => {
  const reading = openBackup(text);
  if (!reading.ok) throw new Error(reading.problems[0]?.message);
  return reading;
};
const messages = (text: string) => openBackup(text).problems.map(({ message }) => message);

test('opening what was written gives the same backup, unknown kinds and fields included', () => {
  fc.assert(
    fc.property(anyBackup, (backup) => {
      expect(opened(writeBackup(backup)).backup).toEqual(backup);
    }),
  );
});

test('writing what was opened gives the same bytes', () => {
  fc.assert(
    fc.property(anyBackup, (backup) => {
      const text = writeBackup(backup);
      expect(writeBackup(opened(text).backup)).toBe(text);
    }),
  );
});

test('the order in which entries are held does not show in the file', () => {
  const [one, two] = [storedDeck('a'), storedDeck('b')];
  const text = writeBackup({ events: answers(30), decks: [one, two], settings: {} });
  expect(writeBackup({ events: answers(30).toReversed(), decks: [two, one], settings: {} })).toBe(text);
});

test('a backup is JSON that people can read, one entry a line', () => {
  const lines = writeBackup({ events: answers(2), decks: [], settings: { theme: 'dark' } }).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    '{',
    '"format": "flipside.backup/1",',
    '"settings": {"theme":"dark"},',
    '"values": {},',
    '"decks": [],',
    '"events": [',
  ]);
  expect(JSON.parse(lines[6]?.replace(/,$/, '') ?? '')).toEqual(answer(0));
});

test.each([
  [
    '{"format":"flipside.backup/2"}',
    'This backup is in the format “flipside.backup/2”; this version of Flipside reads “flipside.backup/1”. Update Flipside and open it again.',
  ],
  [
    '{"format":"flipside.deck/1"}',
    'This file is not a backup of Flipside: it does not name the format of one.',
  ],
  ['{}', 'This file is not a backup of Flipside: it does not name the format of one.'],
  ['[]', 'This file is not a backup of Flipside: it holds no record.'],
  ['null', 'This file is not a backup of Flipside: it holds no record.'],
  ['', 'This file is not a backup of Flipside: it is not JSON, or it was cut off.'],
  ['# Lesson\n\n{', 'This file is not a backup of Flipside: it is not JSON, or it was cut off.'],
  [
    '{"format":"flipside.backup/1"}',
    'This backup cannot be read: it has no list of events or no list of decks.',
  ],
])('what is no backup of ours is refused in a sentence: %s', (text, message) => {
  expect(openBackup(text)).toEqual({ ok: false, problems: [{ place: 'the file', message }] });
});

test.each([
  ['"at":1e400', 'its “at” is Infinity'],
  ['"at":null', 'its “at” is null'],
  ['"hlc":1e300', 'its “hlc” is 1e+300'],
  ['"hlc":-1', 'its “hlc” is -1'],
  ['"day":0.5', 'its “day” is 0.5'],
  ['"utcOffsetMinutes":99999', 'its “utcOffsetMinutes” is 99999'],
  ['"tookMs":-1', 'its “tookMs” is -1'],
  ['"id":""', 'its “id” is “”'],
  [`"card":"${'x'.repeat(2000)}"`, `its “card” is “${'x'.repeat(40)}”`],
  ['"card":{"x":1}', 'its “card” is a record'],
  ['"grade":"perfect"', 'its “grade” is “perfect”'],
  ['"grade":"toString"', 'its “grade” is “toString”'],
  ['"kind":["graded"]', 'its “kind” is a list'],
])('an entry with %s is reported with its place and kept as it is', (change, fault) => {
  const damaged = JSON.stringify(answer(1)).replace(/}$/, `,${change}}`);
  const text = file({ events: [answer(0), 'damaged', answer(2)] }).replace('"damaged"', damaged);
  const { backup, problems } = opened(text);
  expect(backup.events).toEqual([answer(0), answer(2)]);
  expect(problems).toEqual([
    { place: 'entry 2 of events', message: `Cannot read entry 2 of events: ${fault}. It is kept as it is.` },
  ]);
  expect(backup.unreadable).toEqual([{ from: 'events', value: JSON.parse(damaged), fault }]);
});

test('an entry without a field is told which one', () => {
  const { hlc: _, ...unclocked } = answer(1);
  expect(messages(file({ events: [unclocked, 7] }))).toEqual([
    'Cannot read entry 1 of events: it has no “hlc”. It is kept as it is.',
    'Cannot read entry 2 of events: it is no record. It is kept as it is.',
  ]);
});

test('a deck that cannot be read is reported with its place and the others are read', () => {
  const broken = { ...storedDeck('b'), deck: { ...storedDeck('b').deck, cards: [{ id: 1 }] } };
  const { backup, problems } = opened(file({ decks: [storedDeck('a'), broken] }));
  expect(backup.decks).toEqual([storedDeck('a')]);
  expect(problems[0]?.message).toBe(
    'Cannot read entry 2 of decks: its card 1 cannot be read. It is kept as it is.',
  );
});

test('settings that are no record are left out and said to be', () => {
  expect(opened(file({ settings: 'dark' })).backup.settings).toEqual({});
  expect(messages(file({ settings: 'dark' }))).toEqual([
    'The settings in this backup cannot be read and were left out.',
  ]);
});

test('no backup can change what objects inherit', () => {
  const evil = '{"isAdmin":true}';
  const text = `{"format":"flipside.backup/1","\\u005f_proto__":${evil},"settings":{"__proto__":${evil}},"decks":[],"events":[${JSON.stringify(answer(1)).replace('{', `{"__proto__":${evil},`)}]}`;
  const { backup } = opened(text);
  const copies = [backup.settings, backup.unknown, backup.events[0], backup].map((value) =>
    Object.assign({}, value),
  );
  for (const copy of copies) expect(Reflect.get(copy, 'isAdmin')).toBeUndefined();
  expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  expect(backup.events).toEqual([answer(1)]);
});

test('a name spelled with escapes is no way round', () => {
  const text = `{"format":"flipside.backup/1","settings":{"\\u005f_pr\\u006fto__":{"isAdmin":true}},"decks":[],"events":[]}`;
  expect(text).not.toContain('__proto__');
  expect(Object.keys(opened(text).backup.settings)).toEqual([]);
});

test('the same text without our reader does change what a copy inherits', () => {
  const copy: object = Object.assign({}, JSON.parse('{"__proto__":{"isAdmin":true}}'));
  expect(Reflect.get(copy, 'isAdmin')).toBe(true);
});

test('nesting without end is left out and reported', () => {
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  const text = file({ events: ['deep'] }).replace(
    '"deep"',
    JSON.stringify({ ...answer(1), extra: 'deep' }).replace('"deep"', deep),
  );
  const { backup, problems } = opened(text);
  expect(backup.events).toEqual([]);
  expect(backup.unreadable).toEqual([]);
  expect(problems[0]?.message).toBe(
    'Cannot read entry 1 of events: it is nested too deeply. It was left out.',
  );
});

test.each(['settings', 'values', 'quarantine', 'later'])(
  'nesting without end in the %s is left out',
  (name) => {
    const deep = `${'['.repeat(100)}${']'.repeat(100)}`;
    const value = name === 'quarantine' ? `[{"value":${deep},"fault":"x"}]` : `{"a":${deep}}`;
    const { backup } = opened(`{"${name}":${value},${file({}).slice(1).replace('"settings":{},', '')}`);
    expect(backup).toEqual({ events: [], decks: [], settings: {}, values: {}, unreadable: [], unknown: {} });
  },
);

test('a damaged backup keeps even entries that are no records', () => {
  const text = writeBackup({
    events: [],
    decks: [],
    settings: {},
    unreadable: [{ from: 'events', value: 7, fault: '' }],
  });
  expect(opened(text.slice(0, -2)).backup.unreadable).toMatchObject([{ from: 'events', value: 7 }]);
});

test('a byte order mark before the backup is read over', () => {
  expect(opened(`\uFEFF${file({ events: answers(1) })}`).backup.events).toEqual(answers(1));
});

test('a backup that was cut off anywhere gives what its whole lines hold, or is refused', () => {
  const text = writeBackup({ events: answers(6), decks: [storedDeck('a')], settings: { theme: 'dark' } });
  const formatEnds = text.indexOf('1"') + 2;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: text.length - 3 }), (cut) => {
      const reading = openBackup(text.slice(0, cut));
      expect(reading.ok).toBe(cut >= formatEnds);
      const whole = answers(6).filter((event) => text.slice(0, cut).includes(JSON.stringify(event)));
      expect(reading.ok ? reading.backup.events : []).toEqual(whole);
      expect(reading.problems[0]?.message).toMatch(/cut off/);
    }),
    { numRuns: 300 },
  );
});

test('a backup with a damaged line loses that line only, and says so', () => {
  const text = writeBackup({ events: answers(3), decks: [storedDeck('a')], settings: { theme: 'dark' } });
  const line = text.split('\n').findIndex((content) => content.includes('"answer-1"'));
  const { backup, problems } = opened(text.replace('"id":"answer-1"', '"id":"answer-1'));
  expect(backup.events).toEqual([answer(0), answer(2)]);
  expect(backup.decks).toEqual([storedDeck('a')]);
  expect(backup.settings).toEqual({ theme: 'dark' });
  expect(problems[0]?.message).toMatch(
    new RegExp(
      `^This backup is damaged: it is not JSON, or it was cut off, at line ${line + 1}\\. What its 7 whole lines hold was read\\.$`,
    ),
  );
});

test('no text at all makes the reader throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        plainJson.map((extra) => file({ events: [extra], decks: [extra] })),
      ),
      (text) => {
        expect(() => openBackup(text)).not.toThrow();
      },
    ),
    { numRuns: 300 },
  );
});

test('one wrong character never adds an entry', () => {
  const text = writeBackup({ events: answers(3), decks: [], settings: {} });
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('"', '{', '}', ',', '\n', 'x'), (at, character) => {
      const reading = openBackup(text.slice(0, at) + character + text.slice(at + 1));
      const events: readonly DiaryEvent[] = reading.ok ? reading.backup.events : [];
      expect(events.length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 300 },
  );
});
