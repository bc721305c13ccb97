import type { Endpoint } from './endpoints/define.ts';
import type { Settings } from './settings.ts';

const DAY_MS = 86_400_000;
/** That nothing is known of a target changes sooner than what is known. */
const MOST_DAYS_EMPTY = 7;

/** How long an endpoint's answers count as fresh, in days: the person's own figure, else the endpoint's. */
export const lifetimeOf = ({ id, freshDays }: Pick<Endpoint, 'id' | 'freshDays'>, { lifetimes }: Pick<Settings, 'lifetimes'>): number =>
  lifetimes[id] ?? freshDays;

/** Whether an answer is still fresh. */
export const isFresh = ({ fetchedAt, rows }: { fetchedAt: number; rows: number }, days: number, now: number): boolean =>
  now - fetchedAt < (rows > 0 ? days : Math.min(days, MOST_DAYS_EMPTY)) * DAY_MS;
