import {
  COGNITIVE_LEVELS,
  DIFFICULTIES,
  type CardId,
  type CognitiveLevel,
  type DeckId,
  type Difficulty,
} from './deck.ts';
import type { CardOutline, DeckOutline } from './deckOutline.ts';
import { FLAGS, type Flag } from './event.ts';
import { isLeech } from './leech.ts';
import { hasWords, queryWords } from './search.ts';
import { CARD_STATES, cardState, type Now, type Standing } from './standing.ts';

/** A card together with what its deck says about it. */
export type StudyCard = {
  readonly id: CardId;
  readonly card: CardOutline;
  readonly deck: DeckId;
  readonly deckTitle: string;
  /** Names of the critical knowledge summary's concepts that list this card's number. */
  readonly keyConcepts: readonly string[];
  /** What the cards of one concept share within their deck; `null` for a card without one. */
  readonly siblings: string | null;
  /** Critical weight: how many concepts of the summary the card touches. */
  readonly weight: number;
};

/** What a learner may ask for by state; a starred card and a leech are in one of the other states as well. */
export const STATE_CHOICES = [...CARD_STATES, 'starred', 'leech'] as const;
export type StateChoice = (typeof STATE_CHOICES)[number];

/** Which cards: every facet must agree, any value within a facet will do, an empty facet asks for nothing. */
export type Filter = {
  readonly cards: readonly CardId[];
  readonly decks: readonly DeckId[];
  readonly difficulties: readonly Difficulty[];
  readonly levels: readonly CognitiveLevel[];
  /** Names as the card or its deck's critical knowledge summary writes them. */
  readonly concepts: readonly string[];
  readonly sections: readonly string[];
  readonly states: readonly StateChoice[];
  readonly flags: readonly Flag[];
  /** Only cards whose critical knowledge flag is set. */
  readonly critical: boolean;
  readonly minimumWeight: number;
  readonly text: string;
};

export type FacetName = keyof Filter;

export const NO_FILTER: Filter = {
  cards: [],
  decks: [],
  difficulties: [],
  levels: [],
  concepts: [],
  sections: [],
  states: [],
  flags: [],
  critical: false,
  minimumWeight: 0,
  text: '',
};

export function studyCards(deck: DeckOutline): StudyCard[] {
  const concepts = new Map<number, string[]>();
  for (const { name, cards } of deck.keyConcepts) {
    for (const number of new Set(cards)) listed(concepts, number).push(name);
  }
  return deck.cards.map((card) => {
    const keyConcepts = concepts.get(card.number) ?? [];
    return {
      id: card.id,
      card,
      deck: deck.id,
      deckTitle: deck.title,
      keyConcepts,
      siblings: card.concept,
      weight: keyConcepts.length,
    };
  });
}

/** The concepts a card can be found under: its own and those of the summary, each once. */
export function conceptsOf({ card, keyConcepts }: StudyCard): string[] {
  return [...new Set(card.concept === null ? keyConcepts : [card.concept, ...keyConcepts])];
}

/** The states a card can be found under. */
export function statesOf(standing: Standing, now: Now, leechThreshold: number): StateChoice[] {
  const states: StateChoice[] = [cardState(standing, now)];
  if (standing.marks.starred) states.push('starred');
  if (isLeech(standing.memory, leechThreshold)) states.push('leech');
  return states;
}

type Test = (studyCard: StudyCard, standing: Standing, now: Now) => boolean;

/**
 * The facets that restrict anything, each as the test a card must pass; prepared once per filter. `leechThreshold` is
 * the learner's own: it says which cards are leeches.
 */
