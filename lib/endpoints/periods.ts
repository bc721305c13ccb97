import { dayOf } from '../params.ts';

export type GroupRange = 'day' | 'week' | 'month' | 'year';

const DAYS: Record<GroupRange, number> = { day: 1, week: 7, month: 28, year: 365 };

/** Months from one day to another (`yyyy-mm-dd`, today where missing), both included. */
export function monthsBetween(from: string, to = dayOf(Date.now())): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return Math.max(1, (toYear - fromYear) * 12 + toMonth - fromMonth + 1);
}

/** The most periods a range can fall into; the API returns whole periods, so one more than fits may come. */
export function periodsBetween(range: GroupRange, from: string, to = dayOf(Date.now())): number {
  if (range === 'month') return monthsBetween(from, to);
  const days = Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000);
  return Math.floor(days / DAYS[range]) + 2 - (range === 'day' ? 1 : 0);
}
