/** What changed between two looks, and which of it is worth a word. Not known is not zero: where either side is not known, nothing is said. */

import { count } from '../format.ts';
import { t } from '../words.ts';
import type { Known, Thresholds, WatchRow, WatchRun, WatchRunLine } from './define.ts';

/** A change that passed a threshold. `figure` is the wire name of what changed. */
export type Alert = {
  kind: 'drop' | 'lost' | 'strong-loss' | 'spam' | 'gain';
  figure: string;
  before: number | null;
  /** What it is now; of what was lost or gained how many. */
  after: number;
};

type Found = Pick<WatchRow, 'isRival' | 'before' | 'now' | 'losses'>;

/** The figures whose fall is an alarm. */
const falling = ['referring_main_domains', 'backlinks'] as const;

/** Websites gained since the look before: counted by DataForSEO where that is watched, else what there are more. */
const gainOf = ({ before, now }: Pick<Found, 'before' | 'now'>): number | null =>
  now.new_referring_main_domains ??
  (now.referring_main_domains === undefined || before.referring_main_domains === undefined
    ? null
    : now.referring_main_domains - before.referring_main_domains);

/** Every threshold that a site passed. One that has its value passes; a rival is only asked for what it gained. */
export function alertsOf(found: Found, limits: Thresholds): Alert[] {
  const { isRival, before, now, losses } = found;
  if (isRival) {
    const gain = gainOf(found);
    if (limits.rivalGains === null || gain === null || gain < limits.rivalGains) return [];
    return [{ kind: 'gain', figure: 'new_referring_main_domains', before: before.referring_main_domains ?? null, after: gain }];
  }
  const alerts: Alert[] = [];
  for (const figure of falling) {
    const [was, is] = [before[figure], now[figure]];
    if (limits.dropPercent === null || was === undefined || is === undefined) continue;
    if (was > 0 && (was - is) * 100 >= limits.dropPercent * was) alerts.push({ kind: 'drop', figure, before: was, after: is });
  }
  const lost = now.lost_referring_main_domains;
  if (limits.lostWebsites !== null && lost !== undefined && lost >= limits.lostWebsites)
    alerts.push({ kind: 'lost', figure: 'lost_referring_main_domains', before: null, after: lost });
  if (limits.strongLossRank !== null && losses.length > 0)
    alerts.push({ kind: 'strong-loss', figure: 'lost_backlinks', before: null, after: losses.length });
  const [wasSpam, isSpam] = [before.spam_score, now.spam_score];
  if (limits.spamUp !== null && wasSpam !== undefined && isSpam !== undefined && isSpam - wasSpam >= limits.spamUp)
    alerts.push({ kind: 'spam', figure: 'spam_score', before: wasSpam, after: isSpam });
  return alerts;
}

/** Whether a site may have lost websites since its look before, so that it is worth asking which links those had. */
export function mayHaveLost({ before, now }: Pick<Found, 'before' | 'now'>): boolean {
  if (now.lost_referring_main_domains !== undefined) return now.lost_referring_main_domains > 0;
  const [was, is] = [before.referring_main_domains, now.referring_main_domains];
  // A site may lose some and gain as many: where nobody counts the lost ones, only a fall can be told, or nothing.
  return was === undefined || is === undefined || is < was;
}

/** Figures that count from a day, which are no state of a site. */
const isFlow = (figure: string): boolean => /^(?:new|lost)_/.test(figure);

/** The figures that are others than at the look before, and what was won or lost since. */
export function changedFigures({ before, now }: Pick<Found, 'before' | 'now'>): string[] {
  return Object.keys(now).filter((figure) =>
    isFlow(figure) ? (now[figure] ?? 0) > 0 : before[figure] !== undefined && before[figure] !== now[figure],
  );
}

/** Figures of before with what a look brought. What it did not bring stays as it was; what was won or lost is of that look alone. */
export const merged = (before: Known, now: Known): Known => ({
  ...before,
  ...Object.fromEntries(Object.entries(now).filter(([figure]) => !isFlow(figure))),
});

const percentOf = (before: number, after: number): string => {
  const share = ((before - after) / before) * 100;
  return share < 10 ? share.toFixed(1).replace(/\.0$/, '') : String(Math.round(share));
};

const fell = { referring_main_domains: t`Referring websites`, backlinks: t`Backlinks` } as Record<string, string>;

/** An alert in one sentence without its site. */
export function alertWords({ kind, figure, before, after }: Alert): string {
  switch (kind) {
    case 'drop':
      return t`${fell[figure] ?? figure} fell by ${percentOf(before ?? after, after)} %, from ${count(before)} to ${count(after)}`;
    case 'lost':
      return after === 1 ? t`Lost ${count(after)} referring website` : t`Lost ${count(after)} referring websites`;
    case 'strong-loss':
      return after === 1
        ? t`Lost dofollow links from ${count(after)} strong website`
        : t`Lost dofollow links from ${count(after)} strong websites`;
    case 'spam':
      return t`Spam score rose from ${count(before)} to ${count(after)}`;
    case 'gain':
      return after === 1 ? t`Rival gained ${count(after)} referring website` : t`Rival gained ${count(after)} referring websites`;
  }
}

/** What a notice says after a look: how many sites, and which only where the person wants names on the screen. Null where nothing is worth a word. */
export function digestOf(
  { rows }: Pick<WatchRun, 'rows'>,
  { nameSites }: { nameSites: boolean },
): { title: string; message: string } | null {
  const told = rows.filter(({ alerts }) => alerts.length > 0);
  if (told.length === 0) return null;
  const title = t`${count(told.length)} of your watched sites changed`;
  if (!nameSites) return { title, message: t`Open Backlens to see which, and how.` };
  const lines = told.slice(0, 3).map(({ target, alerts }) => `${target.slice(0, 60)}: ${alerts[0] ? alertWords(alerts[0]) : ''}`);
  return { title, message: [...lines, ...(told.length > 3 ? [t`and ${count(told.length - 3)} more`] : [])].join('\n') };
}

/** A look in short. */
export const lineOf = ({ id, by, startedAt, finishedAt, waiting, sites, steps, rows }: WatchRun): WatchRunLine => ({
  ...{ id, by, startedAt, finishedAt, waiting, sites: sites.length },
  changed: rows.filter((row) => changedFigures(row).length > 0).length,
  alerted: rows.filter(({ alerts }) => alerts.length > 0).length,
  failed: steps.filter(({ state }) => state === 'failed').length,
  costUsd: Math.round(steps.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0) * 1e6) / 1e6,
});
