import type { Millis, StudyDay } from '../../src/core/day.ts';
import type { CardId, Deck, DeckId } from '../../src/core/deck.ts';
import { eventId, type DiaryEvent, type Grade } from '../../src/core/event.ts';
import { NEW_MEMORY, type Memory } from '../../src/core/memory.ts';
import { createRandom, type Random } from '../../src/core/random.ts';
import { createScheduler, DEFAULT_SCHEDULER_CONFIG } from '../../src/core/scheduler.ts';

/** A learner who for ten years studied whatever was due, every evening, and a few new cards with it. */
export type Years = {
  /** In the library, and how many of them, of every deck as many, have been studied. */
  readonly cards: number;
  readonly studied: number;
  readonly days: number;
  readonly now: number;
};

const DAY_MS = 86_400_000;
const EVENING_MS = 18 * 3_600_000;
const CARDS_A_DECK = 100;

/** The id of one of many cards: every hundredth is of the same deck. */
export function cardIdOf(card: number, cards: number): CardId {
  const hash = ((card * 2_654_435_761) % 2 ** 32).toString(16).padStart(16, '0');
  return `${deckIdOf(card % (cards / CARDS_A_DECK))}/${hash}` as CardId;
}

function deckIdOf(deck: number): DeckId {
  return `lesson-${deck}-of-many` as DeckId;
}

/** All answers in order, day by day. */
export function* eveningsOf({ cards, studied, days, now }: Years): Generator<DiaryEvent[]> {
  const random = createRandom(1);
  const { after } = createScheduler(DEFAULT_SCHEDULER_CONFIG);
  const memories = Array.from({ length: cards }, (): Memory => NEW_MEMORY);
  const due: number[][] = [];
  const firstDay = Math.floor(now / DAY_MS) - days;
  let introduced = 0;
  for (let offset = 0; offset < days; offset += 1) {
    const fresh = Math.floor((studied * (offset + 1)) / days) - introduced;
    const open = [...(due[offset] ?? []), ...Array.from({ length: fresh }, (_, index) => introduced + index)];
    introduced += fresh;
    const evening: DiaryEvent[] = [];
    const day = (firstDay + offset) as StudyDay;
    const session = `0b9f1c2e-7d3a-4c55-8e21-${String(offset).padStart(12, '0')}`;
    let at = day * DAY_MS + EVENING_MS;
    for (const card of open) {
      const tookMs = 2000 + Math.floor(random() * 20_000);
      at += tookMs;
      const id = cardIdOf(card, cards);
      const memory = memories[card] ?? NEW_MEMORY;
      const grade = gradeOf(memory, random);
      const next = after(memory, { card: id, at: at as Millis, day, grade });
      memories[card] = next;
      if (next.kind === 'review') (due[next.dueDay - firstDay] ??= []).push(card);
      else open.push(card);
      const hlc = at;
      evening.push({
        id: eventId(session, hlc),
        at,
        hlc,
        utcOffsetMinutes: 0,
        day,
        kind: 'graded',
        card: id,
        grade,
        tookMs,
      } as DiaryEvent);
    }
    yield evening;
  }
}

/** One in twenty is forgotten: a learner who knows the cards well, so that a million answers go a long way. */
function gradeOf(memory: Memory, random: Random): Grade {
  const draw = random();
  if (draw < (memory.kind === 'review' ? 0.07 : 0.065)) return 'again';
  return draw < 0.82 ? 'good' : 'easy';
}

/** The decks of these cards, each with its text: a question, and an answer of two paragraphs. */
export function* decksOf({ cards }: Pick<Years, 'cards'>): Generator<Deck> {
  const decks = cards / CARDS_A_DECK;
  for (let deck = 0; deck < decks; deck += 1) {
    const id = deckIdOf(deck);
    const own = Array.from({ length: CARDS_A_DECK }, (_, index) =>
      cardOf(deck + index * decks, index, cards),
    );
    yield {
      format: 'flipside.deck/1',
      id,
      title: `Lesson ${deck} of many`,
      source: null,
      conceptMap: null,
      subject: null,
      generated: null,
      declaredTotal: CARDS_A_DECK,
      declaredDistribution: null,
      keyConcepts: [1, 2, 3].map((number) => ({
        name: `Thread ${number}`,
        cards: own.filter((card) => card.number % (number + 4) === 0).map((card) => card.number),
        remark: null,
      })),
      cards: own,
      exports: {},
      sourceMapping: [],
      schedule: null,
      prerequisites: [],
      extensions: [],
      tables: [],
      footer: null,
      text: own
        .map(({ front, back, number }) => `### Card ${number}\n**Front:** ${front}\n**Back:** ${back}\n`)
        .join('\n'),
    };
  }
}

function cardOf(card: number, index: number, cards: number): Deck['cards'][number] {
  return {
    id: cardIdOf(card, cards),
    number: index + 1,
    title: null,
    difficulty: (['easy', 'medium', 'hard'] as const)[card % 3] ?? 'easy',
    levels: ['understand'],
    concept: `Concept ${card} of the lesson`,
    section: `Section ${index % 7}`,
    relatedConcepts: [],
    centrality: null,
    front: `What does the lesson say about concept ${card}, and why does it matter?`,
    back: `**In short:** concept ${card} ties ${index} to what came before. ${'It does so by a rule that can be stated in one sentence. '.repeat(3)}\n\n- ${'Each of its parts can be told apart from the others. '.repeat(2)}\n- ${'An example makes that plain. '.repeat(2)}`,
    mnemonic: null,
    misconceptions: null,
    notes: [],
    critical: { flag: card % 4 === 0, reason: null },
    lines: { first: index * 4 + 1, last: index * 4 + 4 },
  };
}
