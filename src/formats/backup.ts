import { inDiaryOrder, type DiaryEvent } from '../core/event.ts';
import { eventFault, isReadableEvent } from '../core/eventFault.ts';
import { isStoredDeck, storedDeckFault, type StoredDeck } from '../core/storedDeck.ts';
import type { UnreadableRecord } from '../core/unreadable.ts';
import { isFields, isTooDeep, parseData, type Fields } from './plainData.ts';
import { salvageLines } from './salvage.ts';

const FORMAT = 'flipside.backup/1';

/** Everything of one learner, as it goes into one file. */
export type Backup = {
  readonly events: readonly DiaryEvent[];
  readonly decks: readonly StoredDeck[];
  readonly settings: Fields;
  /** Further small values by name: what is ticked, which decks are off the shelf. */
  readonly values: Fields;
  /** What this version cannot read; goes in and out untouched. */
  readonly unreadable: readonly UnreadableRecord[];
  /** What a newer version wrote beside all this; goes in and out untouched. */
  readonly unknown: Fields;
};

export type BackupContents = Pick<Backup, 'events' | 'decks' | 'settings'> & Partial<Backup>;

/** Something in a backup that could not be read, and where (`entry 12 of events`, from 1), as a sentence. */
export type BackupProblem = { readonly place: string; readonly message: string };

export type BackupReading =
  | { readonly ok: true; readonly backup: Backup; readonly problems: readonly BackupProblem[] }
  | { readonly ok: false; readonly problems: readonly BackupProblem[] };

/**
 * A backup as text: JSON with one event or deck a line, in diary order, so that the same data always gives the same
 * file and two files can be compared line by line.
 */
export function writeBackup(contents: BackupContents): string {
  const { events, decks, settings, values = {}, unreadable = [], unknown = {} } = contents;
  const aside = (from: UnreadableRecord['from']) => unreadable.filter((record) => record.from === from);
  const valuesFrom = (from: UnreadableRecord['from']) => aside(from).map(({ value }) => value);
  const parts = [
    field('format', FORMAT),
    field('settings', settings),
    field('values', values),
    ...Object.entries(unknown).map(([name, value]) => field(name, value)),
    list('decks', [...decks.toSorted(byDeckId), ...valuesFrom('decks')]),
    list('events', [...events.toSorted(inDiaryOrder), ...valuesFrom('events')]),
    list(
      'quarantine',
      aside('quarantine').map(({ value, fault }) => ({ value, fault })),
    ),
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

/**
 * Reads a backup from whatever the learner hands over. Entries that cannot be read are reported with their place
 * and kept aside; a damaged file gives what its whole lines hold; only what is no backup of ours is refused.
 */
export function openBackup(text: string): BackupReading {
  const parsed = parseData(text);
  if (parsed.ok) return readFile(parsed.value);
  const salvaged = salvageLines(text);
  if (salvaged === null) return refused(`This file is not a backup of Flipside: ${parsed.fault}.`);
  const lines = salvaged.lines.toLocaleString('en');
  const message = `This backup is damaged: ${parsed.fault}. What its ${lines} whole lines hold was read.`;
  const reading = readFile(salvaged.fields);
  return { ...reading, problems: [{ place: 'the file', message }, ...reading.problems] };
}

function readFile(file: unknown): BackupReading {
  if (!isFields(file)) return refused('This file is not a backup of Flipside: it holds no record.');
  const { format, settings, values, decks, events, quarantine, ...unknown } = file;
  if (format !== FORMAT) return refused(formatFault(format));
  if (!Array.isArray(events) || !Array.isArray(decks)) {
    return refused('This backup cannot be read: it has no list of events or no list of decks.');
  }
  const readEvents = readEntries('events', events, isReadableEvent, eventFault);
  const readDecks = readEntries('decks', decks, isStoredDeck, storedDeckFault);
  const fields = { settings, values, unknown };
  return {
    ok: true,
    backup: {
      events: readEvents.read,
      decks: readDecks.read,
      settings: readFields(settings),
      values: readFields(values),
      unreadable: [...readDecks.unreadable, ...readEvents.unreadable, ...setAside(quarantine)],
      unknown: readFields(unknown),
    },
    problems: [
      ...Object.entries(fields).flatMap(fieldProblems),
      ...readDecks.problems,
      ...readEvents.problems,
    ],
  };
}

type Entries<T> = {
  readonly read: readonly T[];
  readonly unreadable: readonly UnreadableRecord[];
  readonly problems: readonly BackupProblem[];
};

function readEntries<T>(
  from: 'events' | 'decks',
  entries: readonly unknown[],
  isReadable: (entry: unknown) => entry is T,
  faultOf: (entry: unknown) => string | null,
): Entries<T> {
  const read: T[] = [];
  const unreadable: UnreadableRecord[] = [];
  const problems: BackupProblem[] = [];
  for (const [index, value] of entries.entries()) {
    const tooDeep = isTooDeep(value);
    if (!tooDeep && isReadable(value)) {
      read.push(value);
      continue;
    }
    const fault = tooDeep ? 'it is nested too deeply' : (faultOf(value) ?? '');
    if (!tooDeep) unreadable.push({ from, value, fault });
    const place = `entry ${index + 1} of ${from}`;
    const fate = tooDeep ? 'It was left out.' : 'It is kept as it is.';
    problems.push({ place, message: `Cannot read ${place}: ${fault}. ${fate}` });
  }
  return { read, unreadable, problems };
}

function setAside(quarantine: unknown): UnreadableRecord[] {
  if (!Array.isArray(quarantine)) return [];
  return quarantine.flatMap((row: unknown): UnreadableRecord[] => {
    if (!isFields(row) || isTooDeep(row)) return [];
    return [{ from: 'quarantine', value: row['value'], fault: String(row['fault']) }];
  });
}

function readFields(value: unknown): Fields {
  return isFields(value) && !isTooDeep(value) ? value : {};
}

function fieldProblems([name, value]: readonly [string, unknown]): BackupProblem[] {
  if (value === undefined || (isFields(value) && !isTooDeep(value))) return [];
  return [{ place: name, message: `The ${name} in this backup cannot be read and were left out.` }];
}

function formatFault(format: unknown): string {
  if (typeof format !== 'string' || !format.startsWith('flipside.backup/')) {
    return 'This file is not a backup of Flipside: it does not name the format of one.';
  }
  return `This backup is in the format “${format.slice(0, 60)}”; this version of Flipside reads “${FORMAT}”. Update Flipside and open it again.`;
}

function refused(message: string): BackupReading {
  return { ok: false, problems: [{ place: 'the file', message }] };
}

function field(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}

function list(name: string, entries: readonly unknown[]): string {
  if (entries.length === 0) return field(name, []);
  return `${JSON.stringify(name)}: [\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
}

function byDeckId(a: StoredDeck, b: StoredDeck): number {
  return a.deck.id < b.deck.id ? -1 : 1;
}
