import type { Millis, StudyDay } from '../../src/core/day.ts';
import type { CardId, Deck, DeckId } from '../../src/core/deck.ts';
import type { DiaryEvent, EventId } from '../../src/core/event.ts';
import type { StoredDeck } from '../../src/core/storedDeck.ts';

/** An answer for tests: number `n` of its day, on one of ten cards. */
export function answer(n: number, id = `answer-${n}`): DiaryEvent {
  return {
    kind: 'graded',
    id: id as EventId,
    at: (1_772_960_400_000 + n) as Millis,
    utcOffsetMinutes: 60,
    day: 20_520 as StudyDay,
    hlc: 1_772_960_400_000 + n,
    card: `card-${n % 10}` as CardId,
    grade: 'good',
    tookMs: 1500,
  };
}

export function answers(count: number, from = 0): DiaryEvent[] {
  return Array.from({ length: count }, (_, index) => answer(from + index));
}

/** A deck of one card for tests. */
export function storedDeck(id: string, title = `Deck ${id}`): StoredDeck {
  return { deck: deck(id, title), addedAt: 1_772_960_400_000, fileName: `${id}.md` };
}

function deck(id: string, title: string): Deck {
  return {
    format: 'flipside.deck/1',
    id: id as DeckId,
    title,
    source: null,
    conceptMap: null,
    subject: null,
    generated: null,
    declaredTotal: 1,
    declaredDistribution: null,
    keyConcepts: [],
    cards: [
      {
        id: `${id}-1` as CardId,
        number: 1,
        title: null,
        difficulty: 'easy',
        levels: ['remember'],
        concept: null,
        section: null,
        relatedConcepts: [],
        centrality: null,
        front: 'What is kept?',
        back: 'Every answer.',
        mnemonic: null,
        misconceptions: null,
        notes: [],
        critical: null,
        lines: null,
      },
    ],
    exports: {},
    sourceMapping: [],
    schedule: null,
    prerequisites: [],
    extensions: [],
    tables: [],
    footer: null,
    text: '# Deck\n',
  };
}
