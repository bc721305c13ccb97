import { words } from '../fields.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

const familyOf = (title: string) => words(title, 'Fields that can be filtered and sorted by, with their types.');

export const availableFilters = defineEndpoint({
  id: 'available_filters',
  title: 'Filters reference',
  explains: 'Which fields each report can filter and sort by, and of what type each is. Free.',
  group: 'Account',
  view: 'record',
  path: '/v3/backlinks/available_filters',
  method: 'GET',
  free: true,
  ai: true,
  freshDays: 30,
  request: {},
  rows: resultIsRows,
  row: {
    backlinks: familyOf('Backlinks'),
    anchors: familyOf('Anchors'),
    referring_domains: familyOf('Referring domains'),
    referring_networks: familyOf('Networks'),
    competitors: familyOf('Competitors'),
    domain_pages: familyOf('Pages'),
    domain_pages_summary: familyOf('Pages summary'),
    domain_intersection: familyOf('Link gap'),
    page_intersection: familyOf('Page intersection'),
    content_duplicates: familyOf('Content duplicates'),
  },
});
