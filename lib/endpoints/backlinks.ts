import { backlinkFields, count, group, host, json, text, url } from '../fields.ts';
import {
  choice,
  customMode,
  excludeInternal,
  filters,
  free,
  includeIndirectLinks,
  includeSubdomains,
  limit,
  offset,
  orderBy,
  rankScale,
  statusType,
  tag,
  target,
} from '../params.ts';
import { defineEndpoint } from './define.ts';

export const backlinks = defineEndpoint({
  id: 'backlinks',
  title: 'Backlinks',
  explains: 'Every page that links to the target: its anchor, place, rank and spam score.',
  group: 'Links',
  freshDays: 7,
  key: 'url_from',
  request: {
    ...target(),
    mode: {
      ...choice(
        'Group',
        'Every linking page, one per linking domain, or one per anchor text.',
        ['as_is', 'one_per_domain', 'one_per_anchor'],
        'as_is',
      ),
      common: true,
    },
    ...statusType,
    limit: limit(),
    filters,
    order_by: orderBy,
    custom_mode: customMode,
    offset: offset(20_000),
    search_after_token: free(
      'Continue after',
      'The cursor of the answer before, for rows past 20,000; everything else of the request must stay the same.',
      10_000,
    ),
    ...includeSubdomains,
    ...includeIndirectLinks,
    ...excludeInternal,
    ...rankScale,
    ...tag,
  },
  billedRows: ({ limit = 100 }) => limit,
  head: {
    target: host('Target'),
    mode: text('Group'),
    custom_mode: json('Up to n per group'),
    search_after_token: text('Continue after', 'Cursor for the rows after these.'),
  },
  row: {
    ...backlinkFields,
    image_url: url('Image', 'The linked image.'),
    ranked_keywords_info: group('Keywords of source page', {
      page_from_keywords_count_top_3: count('Keywords in top 3', 'Searches for which the linking page stands in Google’s first 3 results.'),
      page_from_keywords_count_top_10: count(
        'Keywords in top 10',
        'Searches for which the linking page stands in Google’s first 10 results.',
      ),
      page_from_keywords_count_top_100: count('Keywords in top 100', 'Searches for which the linking page stands in Google’s first 100.'),
    }),
  },
});
