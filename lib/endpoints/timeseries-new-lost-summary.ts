import { count, host, text, time } from '../fields.ts';
import { tag, target } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';
import { timeRange, timeRangeCheck, timeRangeRows } from './time-range.ts';

export const timeseriesNewLostSummary = defineEndpoint({
  id: 'timeseries_new_lost_summary',
  title: t`New and lost`,
  explains: t`How many links and referring websites a domain won and lost, by day, week, month or year.`,
  group: 'Trends',
  view: 'series',
  freshDays: 7,
  key: 'date',
  request: { ...target('domain'), ...timeRange, ...tag },
  check: timeRangeCheck,
  billedRows: timeRangeRows,
  head: { target: host(t`Target`), date_from: time(t`From`), date_to: time(t`To`), group_range: text(t`By`) },
  row: {
    date: time(t`Date`, t`Last day of the period.`),
    new_referring_main_domains: count(t`New referring websites`, t`Websites that began to link.`),
    lost_referring_main_domains: count(t`Lost referring websites`, t`Websites that ceased to link.`),
    new_referring_domains: count(t`New referring domains`, t`Domains that began to link.`),
    lost_referring_domains: count(t`Lost referring domains`, t`Domains that ceased to link.`),
    new_backlinks: count(t`New backlinks`, t`Links that were found.`),
    lost_backlinks: count(t`Lost backlinks`, t`Links that were lost.`),
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