export function testsOf(filter: Filter, leechThreshold: number): ReadonlyMap<FacetName, Test> {
  const tests = new Map<FacetName, Test>();
  const anyOf = <T>(
    facet: FacetName,
    wanted: readonly T[],
    values: (...args: Parameters<Test>) => readonly T[],
  ) => {
    const set = new Set(wanted);
    if (set.size > 0) tests.set(facet, (...args) => values(...args).some((value) => set.has(value)));
  };
  anyOf('cards', filter.cards, ({ id }) => [id]);
  anyOf('decks', filter.decks, ({ deck }) => [deck]);
  anyOf('difficulties', filter.difficulties, ({ card }) => given(card.difficulty));
  anyOf('levels', filter.levels, ({ card }) => card.levels);
  anyOf('concepts', filter.concepts, conceptsOf);
  anyOf('sections', filter.sections, ({ card }) => given(card.section));
  anyOf('states', filter.states, (_card, standing, now) => statesOf(standing, now, leechThreshold));
  anyOf('flags', filter.flags, (_card, { marks }) => given(marks.flag));
  if (filter.critical) tests.set('critical', ({ card }) => card.critical?.flag === true);
  if (filter.minimumWeight > 0) tests.set('minimumWeight', ({ weight }) => weight >= filter.minimumWeight);
  const words = queryWords(filter.text);
  if (words.length > 0) tests.set('text', ({ card }) => hasWords(card, words));
  return tests;
}

/** `matches` with the filter prepared once, for going through many cards. */
export function matcher(filter: Filter, leechThreshold: number): Test {
  const tests = [...testsOf(filter, leechThreshold).values()];
  return (...args) => tests.every((test) => test(...args));
}

export function matches(
  studyCard: StudyCard,
  standing: Standing,
  filter: Filter,
  now: Now,
  leechThreshold: number,
): boolean {
  return matcher(filter, leechThreshold)(studyCard, standing, now);
}

/** `critical=yes&deck=lesson-11&difficulty=hard`: one parameter per choice, in a fixed order; empty for no filter. */
export function filterToQuery(filter: Filter): string {
  const pairs: [string, string | number][] = [];
  const each = (name: string, values: readonly string[]) => {
    for (const value of new Set(values)) pairs.push([name, value]);
  };
  each('card', filter.cards);
  each('deck', filter.decks);
  each('difficulty', filter.difficulties);
  if (filter.critical) pairs.push(['critical', 'yes']);
  if (filter.minimumWeight > 0) pairs.push(['weight', filter.minimumWeight]);
  each('concept', filter.concepts);
  each('level', filter.levels);
  each('section', filter.sections);
  each('state', filter.states);
  each('flag', filter.flags);
  if (filter.text !== '') pairs.push(['q', filter.text]);
  return pairs.map(([name, value]) => `${name}=${encoded(String(value))}`).join('&');
}

/** The filter that a URL's query asks for; what is unknown or malformed asks for nothing. Never throws. */
export function filterFromQuery(query: string): Filter {
  const values = parameters(query);
  const all = (name: string) => [...new Set(values.get(name))];
  const known = <T extends string>(name: string, choices: readonly T[]) =>
    all(name).flatMap((value) => choices.filter((choice) => choice === value));
  const weight = Number(all('weight')[0]);
  return {
    cards: all('card').filter((id): id is CardId => id !== ''),
    decks: all('deck').filter((id): id is DeckId => id !== ''),
    difficulties: known('difficulty', DIFFICULTIES),
    levels: known('level', COGNITIVE_LEVELS),
    concepts: all('concept'),
    sections: all('section'),
    states: known('state', STATE_CHOICES),
    flags: known('flag', FLAGS),
    critical: all('critical')[0] === 'yes',
    minimumWeight: Number.isSafeInteger(weight) && weight > 0 ? weight : 0,
    text: all('q')[0] ?? '',
  };
}

function parameters(query: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const part of query.replace(/^\?/u, '').split('&')) {
    const [name = '', ...rest] = part.split('=');
    const value = decoded(rest.join('='));
    if (value !== '') listed(found, name).push(value);
  }
  return found;
}

/** Spaces become `+` as in any form's query; a lone surrogate, which no URL can carry, becomes U+FFFD. */
function encoded(value: string): string {
  return encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('%20', '+');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return '';
  }
}

/** The list under a key, begun when there is none. */
function listed<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function given<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}
