const TICKS = 6;

/**
 * Waits for a promise at most `patienceMs`, then rejects with what `giveUp` makes. Time is counted in ticks, so a
 * computer that slept or a tab that was frozen in between loses one tick and not the whole of its patience.
 */
export function withPatience<T>(promise: Promise<T>, patienceMs: number, giveUp: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks < TICKS) return;
      clearInterval(timer);
      reject(giveUp());
    }, patienceMs / TICKS);
    promise.then(resolve, reject).finally(() => clearInterval(timer));
  });
}

/** After so many ticks without anybody waiting the clock stops. */
const IDLE_TICKS = 60;

/**
 * Waits as `withPatience` does, for what is waited for every few seconds: one clock ticks for all of it and goes on for
 * a while, as starting one and stopping it takes a good part of the time that an answer does.
 */
export function patienceFor(patienceMs: number, giveUp: () => Error): <T>(promise: Promise<T>) => Promise<T> {
  const waiting = new Set<{ ticks: number; readonly reject: (error: Error) => void }>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let idleTicks = 0;
  const tick = () => {
    idleTicks = waiting.size > 0 ? 0 : idleTicks + 1;
    for (const one of waiting) {
      one.ticks += 1;
      if (one.ticks < TICKS) continue;
      waiting.delete(one);
      one.reject(giveUp());
    }
    if (idleTicks < IDLE_TICKS) return;
    clearInterval(timer);
    [timer, idleTicks] = [undefined, 0];
  };
  return (promise) =>
    new Promise((resolve, reject) => {
      const one = { ticks: 0, reject };
      waiting.add(one);
      timer ??= setInterval(tick, patienceMs / TICKS);
      promise.then(resolve, reject).finally(() => waiting.delete(one));
    });
}
