import { choice, day, includeSubdomains, instantOf, type RequestOf } from '../params.ts';
import { t } from '../words.ts';
import type { RequestIssue } from './define.ts';
import { periodsBetween } from './periods.ts';

/** The first day both timeseries reach back to. */
export const EARLIEST = '2019-01-30';

/** The parameters both timeseries share. */
export const timeRange = {
  date_from: { ...day(t`From`, EARLIEST, EARLIEST), common: true },
  date_to: { ...day(t`To`, t`today`, EARLIEST), common: true },
  group_range: {
    ...choice(t`By`, t`The length of a period. Whole periods are returned and billed.`, ['day', 'week', 'month', 'year'], 'month'),
    common: true,
  },
  ...includeSubdomains,
};

type Range = Pick<RequestOf<typeof timeRange>, 'date_from' | 'date_to' | 'group_range'>;

export const timeRangeCheck = ({ date_from, date_to }: Range): RequestIssue | null =>
  date_from && date_to && date_from > date_to ? { param: 'date_to', message: t`The last day is before the first.` } : null;

/** The same for the account's lists, whose span is given in moments. */
export const momentsCheck = ({ datetime_from, datetime_to }: { datetime_from?: string; datetime_to?: string }): RequestIssue | null =>
  datetime_from && datetime_to && instantOf(datetime_from) > instantOf(datetime_to)
    ? { param: 'datetime_to', message: t`The end is before the beginning.` }
    : null;

export const timeRangeRows = ({ date_from = EARLIEST, date_to, group_range = 'month' }: Range): number =>
  periodsBetween(group_range, date_from, date_to);
