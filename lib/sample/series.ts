import type { GroupRange } from '../endpoints/periods.ts';
import { stamp } from './links.ts';
import { resized } from './metrics.ts';
import { shareOf } from './random.ts';
import { countsOf, DAY_MS, type Sky, type World } from './world.ts';

/** A stretch of time: what it is dated, its last moment that is not in the future, and its length in days. */
type Period = { date: string; end: number; days: number };

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The first day of the period after the one that holds `at`. */
function nextStart(range: GroupRange, at: number): number {
  const day = new Date(at);
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  if (range === 'year') return Date.UTC(year + 1, 0);
  if (range === 'month') return Date.UTC(year, month + 1);
  // Weeks end on Sunday.
  return Date.UTC(year, month, date + (range === 'week' ? 8 - (day.getUTCDay() || 7) : 1));
}

/** Whole periods from one day to another; each is dated by its last day, as the timeseries of the API are. */
export function periodsOf(sky: Sky, range: GroupRange, from: string, to: string): Period[] {
  const periods: Period[] = [];
  const last = Math.min(midnight(to), sky.today);
  let start = midnight(from);
  while (start <= last) {
    const next = nextStart(range, start);
    const end = Math.min(next - DAY_MS, sky.today);
    const days = { day: 1, week: 7, month: 30, year: 365 }[range] * (end === sky.today ? 0.6 : 1);
    periods.push({ date: stamp(next - DAY_MS), end, days });
    start = next;
  }
  return periods;
}

/** The first days of the months a span touches: `history` tells how things stood then. */
export function monthsOf(sky: Sky, from: string, to: string): Period[] {
  const months = [];
  const last = Math.min(midnight(to), sky.today);
  for (let at = midnight(`${from.slice(0, 7)}-01`); at <= last; at = nextStart('month', at))
    months.push({ date: stamp(at), end: at, days: 30 });
  return months;
}

/**
 * How much of today's figures a target had at a moment: nothing before its first link, then growth with seasons and chance. The crawler
 * missed some two months two to three years ago, and counts nothing there, as the API does for periods without data.
 */
function growthOf({ today }: Sky, { main, bornAt }: World, at: number): number {
  const age = (at - bornAt) / (today - bornAt);
  const missed = today - (750 + Math.floor(shareOf(`${main} missed`) * 300)) * DAY_MS;
  if (age < 0 || (at > missed && at < missed + 60 * DAY_MS)) return 0;
  const calm = (1 - age) ** 0.4;
  const season = 0.06 * Math.sin((at / DAY_MS / 365.25) * 2 * Math.PI + shareOf(main) * 6);
  const chance = 0.05 * (shareOf(`${main} ${Math.floor(at / DAY_MS / 9)}`) - 0.5);
  return Math.max(0.02, 0.1 + 0.9 * age ** 1.5 + (season + chance) * calm);
}

/** Figures as they stood at a moment; a rank moves slower than counts do. */
export function stoodAt<T extends Record<string, unknown>>(sky: Sky, world: World, figures: T, at: number): T & { rank: number } {
  const growth = growthOf(sky, world, at);
  return { ...resized(figures, growth), rank: growth ? Math.round(world.rank * (0.8 + 0.2 * Math.min(1, growth))) : 0 };
}

/** What was won and lost in some days up to a moment. Counted apart from the standing figures, so it does not add up to their change. */
export function changesOf(sky: Sky, world: World, { end, days }: Omit<Period, 'date'>): Record<string, number> {
  const growth = growthOf(sky, world, end);
  const changed = (counted: number, rate: number, salt: string) => {
    const luck = 0.4 + 1.2 * shareOf(`${world.target} ${salt} ${end}`);
    return Math.min(Math.round(counted * growth * rate * days * luck), counted);
  };
  const { backlinks, referring_domains: domains, referring_main_domains: mains } = countsOf(world);
  return {
    new_backlinks: changed(backlinks, 0.0015, 'new links'),
    lost_backlinks: changed(backlinks, 0.001, 'lost links'),
    // One chance for both, as every new website is a new domain too.
    new_referring_domains: changed(domains, 0.0014, 'new sites'),
    lost_referring_domains: changed(domains, 0.0009, 'lost sites'),
    new_referring_main_domains: changed(mains, 0.0014, 'new sites'),
    lost_referring_main_domains: changed(mains, 0.0009, 'lost sites'),
  };
}
