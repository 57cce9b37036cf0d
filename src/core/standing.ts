import { addDays, daysBetween, type Millis, type StudyDay } from './day.ts';
import type { Marks } from './story.ts';
import type { Memory } from './memory.ts';

/** The instant and the study day it belongs to. */
export type Now = { readonly at: Millis; readonly day: StudyDay };

/** What the diary says about one card. */
export type Standing = { readonly memory: Memory; readonly marks: Marks };

/** What a card is to the learner now; each card is exactly one of these. */
export const CARD_STATES = ['new', 'learning', 'due', 'later', 'buried', 'suspended'] as const;
export type CardState = (typeof CARD_STATES)[number];

/** When a card asks for its next answer: at an instant (learning steps) or on a study day (reviews). */
export type Due =
  { readonly kind: 'at'; readonly at: Millis } | { readonly kind: 'day'; readonly day: StudyDay };

const DAY_MS = 86_400_000;

/** Suspended outranks buried, and both outrank what memory says; relearning counts as learning, as in Anki. */
export function cardState({ memory, marks }: Standing, now: Now): CardState {
  if (marks.suspended) return 'suspended';
  if (marks.buriedUntil !== null && marks.buriedUntil > now.day) return 'buried';
  if (memory.kind === 'new') return 'new';
  if (memory.kind !== 'review') return 'learning';
  return memory.dueDay <= now.day ? 'due' : 'later';
}

/** When the card comes up again by itself; `null` for a new or suspended card. A buried card waits until it is dug up. */
export function dueOf({ memory, marks }: Standing, now: Now): Due | null {
  if (marks.suspended || memory.kind === 'new') return null;
  const dugUp = marks.buriedUntil !== null && marks.buriedUntil > now.day ? marks.buriedUntil : null;
  if (memory.kind === 'review') return { kind: 'day', day: later(memory.dueDay, dugUp) };
  if (dugUp === null) return { kind: 'at', at: memory.dueAt };
  // A learning step of a day or more may outlast the burial.
  const dueDay = addDays(now.day, Math.floor(daysUntil({ kind: 'at', at: memory.dueAt }, now)));
  return { kind: 'day', day: later(dueDay, dugUp) };
}

/** Days from now until a card is due, for sorting: negative when overdue, fractional for an instant. */
export function daysUntil(due: Due, now: Now): number {
  return due.kind === 'at' ? (due.at - now.at) / DAY_MS : daysBetween(now.day, due.day);
}

/** The earlier of two; `null` is never. */
export function sooner(one: Due | null, other: Due | null, now: Now): Due | null {
  if (one === null || other === null) return one ?? other;
  return daysUntil(other, now) < daysUntil(one, now) ? other : one;
}

function later(day: StudyDay, other: StudyDay | null): StudyDay {
  return other !== null && other > day ? other : day;
}
