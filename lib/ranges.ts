/**
 * Ranges of days, and the periods that days fall into. A day is `yyyy-mm-dd` in UTC, as the API counts days; nothing here looks at a clock or
 * a time zone, so "today" is always given.
 */

import type { GroupRange } from './endpoints/periods.ts';
import { EARLIEST } from './endpoints/time-range.ts';
import { dayOf } from './params.ts';
import { locale, t } from './words.ts';

const DAY_MS = 86_400_000;

export const groupRanges: readonly GroupRange[] = ['day', 'week', 'month', 'year'];

/** The ranges that are one press away; `custom` is any other. */
export const spans = ['30d', '12m', '3y', 'all', 'custom'] as const;
export type Span = (typeof spans)[number];

export const spanWords: Record<Span, string> = { '30d': t`30 d`, '12m': t`12 m`, '3y': t`3 y`, all: t`All`, custom: t`Custom` };

/** What a range is grouped by unless the person says otherwise. */
export const usualGroup: Record<Span, GroupRange> = { '30d': 'day', '12m': 'month', '3y': 'month', all: 'year', custom: 'month' };

/** Both days included; `from` is not after `to`. */
export type DayRange = { from: string; to: string };

/** Midnight (UTC) of a day, in milliseconds. */
export const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** True for a day that exists. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(midnightOf(text) || 0) === text;

export const addDays = (day: string, days: number): string => dayOf(midnightOf(day) + days * DAY_MS);

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** The same day in another month; the month's last day where it is shorter: a month before 31 March is 28 or 29 February. */
export function addMonths(day: string, months: number): string {
  const at = new Date(midnightOf(day));
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  return dayOf(Date.UTC(year, month, Math.min(at.getUTCDate(), daysIn(year, month))));
}

/** The first day of the period a day falls into. Weeks begin on Monday. */
export function startOf(group: GroupRange, day: string): string {
  if (group === 'day') return day;
  if (group === 'week') return addDays(day, -((new Date(midnightOf(day)).getUTCDay() + 6) % 7));
  return group === 'month' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

/** The first day of the period after the one a day falls into. */
export function nextStart(group: GroupRange, day: string): string {
  const start = startOf(group, day);
  if (group === 'day' || group === 'week') return addDays(start, group === 'day' ? 1 : 7);
  return addMonths(start, group === 'month' ? 1 : 12);
}

/** The period a day falls into is not over: what it counts will still change. */
export const isPartial = (group: GroupRange, day: string, today: string): boolean => startOf(group, day) === startOf(group, today);

/** A range within what the API knows: from 2019-01-30 to today. Days given the wrong way round are turned; no day is no bound. */
export function clamped({ from, to }: DayRange, today: string): DayRange {
  const known = (day: string, otherwise: string): string => {
    if (!isDay(day)) return otherwise;
    return day < EARLIEST ? EARLIEST : day > today ? today : day;
  };
  const [first, last] = [known(from, EARLIEST), known(to, today)];
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}

/**
 * The days of a range that ends today. It begins where a period does, because the API returns and bills whole periods: so the first is not cut,
 * and the same question asked tomorrow is still the same question and free.
 */
export function rangeOf(span: Exclude<Span, 'custom'>, group: GroupRange, today: string): DayRange {
  const begun = { '30d': addDays(today, -29), '12m': addMonths(today, -12), '3y': addMonths(today, -36), all: EARLIEST }[span];
  return clamped({ from: startOf(group, begun), to: today }, today);
}

const writer = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
const dayName = writer({ day: 'numeric', month: 'short', year: 'numeric' });
const monthName = writer({ month: 'short', year: 'numeric' });

/** The name of the period that begins at a moment: "Aug 2026", "week of 31 Aug 2026". Never in local time, which may be a day off. */
export function periodName(group: GroupRange, at: number): string {
  if (group === 'year') return dayOf(at).slice(0, 4);
  if (group === 'month') return monthName.format(at);
  return `${group === 'week' ? t`week of ` : ''}${dayName.format(at)}`;
}
