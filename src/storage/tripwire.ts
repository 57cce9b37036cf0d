/**
 * How many events the diary should hold, kept outside the database, so that a database which comes back empty is
 * noticed. It may lag behind, as localStorage loses its last seconds in a crash; it never runs ahead of what was
 * stored.
 */
export type Tripwire = {
  /** How many events the diary has ever held, in all tabs and starts; what the learner gave up included. */
  readonly ever: () => number;
  /** How many it should hold now. */
  readonly expected: () => number;
  /** Learns from another witness that there were so many ever; fewer change nothing. */
  readonly raise: (ever: number) => void;
  /** Learns that the diary holds so many now. */
  readonly found: (rows: number) => void;
  /** Learns that so many were added. */
  readonly add: (fresh: number) => void;
  /** The learner gives up whatever is more than `rows`. */
  readonly acceptLoss: (rows: number) => void;
};

/** What is needed of localStorage. */
export type TextStore = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

type Tally = { readonly ever: number; readonly lost: number };

const KEY = 'flipside.tally';

/** `openStore` may throw: a page may be forbidden to touch localStorage, and then the tally lasts as long as the page. */
export function openTripwire(openStore: () => TextStore): Tripwire {
  let own: Tally = { ever: 0, lost: 0 };
  const tally = (): Tally => {
    const stored = readTally(openStore);
    own = stored ? { ever: Math.max(own.ever, stored.ever), lost: stored.lost } : own;
    return own;
  };
  const write = (next: Tally) => {
    own = next;
    try {
      openStore().setItem(KEY, JSON.stringify(next));
    } catch {
      // The journal carries the same number.
    }
  };
  const raise = (ever: number) => {
    const before = tally();
    if (ever > before.ever) write({ ...before, ever });
  };
  return {
    raise,
    ever: () => tally().ever,
    expected: () => tally().ever - tally().lost,
    found: (rows) => raise(rows + tally().lost),
    add: (fresh) => raise(tally().ever + fresh),
    acceptLoss: (rows) => write({ ...tally(), lost: Math.max(0, tally().ever - rows) }),
  };
}

function readTally(openStore: () => TextStore): Tally | null {
  try {
    const value: unknown = JSON.parse(openStore().getItem(KEY) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    return { ever: count(Reflect.get(value, 'ever')), lost: count(Reflect.get(value, 'lost')) };
  } catch {
    return null;
  }
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
