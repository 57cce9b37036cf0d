import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BACKUP_INTERVAL_MS,
  backupName,
  backupsToRemove,
  isBackupDue,
  readBackupName,
  THINNING_LIMITS,
  type BackupFile,
} from '../../src/core/backupThinning.ts';
import { addDays, formatDay, parseDay, type Millis, type Moment, type StudyDay } from '../../src/core/day.ts';

const TODAY = 20_520 as StudyDay;

function backup(date: string, time = '000000'): BackupFile {
  const read = readBackupName(`flipside-${date}-${time}.json`);
  if (!read) throw new Error(`no backup: ${date} ${time}`);
  return read;
}

const anyBackups = fc.uniqueArray(
  fc
    .tuple(fc.integer({ min: 0, max: 900 }), fc.constantFrom('000000', '120000', '235959'))
    .map(([ago, time]) => backup(formatDay(addDays(TODAY, -ago)), time)),
  { selector: ({ name }) => name },
);

const kept = (backups: readonly BackupFile[], today = TODAY, limits = THINNING_LIMITS) => {
  const removed = new Set(backupsToRemove(backups, today, limits));
  return backups.filter((file) => !removed.has(file));
};

test('what stays is never thinned again on the same day, in whatever order files are listed', () => {
  fc.assert(
    fc.property(anyBackups, (backups) => {
      const left = kept(backups);
      expect(backupsToRemove(left, TODAY)).toEqual([]);
      expect(new Set(kept(backups.toReversed()))).toEqual(new Set(left));
    }),
  );
});

const isRecent = ({ day }: BackupFile) => day >= TODAY - 1;

test('all backups of today and yesterday stay, and never more than the limits before them', () => {
  fc.assert(
    fc.property(anyBackups, (backups) => {
      const left = kept(backups);
      expect(left.filter(isRecent)).toEqual(backups.filter(isRecent));
      const { daily, weekly, monthly } = THINNING_LIMITS;
      expect(left.filter((file) => !isRecent(file)).length).toBeLessThanOrEqual(daily + weekly + monthly);
    }),
  );
});

test('the newest backup always stays', () => {
  fc.assert(
    fc.property(
      anyBackups.filter(({ length }) => length > 0),
      (backups) => {
        const [newest] = backups.toSorted((a, b) => b.day - a.day || b.second - a.second);
        expect(kept(backups)).toContain(newest);
      },
    ),
  );
});

test('after three years of a backup a day, about thirty are left and they reach back most of a year', () => {
  let files: BackupFile[] = [];
  const days = 3 * 365;
  for (let ago = days; ago >= 0; ago -= 1) {
    const today = addDays(TODAY, -ago);
    files = kept([...files, backup(formatDay(today))], today);
  }
  const ages = files.map(({ day }) => TODAY - day).toSorted((a, b) => a - b);
  expect(ages.slice(0, 14)).toEqual(Array.from({ length: 14 }, (_, age) => age));
  expect(files.length).toBeLessThanOrEqual(33);
  expect(files.length).toBeGreaterThanOrEqual(31);
  expect(ages.at(-1)).toBeGreaterThan(300);
  expect(ages.at(-1)).toBeLessThan(400);
});

/** Written out by hand for Wednesday, 18 March 2026, with room for 2 days, 2 weeks and 2 months. */
const ROW = [
  ['2026-03-18', '090000', 'stays', 'today'],
  ['2026-03-18', '083000', 'stays', 'today, earlier'],
  ['2026-03-17', '200000', 'stays', 'yesterday'],
  ['2026-03-16', '210000', 'stays', 'the newest of the first day'],
  ['2026-03-16', '070000', 'goes', 'an older one of that day'],
  ['2026-03-12', '080000', 'stays', 'the second day that has any'],
  ['2026-03-11', '080000', 'goes', 'a week of which one is kept already'],
  ['2026-03-08', '220000', 'stays', 'the Sunday of the first week'],
  ['2026-03-02', '100000', 'goes', 'the Monday of that week'],
  ['2026-03-01', '120000', 'stays', 'the Sunday before, the second week'],
  ['2026-02-27', '120000', 'stays', 'the newest of the first month'],
  ['2026-02-02', '120000', 'goes', 'an older one of that month'],
  ['2026-01-31', '120000', 'stays', 'the second month'],
  ['2026-01-01', '120000', 'goes', 'an older one of that month too'],
  ['2025-12-31', '120000', 'goes', 'a month beyond the limit'],
] as const;

test.each(ROW)('in a sparse row of backups, that of %s at %s %s: %s', (date, time, fate) => {
  const row = ROW.map(([day, clock]) => backup(day, clock));
  const left = kept(row, parseDay('2026-03-18') ?? undefined, { daily: 2, weekly: 2, monthly: 2 });
  expect(left.map(({ name }) => name).includes(backup(date, time).name)).toBe(fate === 'stays');
});

test('a backup from a day to come stays: a clock was wrong', () => {
  const ahead = backup(formatDay(addDays(TODAY, 300)));
  expect(kept([ahead, backup(formatDay(TODAY))])).toHaveLength(2);
});

test('a backup is named after the wall clock of its moment, and read back from its name', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.integer({ min: -720, max: 840 }),
      (at, utcOffsetMinutes) => {
        const moment: Moment = { at: at as Millis, utcOffsetMinutes };
        const wallClock = Math.floor((at + utcOffsetMinutes * 60_000) / 1000);
        fc.pre(wallClock >= 0);
        const { day, second } = readBackupName(backupName(moment)) ?? {};
        expect((day ?? 0) * 86_400 + (second ?? 0)).toBe(wallClock);
      },
    ),
  );
  expect(backupName({ at: 1_772_978_707_000 as Millis, utcOffsetMinutes: 60 })).toBe(
    'flipside-2026-03-08-150507.json',
  );
});

test.each([
  'flipside-2026-02-30-120000.json',
  'flipside-2026-03-08-250000.json',
  'flipside-2026-03-08-126000.json',
  'flipside-2026-03-08.json',
  'flipside-2026-03-08-120000.json.crswap',
  'my flipside-2026-03-08-120000.json',
  'FLIPSIDE-2026-03-08-120000.json',
  'taxes.json',
  '',
])('%j is no backup of ours', (name) => {
  expect(readBackupName(name)).toBeNull();
});

test.each([
  ['nothing to save', null, 0, 0, false],
  ['the first answer', null, 1, 0, true],
  ['nothing new', { at: 0, events: 5 }, 5, 10 * BACKUP_INTERVAL_MS, false],
  ['something new, too soon', { at: 0, events: 5 }, 6, BACKUP_INTERVAL_MS - 1, false],
  ['something new, after half an hour', { at: 0, events: 5 }, 6, BACKUP_INTERVAL_MS, true],
  ['something new, with the clock set back', { at: 10, events: 5 }, 6, 0, true],
])('%s: a backup is due, %j with %i events at %i: %s', (_what, last, events, at, isDue) => {
  expect(isBackupDue(last, events, { at: at as Millis, utcOffsetMinutes: 0 })).toBe(isDue);
});
