import type { StudyDay } from './day.ts';
import { createDayCounts, type DayTally } from './dayCounts.ts';
import type { CardId } from './deck.ts';
import type { Past } from './diarySnapshot.ts';
import {
  inDiaryOrder,
  isCardEvent,
  type CardEvent,
  type Crammed,
  type DiaryEvent,
  type EventId,
  type Graded,
  type MemoryEvent,
} from './event.ts';
import { memoryAt } from './memoryColumns.ts';
import { NEW_MEMORY, type Memory } from './memory.ts';
import type { Scheduler } from './scheduler.ts';
import {
  addToStory,
  answersOf,
  continuedStory,
  cramsOf,
  createStory,
  fold,
  memoryEventsOf,
  NO_MARKS,
  unfold,
  type Marks,
  type Story,
} from './story.ts';
import { createUndoIndex, type UndoCounts } from './undoIndex.ts';

type Standing = { readonly memory: Memory; readonly marks: Marks };

/**
 * The diary held in memory, with everything the screens ask of it. Mutable inside, outside a function of the set of
 * events: order of arrival and repetitions change nothing. Events of a kind that this version does not know are kept
 * but touch no card. Cards are folded when somebody asks, so that recording is cheap, a whole diary is folded once,
 * and a late event or an undo re-folds only its own card.
 */
export type Diary = {
  /** Takes the place of recording the archive's events one by one; false, and without effect, after any other event. */
  readonly begin: (past: Past) => boolean;
  /** Takes an event in; the card whose story changed, or `null` when none did. */
  readonly record: (event: DiaryEvent) => CardId | null;
  /** Becomes what it would be had these events never come. */
  readonly forget: (ids: ReadonlySet<EventId>) => void;
  readonly memory: (card: CardId) => Memory;
  readonly marks: (card: CardId) => Marks;
  readonly standing: (card: CardId) => Standing;
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
  /** What a diary that begins with these events must know beside the cards' standings. */
  readonly tallies: () => { readonly days: DayTally; readonly undos: UndoCounts };
};

export function createDiary(scheduler: Scheduler, events: Iterable<DiaryEvent> = []): Diary {
  let past: Past | null = null;
  let earlier: ((card: CardId) => Standing | null) | null = null;
  let undo = createUndoIndex();
  let dayCounts = createDayCounts();
  const stories = new Map<CardId, Story>();
  const counted = new Map<CardId, readonly MemoryEvent[]>();
  const uncounted = new Set<CardId>();
  let current = scheduler;
  let newestHlc = 0;

  /** The story of a card; one from the past is counted already when it is opened. */
  const storyOf = (card: CardId): Story | null => {
    const open = stories.get(card);
    if (open || !past || !past.numbers.has(card)) return open ?? null;
    const story = continuedStory(past.archive.eventsOf(card), earlier?.(card) ?? null);
    stories.set(card, story);
    counted.set(card, memoryEventsOf(story, undo.isUndone));
    return story;
  };
  const standing = (card: CardId): Standing => {
    const known = stories.has(card) ? null : earlier?.(card);
    if (known) return known;
    const story = storyOf(card);
    if (!story) return NEVER_SEEN;
    const { memory, marks } = fold(story, undo.isUndone, current);
    return { memory, marks };
  };
  const listed = <T>(card: CardId, list: (story: Story, isUndone: (id: EventId) => boolean) => T[]) => {
    const story = storyOf(card);
    return story ? list(story, undo.isUndone) : [];
  };
  const memoryEvents = (card: CardId) => listed(card, memoryEventsOf);
  const add = (event: CardEvent): CardId => {
    const story = storyOf(event.card) ?? createStory();
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
  /** Opens the story of the card that an event about other events is about in the end, while it stands as counted. */
  const openTarget = (event: DiaryEvent) => {
    let target = event;
    while (target.kind === 'undone') {
      const named: DiaryEvent | null = undo.find(target.target);
      if (!named || inDiaryOrder(named, target) >= 0) return;
      target = named;
    }
    if (isCardEvent(target)) storyOf(target.card);
  };
  const record = (event: DiaryEvent): CardId | null => {
    if (undo.has(event)) return null;
    if (event.hlc > newestHlc) newestHlc = event.hlc;
    if (past) openTarget(event);
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
    past = null;
    earlier = null;
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
    forget,
    begin(given) {
      if (undo.size() > 0) return false;
      past = given;
      earlier = standings(given);
      undo = createUndoIndex(given.archive, given.snapshot.undos);
      dayCounts = createDayCounts(given.snapshot.days);
      newestHlc = given.archive.newestHlc;
      return true;
    },
    record,
    memoryEvents,
    standing,
    answers: (card) => listed(card, answersOf),
    crams: (card) => listed(card, cramsOf),
    memory: (card) => standing(card).memory,
    marks: (card) => standing(card).marks,
    cards: () => (past ? new Set([...past.numbers.keys(), ...stories.keys()]) : stories.keys()),
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
      earlier = null;
      for (const story of stories.values()) unfold(story);
    },
    tallies: () => ({ days: days().tally(), undos: undo.standingUndos() }),
  };
}

const NEVER_SEEN: Standing = { memory: NEW_MEMORY, marks: NO_MARKS };

/** Where every card of the past stood at its end; `null` for other cards. */
function standings({ snapshot, numbers }: Past): (card: CardId) => Standing | null {
  const marks = new Map(snapshot.marks);
  return (card) => {
    const number = numbers.get(card);
    if (number === undefined) return null;
    return { memory: memoryAt(snapshot.memories, number), marks: marks.get(number) ?? NO_MARKS };
  };
}
