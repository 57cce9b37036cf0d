import type { Session } from '../core/session.ts';

/** A session as it came back from storage, or `null` when what was stored is none (an older build, a damaged value). */
export function resumable(value: unknown): Session | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, query, order, past, future } = value as Partial<Record<keyof Session, unknown>>;
  const isSession =
    typeof id === 'string' &&
    typeof query === 'string' &&
    [order, past, future].every((list) => Array.isArray(list));
  return isSession ? (value as Session) : null;
}
