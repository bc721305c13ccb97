import { listed } from '../../lib/format.ts';
/** What the charts of trends have in common: their periods, their names, and where they are from. */

import type { GroupRange } from '../../lib/endpoints/periods.ts';
import type { Stored } from '../../lib/messages.ts';
import { dayOf } from '../../lib/params.ts';
import { isPartial, periodName } from '../../lib/ranges.ts';
import { t } from '../../lib/words.ts';
import type { ChartAbout } from '../charts/Chart.tsx';
import type { ChartData } from '../charts/data.ts';

/** An answer with the domain it is of, and that domain's place among those drawn together, which keeps its hue. */
export type Answered = { target: string; place: number; stored: Stored };

const words: Record<GroupRange, string> = { day: t`by day`, week: t`by week`, month: t`by month`, year: t`by year` };
export const byPeriod = (group: GroupRange): string => words[group];

/** The periods of a chart, with the one that is not over. */
export function frameOf(at: readonly number[], group: GroupRange): Omit<ChartData, 'series'> {
  const today = dayOf(Date.now());
  const partial = at.findLast((moment) => isPartial(group, dayOf(moment), today)) ?? null;
  return { at, nameOf: (moment) => periodName(group, moment), partial };
}

/** Where a chart of several answers is from: it is as old as its oldest. */
export function aboutOf(answers: readonly Answered[]): ChartAbout {
  const stored = answers.map((each) => each.stored);
  return {
    targets: answers.map(({ target }) => target),
    endpoint: stored[0]?.endpoint ?? '',
    request: stored[0]?.request ?? {},
    environment: stored[0]?.environment ?? '',
    fetchedAt: Math.min(...stored.map(({ fetchedAt }) => fetchedAt)),
    costUsd: stored.reduce((sum, { costUsd }) => sum + costUsd, 0),
  };
}

/** "Referring websites, backlinks and rank". */
export function headline(labels: readonly string[]): string {
  // Abbreviations stay as they are: "referring IPs".
  return listed(labels.map((label, at) => (at === 0 ? label : label.charAt(0).toLowerCase() + label.slice(1))));
}
