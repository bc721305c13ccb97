/** The API takes 2,000 calls a minute per account. */
const MOST_A_MINUTE = 2_000;
const MINUTE_MS = 60_000;

/** Lets `most` works run at once, in the order they came, and no more of them begin in a minute than the API takes. */
export function createLane(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  // By the page's own stopwatch: a clock that is set back must not stop the queue for a day.
  let begun: number[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      begun = begun.filter((at) => performance.now() - at < MINUTE_MS);
      const first = begun.length >= MOST_A_MINUTE ? begun[0] : undefined;
      if (first !== undefined) await new Promise((go) => setTimeout(go, first + MINUTE_MS - performance.now()));
      begun.push(performance.now());
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
