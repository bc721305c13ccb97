import { words } from '../fields.ts';
import { t } from '../words.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

const familyOf = (title: string) => words(title, t`Fields that can be filtered and sorted by, with their types.`);

export const availableFilters = defineEndpoint({
  id: 'available_filters',
  title: t`Filters reference`,
  explains: t`Which fields each report can filter and sort by, and of what type each is. Free.`,
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
    backlinks: familyOf(t`Backlinks`),
    anchors: familyOf(t`Anchors`),
    referring_domains: familyOf(t`Referring domains`),
    referring_networks: familyOf(t`Networks`),
    competitors: familyOf(t`Competitors`),
    domain_pages: familyOf(t`Pages`),
    domain_pages_summary: familyOf(t`Pages summary`),
    domain_intersection: familyOf(t`Link gap`),
    page_intersection: familyOf(t`Page intersection`),
    content_duplicates: familyOf(t`Content duplicates`),
  },
});
