import type { StudyDay } from './day.ts';
import {
  inDiaryOrder,
  isMemoryEvent,
  type CardEvent,
  type Crammed,
  type EventId,
  type Flag,
  type Graded,
  type MemoryEvent,
} from './event.ts';
import { NEW_MEMORY, type Memory } from './memory.ts';
import { applied } from './replay.ts';
import type { Scheduler } from './scheduler.ts';

/** What the learner hung on a card; a buried card comes back on the study day `buriedUntil`. */
export type Marks = {
  readonly suspended: boolean;
  readonly starred: boolean;
  readonly flag: Flag | null;
  readonly buriedUntil: StudyDay | null;
};

export const NO_MARKS: Marks = { suspended: false, starred: false, flag: null, buriedUntil: null };

/** What events add up to. */
export type Standing = { readonly memory: Memory; readonly marks: Marks };

export const NEVER_SEEN: Standing = { memory: NEW_MEMORY, marks: NO_MARKS };

/**
 * One card's part of the diary and what its standing events add up to. Mutable, for the diary alone: putting events
 * in order and folding them waits until somebody asks, and after an append only the new events are folded. `start` is
 * where the first event finds the card: what went before is archived, and is not among the events.
 */
export type Story = {
  events: CardEvent[];
  readonly start: Standing;
  isSorted: boolean;
  folded: number;
  memory: Memory;
  marks: Marks;
};

export function createStory(start: Standing = NEVER_SEEN): Story {
  return { events: [], start, isSorted: true, folded: 0, memory: start.memory, marks: start.marks };
}

export function addToStory(story: Story, event: CardEvent): void {
  const last = story.events.at(-1);
  story.events.push(event);
  if (last === undefined || inDiaryOrder(last, event) < 0) return;
  story.isSorted = false;
  unfold(story);
}

/** Forgets what was folded: an event fell or stands again, or the scheduler changed. */
export function unfold(story: Story): void {
  story.folded = 0;
  story.memory = story.start.memory;
  story.marks = story.start.marks;
}

/** Brings memory and marks up to date with the events. */
export function fold(story: Story, isUndone: (id: EventId) => boolean, scheduler: Scheduler): Story {
  const events = inOrder(story);
  for (; story.folded < events.length; story.folded += 1) {
    const event = events[story.folded];
    if (event === undefined || isUndone(event.id)) continue;
    if (isMemoryEvent(event)) story.memory = applied(story.memory, event, scheduler);
    else story.marks = marked(story.marks, event);
  }
  return story;
}

/** The standing answers in diary order, as a new list. */
export function answersOf(story: Story, isUndone: (id: EventId) => boolean): Graded[] {
  return inOrder(story).filter((event): event is Graded => event.kind === 'graded' && !isUndone(event.id));
}

/** The standing answers outside the schedule in diary order, as a new list. */
export function cramsOf(story: Story, isUndone: (id: EventId) => boolean): Crammed[] {
  return inOrder(story).filter((event): event is Crammed => event.kind === 'crammed' && !isUndone(event.id));
}

/** The standing events that memory follows from, in diary order, as a new list. */
export function memoryEventsOf(story: Story, isUndone: (id: EventId) => boolean): MemoryEvent[] {
  return inOrder(story).filter((event): event is MemoryEvent => isMemoryEvent(event) && !isUndone(event.id));
}

function inOrder(story: Story): readonly CardEvent[] {
  if (!story.isSorted) story.events.sort(inDiaryOrder);
  story.isSorted = true;
  return story.events;
}

function marked(marks: Marks, event: Exclude<CardEvent, MemoryEvent>): Marks {
  switch (event.kind) {
    case 'buried':
      return { ...marks, buriedUntil: event.until };
    case 'marked':
      return { ...marks, [event.mark]: event.on };
    case 'crammed':
      return marks;
    case 'flagged':
      return { ...marks, flag: event.flag };
  }
}
