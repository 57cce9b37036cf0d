import { readFileSync } from 'node:fs';
import { FSRSAlgorithm, generatorParameters } from 'ts-fsrs';
import type { Millis, StudyDay } from '../../src/core/day.ts';
import type { CardId } from '../../src/core/deck.ts';
import { createDiary } from '../../src/core/diary.ts';
import { GRADES, type DiaryEvent, type EventId } from '../../src/core/event.ts';
import { createRandom } from '../../src/core/random.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';
import { parseDeck } from '../../src/formats/markdown.ts';
import { inTurn, type Row } from './measure.ts';
import { replayRows } from './replaying.ts';

const DAY = 86_400_000;
const lesson = readFileSync('decks/lesson-11-model-deployment-mlops-flashcards.md', 'utf8');

/** The floor of reading: find the lines, the fences and the card headings, and slice the cards; nothing else. */
function scan(text: string): string[] {
  const cards: string[] = [];
  let [isFenced, start] = [false, -1];
  for (let from = 0; from < text.length;) {
    const found = text.indexOf('\n', from);
    const end = found === -1 ? text.length : found;
    if (text.startsWith('```', from)) isFenced = !isFenced;
    if (!isFenced && text.startsWith('### Card ', from)) {
      if (start !== -1) cards.push(text.slice(start, from));
      start = from;
    }
    from = end + 1;
  }
  cards.push(text.slice(start));
  return cards;
}

/** 2,000 files of five cards, each another text so that nothing is remembered between them. */
function parsing(): Row {
  const texts = Array.from({ length: 2000 }, (_, index) => lesson.replace('Lesson 11', `Lesson ${index}`));
  const read = (reader: (text: string) => unknown) => () => texts.forEach((text) => reader(text));
  return {
    what: 'read 10,000 cards in 2,000 decks',
    unit: 'ms',
    goal: null,
    ...inTurn(5, read(parseDeck), read(scan)),
  };
}

function answers(cards: number, each: number): DiaryEvent[] {
  const random = createRandom(1);
  return Array.from({ length: cards * each }, (_, index): DiaryEvent => {
    const day = Math.floor(index / cards) * 7;
    const at = (day * DAY + index) as Millis;
    return {
      kind: 'graded',
      id: `e${index}` as EventId,
      card: `c${index % cards}` as CardId,
      at,
      utcOffsetMinutes: 0,
      day: day as StudyDay,
      hlc: at,
      grade: random() < 0.1 ? 'again' : 'good',
      tookMs: 5000,
    };
  });
}

/** From answers to memory, against the library's kernel called in a bare loop with nothing around it. */
function replaying(): Row {
  const events = answers(10_000, 10);
  const scheduler = createScheduler(DEFAULT_SCHEDULER_CONFIG);
  const kernel = new FSRSAlgorithm(generatorParameters({ w: scheduler.config.weights }));
  const ours = () => {
    const diary = createDiary(scheduler, events);
    for (const card of diary.cards()) diary.memory(card);
  };
  const floor = () => {
    const states = new Map<string, { stability: number; difficulty: number; day: number }>();
    for (const event of events) {
      if (event.kind !== 'graded') continue;
      const before = states.get(event.card) ?? null;
      const next = kernel.next_state(
        before,
        before ? event.day - before.day : 0,
        GRADES.indexOf(event.grade) + 1,
      );
      states.set(event.card, { ...next, day: event.day });
    }
  };
  return { what: 'replay 100,000 answers', unit: 'ms', goal: null, ...inTurn(5, ours, floor) };
}

export const coreRows = (): Row[] => [parsing(), replaying(), ...replayRows()];
