/** How many events the diary has ever held, and how many of those the learner has given up as lost. */
export type Tally = { readonly ever: number; readonly lost: number };

/**
 * The tally, kept outside the database, so that a database which comes back empty is noticed. It may lag behind, as
 * localStorage loses its last seconds in a crash; it never runs ahead of what was stored.
 */
export type Tripwire = {
  readonly read: () => Tally;
  /** Raises `ever`; a smaller number changes nothing. */
  readonly raise: (ever: number) => void;
  readonly setLost: (lost: number) => void;
};

/** What is needed of localStorage. */
export type TextStore = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

const KEY = 'flipside.tally';
const NOTHING: Tally = { ever: 0, lost: 0 };

/** `openStore` may throw: a page may be forbidden to touch localStorage, and then there is no such tripwire. */
export function openTripwire(openStore: () => TextStore): Tripwire {
  const read = (): Tally => {
    try {
      return readTally(openStore().getItem(KEY));
    } catch {
      return NOTHING;
    }
  };
  const write = (tally: Tally) => {
    try {
      openStore().setItem(KEY, JSON.stringify(tally));
    } catch {
      // The journal carries the same number.
    }
  };
  return {
    read,
    raise(ever) {
      const tally = read();
      if (ever > tally.ever) write({ ...tally, ever });
    },
    setLost: (lost) => write({ ...read(), lost }),
  };
}

function readTally(text: string | null): Tally {
  const value: unknown = text === null ? null : JSON.parse(text);
  if (typeof value !== 'object' || value === null) return NOTHING;
  return { ever: count(Reflect.get(value, 'ever')), lost: count(Reflect.get(value, 'lost')) };
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
