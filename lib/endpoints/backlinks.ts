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
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const backlinks = defineEndpoint({
  id: 'backlinks',
  title: t`Backlinks`,
  explains: t`Every page that links to the target: its anchor, place, rank and spam score.`,
  group: 'Links',
  freshDays: 7,
  key: 'url_from',
  request: {
    ...target(),
    mode: {
      ...choice(
        t`Group`,
        t`Every linking page, one per linking domain, or one per anchor text.`,
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
      t`Continue after`,
      t`The cursor of the answer before, for rows past 20,000; everything else of the request must stay the same.`,
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
    target: host(t`Target`),
    mode: text(t`Group`),
    custom_mode: json(t`Up to n per group`),
    search_after_token: text(t`Continue after`, t`Cursor for the rows after these.`),
  },
  row: {
    ...backlinkFields,
    image_url: url(t`Image`, t`The linked image.`),
    ranked_keywords_info: group(t`Keywords of source page`, {
      page_from_keywords_count_top_3: count(
        t`Keywords in top 3`,
        t`Searches for which the linking page stands in Google’s first 3 results.`,
      ),
      page_from_keywords_count_top_10: count(
        t`Keywords in top 10`,
        t`Searches for which the linking page stands in Google’s first 10 results.`,
      ),
      page_from_keywords_count_top_100: count(t`Keywords in top 100`, t`Searches for which the linking page stands in Google’s first 100.`),
    }),
  },
});
