import type { StudyDay } from './day.ts';
import type { Archive } from './archive.ts';
import type { CardNames } from './cardNames.ts';
import { cardNumbers, matchHashes } from './cardNumbers.ts';
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
import { ASK, laterThan, memoryAt } from './memoryColumns.ts';
import type { Memory } from './memory.ts';
import type { Scheduler } from './scheduler.ts';
import {
  addToStory,
  answersOf,
  cramsOf,
  createStory,
  fold,
  memoryEventsOf,
  NEVER_SEEN,
  NO_MARKS,
  unfold,
  type Marks,
  type Standing,
  type Story,
} from './story.ts';
import { createUndoIndex, type UndoCounts } from './undoIndex.ts';

/**
 * The diary held in memory, with everything the screens ask of it. Mutable inside, outside a function of the set of
 * events: order of arrival and repetitions change nothing. Events of a kind that this version does not know are kept
 * but touch no card. Cards are folded when somebody asks, so that recording is cheap, a whole diary is folded once,
 * and a late event or an undo re-folds only its own card.
 */
export type Diary = {
  /**
   * Takes the place of recording the archive's events one by one; false, and without effect, after any other event.
   * Until the archive itself is attached only standings and counts are whole; lists hold what came after it.
   */
  readonly begin: (past: Past) => boolean;
  /** Hands over the archive that the diary began with. */
  readonly attach: (archive: Archive) => void;
  readonly isWhole: boolean;
  /**
   * Takes an event in; the card whose story changed, or `null` when none did. What cannot be judged before the archive
   * is attached is left out, and is to be recorded again afterwards.
   */
  readonly record: (event: DiaryEvent) => CardId | null;
  /** Becomes the diary of these events. */
  readonly restart: (events: Iterable<DiaryEvent>) => void;
  /** Becomes what it would be had these events never come. */
  readonly forget: (ids: ReadonlySet<EventId>) => void;
  readonly memory: (card: CardId) => Memory;
  readonly marks: (card: CardId) => Marks;
  readonly standing: (card: CardId) => Standing;
  /** What is known of each of these cards at no cost: that it is in review and due after the day, `UNSEEN`, or to `ASK`. */
  readonly restingBy: (names: Required<CardNames>, day: StudyDay) => Uint8Array;
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
  let archive: Archive | null = null;
  let earlier: ((card: CardId) => Standing | null) | null = null;
  let undo = createUndoIndex();
  let dayCounts = createDayCounts();
  const stories = new Map<CardId, Story>();
  const counted = new Map<CardId, readonly MemoryEvent[]>();
  const uncounted = new Set<CardId>();
  let current = scheduler;
  /** By which the past stands. */
  let datedBy = scheduler;
  let newestHlc = 0;

  const isArchived = ({ hlc }: DiaryEvent) => past !== null && hlc <= past.outline.newestHlc;
  const opened = (card: CardId, story: Story): Story => {
    stories.set(card, story);
    return story;
  };
  /** The story of a card; one from the past begins where the archive ends. */
  const storyOf = (card: CardId): Story | null => {
    const open = stories.get(card);
    if (open || past?.numbers.numberOf(card) === undefined) return open ?? null;
    const start = earlier?.(card);
    return start ? opened(card, createStory(start)) : withArchived(card, createStory());
  };
  /** The archived events of a card are brought in front of its others; the days have counted both already. */
  const withArchived = (card: CardId, since: Story): Story => {
    const whole = createStory();
    for (const event of archive?.eventsOf(card) ?? []) addToStory(whole, event);
    counted.set(card, [...memoryEventsOf(whole, undo.isUndone), ...(counted.get(card) ?? [])]);
    for (const event of since.events) addToStory(whole, event);
    return opened(card, whole);
  };
  const wholeStoryOf = (card: CardId): Story | null => {
    const story = storyOf(card);
    return story && archive && story.start !== NEVER_SEEN ? withArchived(card, story) : story;
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
    const story = wholeStoryOf(card);
    return story ? list(story, undo.isUndone) : [];
  };
  const add = (event: CardEvent): CardId => {
    const story = isArchived(event) ? wholeStoryOf(event.card) : storyOf(event.card);
    addToStory(story ?? opened(event.card, createStory()), event);
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
    if (isCardEvent(target) && isArchived(target)) wholeStoryOf(target.card);
  };
  const isJudgeable = (event: DiaryEvent) =>
    !isArchived(event) && (event.kind !== 'undone' || undo.find(event.target) !== null);
  const record = (event: DiaryEvent): CardId | null => {
    if (undo.has(event) || (past && !archive && !isJudgeable(event))) return null;
    if (event.hlc > newestHlc) newestHlc = event.hlc;
    if (past) openTarget(event);
    const other = undo.add(event);
    return isCardEvent(event) ? add(event) : toggled(other);
  };
  const days = () => {
    for (const card of uncounted) {
      const story = stories.get(card) ?? createStory();
      const now = memoryEventsOf(story, undo.isUndone);
      dayCounts.count(counted.get(card) ?? [], -1, story.start.memory);
      dayCounts.count(now, 1, story.start.memory);
      counted.set(card, now);
    }
    uncounted.clear();
    return dayCounts;
  };

  const restart = (all: Iterable<DiaryEvent>) => {
    [past, archive, earlier] = [null, null, null];
    undo = createUndoIndex();
    dayCounts = createDayCounts();
    stories.clear();
    counted.clear();
    uncounted.clear();
    newestHlc = 0;
    for (const event of all) record(event);
  };
  /** Dates everything by the current scheduler; what the snapshot says is by another. */
  const redate = () => {
    for (const card of stories.keys()) wholeStoryOf(card);
    earlier = null;
    for (const story of stories.values()) unfold(story);
  };

  for (const event of events) record(event);
  return {
    begin(given) {
      if (undo.size() > 0) return false;
      past = given;
      [earlier, datedBy] = [standings(given), current];
      undo = createUndoIndex(given.outline.size, given.snapshot.undos);
      dayCounts = createDayCounts(given.snapshot.days);
      newestHlc = given.outline.newestHlc;
      return true;
    },
    attach(given) {
      archive = given;
      undo.attach(given);
      if (datedBy !== current) redate();
    },
    get isWhole() {
      return past === null || archive !== null;
    },
    record,
    restart,
    forget(ids) {
      const left = [...undo.events()].filter(({ id }) => !ids.has(id));
      if (left.length < undo.size()) restart(left);
    },
    memoryEvents: (card) => listed(card, memoryEventsOf),
    standing,
    restingBy(names, day) {
      // The past says nothing once the cards were dated anew.
      if (past === null || earlier === null) return new Uint8Array();
      return restingIn(past, names, day, stories.keys());
    },
    answers: (card) => listed(card, answersOf),
    crams: (card) => listed(card, cramsOf),
    memory: (card) => standing(card).memory,
    marks: (card) => standing(card).marks,
    cards: () => (past ? new Set([...past.numbers.cards(), ...stories.keys()]) : stories.keys()),
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
      if (past === null || archive) redate();
    },
    tallies: () => ({ days: days().tally(), undos: undo.standingUndos() }),
  };
}

/** What the past says of cards that nothing has happened to since. */
function restingIn(
  { snapshot }: Past,
  names: Required<CardNames>,
  day: StudyDay,
  since: Iterable<CardId>,
): Uint8Array {
  const resting = laterThan(snapshot.memories, matchHashes(names, snapshot.cards), day);
  const { numberOf } = cardNumbers(names);
  for (const card of since) {
    const number = numberOf(card);
    if (number !== undefined) resting[number] = ASK;
  }
  return resting;
}

/** Where every card of the past stood at its end; `null` for other cards. */
function standings({ snapshot, numbers }: Past): (card: CardId) => Standing | null {
  const marks = new Map(snapshot.marks);
  const read = (card: CardId): Standing | null => {
    const number = numbers.numberOf(card);
    if (number === undefined) return null;
    return { memory: memoryAt(snapshot.memories, number), marks: marks.get(number) ?? NO_MARKS };
  };
  // A screen of many cards asks for each of them again and again.
  const known = new Map<CardId, Standing | null>();
  return (card) => {
    const standing = known.get(card);
    if (standing !== undefined) return standing;
    const found = read(card);
    known.set(card, found);
    return found;
  };
}
