import { FLAGS, GRADES, MARKS, type DiaryEvent } from './event.ts';

type Fields = Readonly<Record<string, unknown>>;
type Check = (fields: Fields) => string | null;

/** ECMA-262 21.4.1.1: a time value lies within 8.64e15 ms of the epoch; leaves a logical clock room to count on. */
const LATEST = 8.64e15;
const LAST_DAY = LATEST / 86_400_000;
const LONGEST_ID = 1000;

/** What each kind of event must hold beside its stamp. */
const KINDS: { readonly [K in DiaryEvent['kind']]: Check } = {
  graded: (event) =>
    nameFault(event, 'card') ??
    choiceFault(event, 'grade', GRADES) ??
    numberFault(event, 'tookMs', 0, LATEST) ??
    (event['missed'] === undefined ? null : namesFault(event, 'missed')),
  crammed: (event) =>
    nameFault(event, 'card') ??
    choiceFault(event, 'grade', GRADES) ??
    numberFault(event, 'tookMs', 0, LATEST),
  forgotten: (event) => nameFault(event, 'card'),
  dated: (event) => nameFault(event, 'card') ?? wholeFault(event, 'dueDay', LAST_DAY),
  undone: (event) => nameFault(event, 'target'),
  buried: (event) => nameFault(event, 'card') ?? wholeFault(event, 'until', LAST_DAY),
  marked: (event) =>
    nameFault(event, 'card') ??
    choiceFault(event, 'mark', MARKS) ??
    (typeof event['on'] === 'boolean' ? null : fault(event, 'on')),
  flagged: (event) =>
    nameFault(event, 'card') ?? (event['flag'] === null ? null : choiceFault(event, 'flag', FLAGS)),
};

/**
 * What keeps a value read back from being a diary event, as the end of a sentence; `null` when it is one. An event
 * of a kind that only a newer version knows is readable when its stamp is: it is kept whole and touches no card.
 * Fields that this version does not know are no fault.
 */
export function eventFault(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is no record';
  const event: Fields = { ...value };
  const { kind } = event;
  if (typeof kind !== 'string') return fault(event, 'kind');
  return stampFault(event) ?? (isKnownKind(kind) ? KINDS[kind](event) : null);
}

/** Whether a value is an event that can go into the diary. */
export function isReadableEvent(value: unknown): value is DiaryEvent {
  return eventFault(value) === null;
}

function isKnownKind(kind: string): kind is DiaryEvent['kind'] {
  return Object.hasOwn(KINDS, kind);
}

function stampFault(event: Fields): string | null {
  return (
    nameFault(event, 'id') ??
    numberFault(event, 'at', -LATEST, LATEST) ??
    numberFault(event, 'utcOffsetMinutes', -1440, 1440) ??
    wholeFault(event, 'day', LAST_DAY) ??
    numberFault(event, 'hlc', 0, LATEST)
  );
}

function nameFault(event: Fields, field: string): string | null {
  return isName(event[field]) ? null : fault(event, field);
}

function namesFault(event: Fields, field: string): string | null {
  const value = event[field];
  return Array.isArray(value) && value.every(isName) ? null : fault(event, field);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
}

function numberFault(event: Fields, field: string, least: number, most: number): string | null {
  const value = event[field];
  return typeof value === 'number' && value >= least && value <= most ? null : fault(event, field);
}

function wholeFault(event: Fields, field: string, most: number): string | null {
  return Number.isInteger(event[field]) ? numberFault(event, field, -most, most) : fault(event, field);
}

function choiceFault(event: Fields, field: string, choices: readonly string[]): string | null {
  return choices.some((choice) => choice === event[field]) ? null : fault(event, field);
}

function fault(event: Fields, field: string): string {
  if (!Object.hasOwn(event, field)) return `it has no “${field}”`;
  return `its “${field}” is ${shown(event[field])}`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value.slice(0, 40)}”`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'a record' : String(value);
}
