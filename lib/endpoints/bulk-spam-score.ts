import { host, spam, text } from '../fields.ts';
import { tag, targets } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const bulkSpamScore = defineEndpoint({
  id: 'bulk_spam_score',
  title: t`Bulk spam scores`,
  explains: t`The spam score of up to 1,000 sites or pages in one call.`,
  group: 'Bulk',
  freshDays: 30,
  key: 'target',
  figuresOf: 'target',
  request: { targets: targets(1000, t`Up to 1,000 domains, subdomains or pages, one per line.`), ...tag },
  billedRows: ({ targets }) => targets.length,
  row: {
    target: host(t`Target`, t`As it was asked for; a bare domain stands for itself and its subdomains.`),
    spam_score: spam(t`Spam`, t`Spam score of the target itself, 0 to 100. A triage signal of DataForSEO, not of Google.`),
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
