/** How near spending is to its caps, in words. */

import { clockTime, day, money, percents } from './format.ts';
import type { Ask, CapState, Status } from './messages.ts';
import type { Settings } from './settings.ts';
import { t } from './words.ts';

/** A person is told of a cap once this much of it is used; from 80 % on it is a warning. */
export type CapAlert = { of: 'day' | 'month'; percent: 50 | 80 | 100; text: string; tone: '' | 'warn' | 'bad' };

const words = { 50: t`half used`, 80: t`${percents(80)} used`, 100: t`cap reached` } as const;
const tones = { 50: '', 80: 'warn', 100: 'bad' } as const;

/** What is said of one cap; null below a half. */
export function alertOf(of: CapAlert['of'], { reached }: CapState): CapAlert | null {
  return reached === 0 ? null : { of, percent: reached, text: words[reached], tone: tones[reached] };
}

/** Of both caps the one that is nearer to its end, which is the day's where they are alike. */
export function nearestCap({ caps }: Pick<Status, 'caps'>): { of: CapAlert['of']; cap: CapState; alert: CapAlert | null } {
  const of = caps.month.reached > caps.day.reached ? 'month' : 'day';
  return { of, cap: caps[of], alert: alertOf(of, caps[of]) };
}

/** What a call says of the plan it is a part of and of what the person allowed. */
export type Terms = Pick<Ask, 'allow' | 'planUsd'>;

/** The terms of a plan whose whole price the person has seen: where it is above the limit on one action, they pressed twice. */
export const agreedTo = (totalUsd: number, { confirmAboveUsd }: Pick<Settings, 'confirmAboveUsd'>): Terms => ({
  planUsd: totalUsd,
  ...(totalUsd > confirmAboveUsd ? { allow: { past: 'action', upToUsd: totalUsd } } : {}),
});

/** What is left of a cap, and since when there is more. */
export const leftWords = (of: CapAlert['of'], { leftUsd, resetsAt }: CapState): string =>
  of === 'month'
    ? t`${money(leftUsd)} left until ${day(resetsAt)}, ${clockTime(resetsAt)}`
    : t`${money(leftUsd)} left until ${clockTime(resetsAt)}`;
