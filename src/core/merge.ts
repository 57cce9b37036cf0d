import type { DiaryEvent } from './event.ts';
import { sameData } from './sameData.ts';
import type { StoredDeck } from './storedDeck.ts';
import { counted } from './words.ts';

export type Holdings = { readonly events: readonly DiaryEvent[]; readonly decks: readonly StoredDeck[] };

type Conflict<T> = { readonly here: T; readonly there: T };

/** What taking a backup in would change. The diary is a set, so union is the merge and what is here always stays. */
export type MergePlan = {
  readonly newEvents: readonly DiaryEvent[];
  readonly newDecks: readonly StoredDeck[];
  /** How much of the backup is here already, word for word. */
  readonly known: { readonly events: number; readonly decks: number };
  /** Same id, other content: what is here stays unless the learner chooses otherwise. */
  readonly conflicts: {
    readonly events: readonly Conflict<DiaryEvent>[];
    readonly decks: readonly Conflict<StoredDeck>[];
  };
};

/** Compares what is here with a backup; writes nothing. */
export function planMerge(here: Holdings, there: Holdings): MergePlan {
  const events = compare(here.events, there.events, (event) => event.id, sameData);
  const decks = compare(
    here.decks,
    there.decks,
    ({ deck }) => deck.id,
    (a, b) => sameData(a.deck, b.deck),
  );
  return {
    newEvents: events.added,
    newDecks: decks.added,
    known: { events: events.known, decks: decks.known },
    conflicts: { events: events.conflicts, decks: decks.conflicts },
  };
}

/** What is here once the plan is carried out. */
export function merged(here: Holdings, plan: MergePlan): Holdings {
  return { events: [...here.events, ...plan.newEvents], decks: [...here.decks, ...plan.newDecks] };
}

/** The plan in a few sentences for the learner. */
export function describeMerge({ newEvents, newDecks, known, conflicts }: MergePlan): string {
  const adds = amount(newEvents.length, newDecks.length);
  const here = amount(known.events, known.decks);
  return [
    adds === '' ? 'Adds nothing.' : `Adds ${adds}.`,
    here === '' ? '' : `${here} ${known.events + known.decks === 1 ? 'is' : 'are'} here already.`,
    conflicts.events.length === 0
      ? ''
      : `${entries(conflicts.events.length)} ${differ(conflicts.events)} from what is here under the same name; what is here stays.`,
    conflicts.decks.length === 0
      ? ''
      : `${titles(conflicts.decks)} ${differ(conflicts.decks)} from the deck here; the deck here stays.`,
  ]
    .filter(Boolean)
    .join(' ');
}

type Comparison<T> = { readonly added: T[]; readonly known: number; readonly conflicts: Conflict<T>[] };

function compare<T>(
  here: readonly T[],
  there: readonly T[],
  idOf: (item: T) => string,
  isSame: (a: T, b: T) => boolean,
): Comparison<T> {
  const present = new Map(here.map((item) => [idOf(item), item]));
  const added: T[] = [];
  const conflicts: Conflict<T>[] = [];
  for (const item of there) {
    const twin = present.get(idOf(item));
    if (twin === undefined) {
      added.push(item);
      present.set(idOf(item), item);
    } else if (!isSame(twin, item)) {
      conflicts.push({ here: twin, there: item });
    }
  }
  return { added, known: there.length - added.length - conflicts.length, conflicts };
}

function amount(events: number, decks: number): string {
  const parts = [events > 0 ? entries(events) : '', decks > 0 ? counted(decks, 'deck') : ''];
  return parts.filter(Boolean).join(' and ');
}

function entries(count: number): string {
  return counted(count, 'diary entry', 'diary entries');
}

function differ(conflicts: readonly unknown[]): string {
  return conflicts.length === 1 ? 'differs' : 'differ';
}

function titles(decks: readonly Conflict<StoredDeck>[]): string {
  return decks.map(({ there }) => `“${there.deck.title}”`).join(', ');
}
