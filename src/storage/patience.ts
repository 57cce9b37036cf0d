const TICKS = 6;

/**
 * Waits for a promise at most `patienceMs`, then rejects with what `giveUp` makes. Time is counted in ticks, so a
 * computer that slept or a tab that was frozen in between loses one tick and not the whole of its patience.
 */
export function withPatience<T>(promise: Promise<T>, patienceMs: number, giveUp: () => Error): Promise<T> {
  let ticks = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      ticks += 1;
      if (ticks >= TICKS) reject(giveUp());
    }, patienceMs / TICKS);
  });
  return Promise.race([promise, silence]).finally(() => clearInterval(timer));
}
