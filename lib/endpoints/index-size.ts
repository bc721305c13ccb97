import { count, list, time } from '../fields.ts';
import { t } from '../words.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

const sizes = {
  total_backlinks: count(t`Backlinks`, t`Links DataForSEO knows.`),
  total_pages: count(t`Pages`, t`Pages DataForSEO has crawled.`),
  total_domains: count(t`Domains`, t`Domains DataForSEO knows.`),
};

export const indexSize = defineEndpoint({
  id: 'index',
  title: t`Index`,
  explains: t`How many links, pages and domains DataForSEO knows, and how that grew over the last year. Free.`,
  group: 'Account',
  view: 'record',
  path: '/v3/backlinks/index',
  method: 'GET',
  free: true,
  freshDays: 1,
  request: {},
  rows: resultIsRows,
  row: { ...sizes, index_history: list(t`By month`, { date: time(t`Month`), ...sizes }, t`The size of the index month by month.`) },
});
