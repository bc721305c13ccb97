import { count, list, time } from '../fields.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

const sizes = {
  total_backlinks: count('Backlinks', 'Links DataForSEO knows.'),
  total_pages: count('Pages', 'Pages DataForSEO has crawled.'),
  total_domains: count('Domains', 'Domains DataForSEO knows.'),
};

export const indexSize = defineEndpoint({
  id: 'index',
  title: 'Index',
  explains: 'How many links, pages and domains DataForSEO knows, and how that grew over the last year. Free.',
  group: 'Account',
  view: 'record',
  path: '/v3/backlinks/index',
  method: 'GET',
  free: true,
  freshDays: 1,
  request: {},
  rows: resultIsRows,
  row: { ...sizes, index_history: list('By month', { date: time('Month'), ...sizes }, 'The size of the index month by month.') },
});
