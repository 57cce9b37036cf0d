import type { StudyDay } from './day.ts';
import { createDayCounts } from './dayCounts.ts';
import type { CardId } from './deck.ts';
import type { CardEvent, Crammed, DiaryEvent, EventId, Graded, MemoryEvent } from './event.ts';
import { NEW_MEMORY, type Memory } from './memory.ts';
import type { Scheduler } from './scheduler.ts';
import {
  addToStory,
  answersOf,
  cramsOf,
  createStory,
  fold,
  memoryEventsOf,
  NO_MARKS,
  unfold,
  type Marks,
  type Story,
} from './story.ts';
import { createUndoIndex } from './undoIndex.ts';

/**
 * The diary held in memory, with everything the screens ask of it. Mutable inside, outside a function of the set of
 * events: order of arrival and repetitions change nothing. Events of a kind that this version does not know are kept
 * but touch no card. Cards are folded when somebody asks, so that recording is cheap, a whole diary is folded once,
 * and a late event or an undo re-folds only its own card.
 */
export type Diary = {
  /** Takes an event in; the card whose story changed, or `null` when none did. */
  readonly record: (event: DiaryEvent) => CardId | null;
  /** Becomes what it would be had these events never come. */
  readonly forget: (ids: ReadonlySet<EventId>) => void;
  readonly memory: (card: CardId) => Memory;
  readonly marks: (card: CardId) => Marks;
  readonly standing: (card: CardId) => { readonly memory: Memory; readonly marks: Marks };
  /** The card's answers that were not taken back, in diary order. */
  readonly answers: (card: CardId) => readonly Graded[];
  /** The card's standing answers outside the schedule, in diary order. */
  readonly crams: (card: CardId) => readonly Crammed[];
  /** The card's standing events that its memory follows from, in diary order. */
  readonly memoryEvents: (card: CardId) => readonly MemoryEvent[];
  /** Every card that some event names. */
  readonly cards: () => Iterable<CardId>;
  /** Whether the event is in the diary and was not taken back. */
  readonly stands: (id: EventId) => boolean;
  /** The newest standing `undone` that took the event back: what a redo must name. */
  readonly undoneBy: (id: EventId) => EventId | null;
  /** Every event, of known and unknown kinds, undone ones included, in order of arrival. */
  readonly events: () => Iterable<DiaryEvent>;
  /** Number of different events. */
  readonly size: number;
  /** The highest logical clock, 0 for an empty diary. */
  readonly newestHlc: number;
  /** Number of cards that were answered for the first time that day, ever or since they were forgotten. */
  readonly introducedOn: (day: StudyDay) => number;
  /** Number of cards answered that day and introduced on another. */
  readonly reviewedOn: (day: StudyDay) => number;
  /** Number of standing answers given that day. */
  readonly answeredOn: (day: StudyDay) => number;
  /** Re-dates every card by another scheduler. */
  readonly reschedule: (scheduler: Scheduler) => void;
};

const CARD_KINDS: ReadonlySet<string> = new Set<CardEvent['kind']>([
  'graded',
  'crammed',
  'forgotten',
  'dated',
  'buried',
  'marked',
  'flagged',
]);

export function createDiary(scheduler: Scheduler, events: Iterable<DiaryEvent> = []): Diary {
  let undo = createUndoIndex();
  const stories = new Map<CardId, Story>();
  let dayCounts = createDayCounts();
  const counted = new Map<CardId, readonly MemoryEvent[]>();
  const uncounted = new Set<CardId>();
  let current = scheduler;
  let newestHlc = 0;

  const folded = (card: CardId): Story | null => {
    const story = stories.get(card);
    return story ? fold(story, undo.isUndone, current) : null;
  };
  const answers = (card: CardId): readonly Graded[] => {
    const story = stories.get(card);
    return story ? answersOf(story, undo.isUndone) : [];
  };
  const memoryEvents = (card: CardId): readonly MemoryEvent[] => {
    const story = stories.get(card);
    return story ? memoryEventsOf(story, undo.isUndone) : [];
  };
  const add = (event: CardEvent): CardId => {
    const story = stories.get(event.card) ?? createStory();
    if (story.events.length === 0) stories.set(event.card, story);
    addToStory(story, event);
    uncounted.add(event.card);
    return event.card;
  };
  const toggled = (event: DiaryEvent | null): CardId | null => {
    const story = event && isCardEvent(event) ? stories.get(event.card) : undefined;
    if (!event || !isCardEvent(event) || !story) return null;
    unfold(story);
    uncounted.add(event.card);
    return event.card;
  };
  const record = (event: DiaryEvent): CardId | null => {
    if (undo.has(event.id)) return null;
    if (event.hlc > newestHlc) newestHlc = event.hlc;
    const other = undo.add(event);
    return isCardEvent(event) ? add(event) : toggled(other);
  };
  const days = () => {
    for (const card of uncounted) {
      const now = memoryEvents(card);
      dayCounts.count(counted.get(card) ?? [], -1);
      dayCounts.count(now, 1);
      counted.set(card, now);
    }
    uncounted.clear();
    return dayCounts;
  };

  const forget = (ids: ReadonlySet<EventId>) => {
    const left = [...undo.events()].filter(({ id }) => !ids.has(id));
    if (left.length === undo.size()) return;
    undo = createUndoIndex();
    dayCounts = createDayCounts();
    stories.clear();
    counted.clear();
    uncounted.clear();
    newestHlc = 0;
    for (const event of left) record(event);
  };

  for (const event of events) record(event);
  return {
    record,
    forget,
    answers,
    memoryEvents,
    crams(card) {
      const story = stories.get(card);
      return story ? cramsOf(story, undo.isUndone) : [];
    },
    memory: (card) => folded(card)?.memory ?? NEW_MEMORY,
    marks: (card) => folded(card)?.marks ?? NO_MARKS,
    standing(card) {
      const story = folded(card);
      return { memory: story?.memory ?? NEW_MEMORY, marks: story?.marks ?? NO_MARKS };
    },
    cards: () => stories.keys(),
    events: () => undo.events(),
    stands: (id) => undo.stands(id),
    undoneBy: (id) => undo.undoneBy(id),
    get size() {
      return undo.size();
    },
    get newestHlc() {
      return newestHlc;
    },
    introducedOn: (day) => days().introducedOn(day),
    reviewedOn: (day) => days().reviewedOn(day),
    answeredOn: (day) => days().answeredOn(day),
    reschedule(next) {
      current = next;
      for (const story of stories.values()) unfold(story);
    },
  };
}

function isCardEvent(event: DiaryEvent): event is CardEvent {
  return CARD_KINDS.has(event.kind);
}
