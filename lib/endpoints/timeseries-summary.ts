import { count, host, rank, referringCounts, text, time } from '../fields.ts';
import { rankScale, tag, target } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';
import { timeRange, timeRangeCheck, timeRangeRows } from './time-range.ts';

export const timeseriesSummary = defineEndpoint({
  id: 'timeseries_summary',
  title: t`Timeseries`,
  explains: t`How many links and referring websites a domain had, by day, week, month or year.`,
  group: 'Trends',
  view: 'series',
  freshDays: 7,
  key: 'date',
  request: { ...target('domain'), ...timeRange, ...rankScale, ...tag },
  check: timeRangeCheck,
  billedRows: timeRangeRows,
  head: { target: host(t`Target`), date_from: time(t`From`), date_to: time(t`To`), group_range: text(t`By`) },
  row: {
    date: time(t`Date`, t`Last day of the period.`),
    rank: rank(t`Rank`, t`Rank of the domain then, 0 to 1,000.`),
    backlinks: count(t`Backlinks`, t`Links that were live then.`),
    backlinks_nofollow: count(t`Nofollow backlinks`, t`Of those, the nofollow ones.`),
    ...referringCounts,
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
