import { count, host, rank, referringCounts, text, time } from '../fields.ts';
import { rankScale, tag, target } from '../params.ts';
import { defineEndpoint } from './define.ts';
import { timeRange, timeRangeCheck, timeRangeRows } from './time-range.ts';

export const timeseriesSummary = defineEndpoint({
  id: 'timeseries_summary',
  title: 'Timeseries',
  explains: 'How many links and referring websites a domain had, by day, week, month or year.',
  group: 'Trends',
  view: 'series',
  freshDays: 7,
  key: 'date',
  request: { ...target('domain'), ...timeRange, ...rankScale, ...tag },
  check: timeRangeCheck,
  billedRows: timeRangeRows,
  head: { target: host('Target'), date_from: time('From'), date_to: time('To'), group_range: text('By') },
  row: {
    date: time('Date', 'Last day of the period.'),
    rank: rank('Rank', 'Rank of the domain then, 0 to 1,000.'),
    backlinks: count('Backlinks', 'Links that were live then.'),
    backlinks_nofollow: count('Nofollow backlinks', 'Of those, the nofollow ones.'),
    ...referringCounts,
    type: text('Row type', 'What the API calls this row.'),
  },
});
