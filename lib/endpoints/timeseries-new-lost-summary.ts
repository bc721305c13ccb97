import { count, host, text, time } from '../fields.ts';
import { tag, target } from '../params.ts';
import { defineEndpoint } from './define.ts';
import { timeRange, timeRangeCheck, timeRangeRows } from './time-range.ts';

export const timeseriesNewLostSummary = defineEndpoint({
  id: 'timeseries_new_lost_summary',
  title: 'New and lost',
  explains: 'How many links and referring websites a domain won and lost, by day, week, month or year.',
  group: 'Trends',
  view: 'series',
  freshDays: 7,
  key: 'date',
  request: { ...target('domain'), ...timeRange, ...tag },
  check: timeRangeCheck,
  billedRows: timeRangeRows,
  head: { target: host('Target'), date_from: time('From'), date_to: time('To'), group_range: text('By') },
  row: {
    date: time('Date', 'Last day of the period.'),
    new_referring_main_domains: count('New referring websites', 'Websites that began to link.'),
    lost_referring_main_domains: count('Lost referring websites', 'Websites that ceased to link.'),
    new_referring_domains: count('New referring domains', 'Domains that began to link.'),
    lost_referring_domains: count('Lost referring domains', 'Domains that ceased to link.'),
    new_backlinks: count('New backlinks', 'Links that were found.'),
    lost_backlinks: count('Lost backlinks', 'Links that were lost.'),
    type: text('Row type', 'What the API calls this row.'),
  },
});
