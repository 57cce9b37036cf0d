import { openAnswers, type AnswerColumns } from './answerColumns.ts';
import { createArchive } from './archive.ts';
import { inNameOrder, toCardNames } from './cardNames.ts';
import { replayColumns } from './columnReplay.ts';
import { withAnswers } from './dayCounts.ts';
import { createDiary, type Diary } from './diary.ts';
import type { DiarySnapshot } from './diarySnapshot.ts';
import { isCardEvent, type EventId } from './event.ts';
import { pickMemories, setMemory, toRest } from './memoryColumns.ts';
import { sameData } from './sameData.ts';
import type { Scheduler } from './scheduler.ts';
import type { Segment } from './segment.ts';
import { NO_MARKS, type Marks } from './story.ts';

/**
 * Replays a whole archive. Most cards have nothing but ordinary answers, all of them standing, and are worked out in
 * columns; what the others add up to a diary says, as it says of every card that is not archived. `null` for an archive
 * that can have no snapshot, as some card's name has several lines.
 */
export function takeSnapshot(
  segments: readonly Segment[],
  of: string,
  scheduler: Scheduler,
): DiarySnapshot | null {
  const answers = openAnswers(segments);
  if (answers.cards.some((card) => card.includes('\n'))) return null;
  const names = inNameOrder(answers.cards);
  const numbers = new Map(answers.cards.map((card, number) => [card, number]));
  const order = names.map((card) => numbers.get(card) ?? 0);
  const { memories, unsettled } = replayColumns(answers, scheduler.config);
  const eventful = new Set([...eventfulCards(answers), ...unsettled]);
  const diary = diaryOf(segments, answers, eventful, scheduler);
  const marks: (readonly [card: number, marks: Marks])[] = [];
  for (const [place, name] of names.entries()) {
    const card = order[place] ?? 0;
    if (!eventful.has(card)) continue;
    const standing = diary.standing(name);
    setMemory(memories, card, standing.memory);
    if (!sameData(standing.marks, NO_MARKS)) marks.push([place, standing.marks]);
  }
  const { days, undos } = diary.tallies();
  return {
    of,
    config: scheduler.config,
    cards: toCardNames(names),
    memories: toRest(pickMemories(memories, order)),
    marks,
    days: withAnswers(days, answers, eventful),
    undos,
  };
}

/** The cards of which an event tells more than an ordinary answer, and some that are none of these. */
function eventfulCards(answers: AnswerColumns): Set<number> {
  const targets = new Set<EventId>();
  for (const event of answers.others) if (event.kind === 'undone') targets.add(event.target);
  return new Set([...answers.otherCards, ...answers.cardsOf(targets)]);
}

function diaryOf(
  segments: readonly Segment[],
  answers: AnswerColumns,
  cards: ReadonlySet<number>,
  scheduler: Scheduler,
): Diary {
  const archive = createArchive(cards.size > 0 ? segments : []);
  const names = answers.cards.filter((_, number) => cards.has(number));
  const events = names.flatMap((card) => archive.eventsOf(card));
  return createDiary(scheduler, [...answers.others.filter((event) => !isCardEvent(event)), ...events]);
}
