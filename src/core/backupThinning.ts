import { formatDay, parseDay, type Moment, type StudyDay } from './day.ts';

/** A backup file as its name tells it: the day and the second of that day on the learner's wall clock. */
export type BackupFile = { readonly name: string; readonly day: StudyDay; readonly second: number };

export type ThinningLimits = { readonly daily: number; readonly weekly: number; readonly monthly: number };

/** Anki's defaults (its `BackupLimits`): 12 daily, 10 weekly and 9 monthly backups. */
export const THINNING_LIMITS: ThinningLimits = { daily: 12, weekly: 10, monthly: 9 };

const MINUTE_MS = 60_000;
const WEEK = 7;
/** 1970-01-01, day 0, was a Thursday; weeks begin on Monday. */
const THURSDAY = 3;

/** `flipside-2026-03-08-140507.json`: sorts by time, and names only files of ours. */
export function backupName({ at, utcOffsetMinutes }: Moment): string {
  const wallClock = new Date(at + utcOffsetMinutes * MINUTE_MS).toISOString();
  return `flipside-${wallClock.slice(0, 10)}-${wallClock.slice(11, 19).replaceAll(':', '')}.json`;
}

/** The backup that a file name stands for; `null` for every other file. */
export function readBackupName(name: string): BackupFile | null {
  const [, date = '', hours, minutes, seconds] =
    /^flipside-(\d{4}-\d{2}-\d{2})-([01]\d|2[0-3])([0-5]\d)([0-5]\d)\.json$/.exec(name) ?? [];
  const day = parseDay(date);
  if (day === null) return null;
  return { name, day, second: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) };
}

/**
 * The backups that may go. All of today's and yesterday's stay; before that the newest of each day, as many days as
 * the limit says; before those the newest of each week, then of each month. A backup from a day to come stays too:
 * a clock was wrong.
 */
export function backupsToRemove(
  backups: readonly BackupFile[],
  today: StudyDay,
  limits: ThinningLimits = THINNING_LIMITS,
): BackupFile[] {
  const stages = [
    { left: limits.daily, periodOf: dayOf },
    { left: limits.weekly, periodOf: weekOf },
    { left: limits.monthly, periodOf: monthOf },
  ];
  let lastKept: BackupFile | null = null;
  const removed: BackupFile[] = [];
  for (const backup of backups.toSorted((a, b) => b.day - a.day || b.second - a.second)) {
    const isRecent = backup.day >= today - 1;
    const stage = isRecent ? null : stages.find(({ left }) => left > 0);
    const isKept = isRecent || (stage && (!lastKept || stage.periodOf(backup) !== stage.periodOf(lastKept)));
    if (!isKept) {
      removed.push(backup);
      continue;
    }
    if (stage) stage.left -= 1;
    lastKept = backup;
  }
  return removed;
}

/** Anki's default: half an hour between backups. */
export const BACKUP_INTERVAL_MS = 30 * MINUTE_MS;

/** What is known of the last backup: when it was written (milliseconds since the epoch), and of how many events. */
export type LastBackup = { readonly at: number; readonly events: number };

/** Whether a backup is due: something is new, and half an hour has passed or the clock was set back. */
export function isBackupDue(last: LastBackup | null, events: number, { at }: Moment): boolean {
  if (last === null) return events > 0;
  return events !== last.events && (at - last.at >= BACKUP_INTERVAL_MS || at < last.at);
}

function dayOf({ day }: BackupFile): number {
  return day;
}

function weekOf({ day }: BackupFile): number {
  return Math.floor((day + THURSDAY) / WEEK);
}

function monthOf({ day }: BackupFile): string {
  return formatDay(day).slice(0, 7);
}
