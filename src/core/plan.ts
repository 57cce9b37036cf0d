import { addDays, daysBetween, type Millis, type StudyDay } from './day.ts';
import type { CardId } from './deck.ts';
import type { CardOutline, DeckOutline } from './deckOutline.ts';
import type { Diary } from './diary.ts';
import type { Graded } from './event.ts';
import { NEW_MEMORY, type Memory } from './memory.ts';
import { wasMissed } from './missed.ts';
import { planSteps, type PlanStep } from './planSteps.ts';
import type { Selector } from './planText.ts';
import { createRandom, seedOf } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export type PlanOptions = {
  /** Who is drawn where the plan says "random": the same few on every device, or those most in need. */
  readonly sample: 'random' | 'weakest';
  /** Leave out cards whose recall on the day is at least this, 0 to 1; `null` to leave out none. */
  readonly skipAbove: number | null;
};

export const DEFAULT_PLAN_OPTIONS: PlanOptions = { sample: 'random', skipAbove: null };

/** A step of the plan with its date. */
export type PlanSession = {
  readonly step: PlanStep;
  /** Day 1 plus the step's distance from it, whatever was missed before. */
  readonly plannedDay: StudyDay;
  /** Every card of the session, in the deck's order; of a session to come, as things stand today. */
  readonly cards: readonly CardId[];
  readonly state:
    | { readonly kind: 'done'; readonly on: StudyDay }
    /** To be studied today; `open` are the cards not answered since the planned day. */
    | { readonly kind: 'due'; readonly open: readonly CardId[]; readonly daysLate: number }
    | { readonly kind: 'ahead'; readonly inDays: number };
};

export type Plan = {
  /** `null` until the first card is answered; then all dates are as if one started today. */
  readonly startDay: StudyDay | null;
  readonly sessions: readonly PlanSession[];
  /** Today's cards in the deck's order, each once: sessions that fall together are one. */
  readonly today: readonly CardId[];
  /** All sessions are done; the scheduler takes over. */
  readonly isFinished: boolean;
};

export type PlanRequest = {
  readonly deck: Pick<DeckOutline, 'id' | 'cards' | 'schedule'>;
  readonly diary: Pick<Diary, 'answers' | 'marks'>;
  readonly startDay: StudyDay | null;
  readonly today: StudyDay;
  readonly scheduler: Scheduler;
  readonly options: PlanOptions;
};

/** The study day on which a lesson was begun: that of the earliest answer to any of its cards. */
export function planStart(
  cards: readonly Pick<CardOutline, 'id'>[],
  diary: Pick<Diary, 'answers'>,
): StudyDay | null {
  const firsts = cards.flatMap(({ id }) => diary.answers(id)[0]?.day ?? []);
  return firsts.length > 0 ? firsts.reduce((first, day) => (day < first ? day : first)) : null;
}

/**
 * The author's plan as dated sessions, or `null` when the deck has none. A session is due from its day until each of
 * its cards has been answered on that day or later, so what was missed waits for today, together with whatever else
 * is due then, while later sessions keep their distance from Day 1. Who belongs to a session follows from the answers
 * before its day and never changes afterwards. Suspended cards take no part; buried ones wait.
 */
export function planFor(request: PlanRequest): Plan | null {
  const { deck, startDay, today } = request;
  if (deck.schedule === null) return null;
  const sessions = planSteps(deck.schedule).map((step) => sessionOf(step, startDay ?? today, request));
  const open = new Set(sessions.flatMap(({ state }) => (state.kind === 'due' ? state.open : [])));
  const isBuried = (id: CardId) => (request.diary.marks(id).buriedUntil ?? today) > today;
  return {
    startDay,
    sessions,
    today: deck.cards.map(({ id }) => id).filter((id) => open.has(id) && !isBuried(id)),
    isFinished: sessions.every(({ state }) => state.kind === 'done'),
  };
}

function sessionOf(step: PlanStep, start: StudyDay, request: PlanRequest): PlanSession {
  const { deck, diary, today } = request;
  const plannedDay = addDays(start, step.day - 1);
  const chosen = chosenCards(step, plannedDay, request);
  const cards = deck.cards.map(({ id }) => id).filter((id) => chosen.has(id));
  const inDays = daysBetween(today, plannedDay);
  if (inDays > 0) return { step, plannedDay, cards, state: { kind: 'ahead', inDays } };
  const answered = cards.map((id) => diary.answers(id).find(({ day }) => day >= plannedDay)?.day ?? null);
  const open = cards.filter((_, index) => answered[index] === null);
  if (open.length > 0) return { step, plannedDay, cards, state: { kind: 'due', open, daysLate: -inDays } };
  const on = answered.reduce<StudyDay>((last, day) => (day !== null && day > last ? day : last), plannedDay);
  return { step, plannedDay, cards, state: { kind: 'done', on } };
}

/** A card as it stood on the eve of a session. */
type Candidate = { readonly card: CardOutline; readonly before: readonly Graded[]; readonly recall: number };

function chosenCards(step: PlanStep, day: StudyDay, request: PlanRequest): ReadonlySet<CardId> {
  const { deck, diary, scheduler, options } = request;
  const candidates = deck.cards
    .filter(({ id }) => !diary.marks(id).suspended)
    .map((card) => {
      const before = diary.answers(card.id).filter((answer) => answer.day < day);
      return { card, before, recall: recallOn(day, before, scheduler) };
    });
  const named = step.selectors.flatMap((selector) => select(selector, candidates, step.day, request));
  const { skipAbove } = options;
  const wanted = skipAbove === null ? named : named.filter(({ recall }) => recall < skipAbove);
  return new Set(wanted.map(({ card }) => card.id));
}

function select(
  selector: Selector,
  candidates: readonly Candidate[],
  day: number,
  { deck, options }: PlanRequest,
): readonly Candidate[] {
  switch (selector.kind) {
    case 'all':
      return candidates;
    case 'missed':
      return candidates.filter(({ before }) => wasMissed(before));
    case 'difficulty':
      return candidates.filter(({ card }) => card.difficulty === selector.difficulty);
    case 'cards':
      return candidates.filter(({ card }) => selector.numbers.includes(card.number));
    case 'random':
    case 'weakest': {
      const isDrawn = selector.kind === 'random' && options.sample === 'random';
      // Each card draws its own lot, so that neither the order of cards nor an added one deals the rest anew.
      const rank = isDrawn
        ? ({ card }: Candidate) => lot(`${deck.id} ${day} ${card.id}`)
        : ({ recall }: Candidate) => recall;
      return candidates.toSorted((a, b) => rank(a) - rank(b)).slice(0, selector.count);
    }
  }
}

function lot(text: string): number {
  return createRandom(seedOf(text))();
}

const DAY_MS = 86_400_000;

/** The chance of recall on a study day from the answers before it; 0 for a card never answered. */
function recallOn(day: StudyDay, answers: readonly Graded[], scheduler: Scheduler): number {
  const memory = answers.reduce<Memory>((known, answer) => scheduler.after(known, answer), NEW_MEMORY);
  if (memory.kind === 'new') return 0;
  const days = Math.max(0, daysBetween(memory.lastDay, day));
  return scheduler.retrievability(memory, (memory.lastAt + days * DAY_MS) as Millis) ?? 0;
}
