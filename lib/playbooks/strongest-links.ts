import { target } from '../params.ts';
import { t } from '../words.ts';
import { definePlaybook, rowsOf, step } from './define.ts';
import { byLargest, byName, column, commonNumber, door, groupBy, median } from './parts.ts';

type Inputs = { target: string; n?: number };

const MOST_ANCHORS = 100;

/** The strongest of a list of links, one per website. */
function strongest(answers: Parameters<typeof rowsOf>[0], n: number) {
  const links = rowsOf(answers, 'links', 'backlinks');
  const best = [...links].sort(
    (a, b) =>
      byLargest(a.domain_from_rank, b.domain_from_rank) ||
      byLargest(a.page_from_rank, b.page_from_rank) ||
      byName(a.url_from ?? '', b.url_from ?? ''),
  );
  const met = new Set<string>();
  return best
    .filter(({ domain_from }) => {
      if (!domain_from || met.has(domain_from)) return false;
      met.add(domain_from);
      return true;
    })
    .slice(0, n);
}

const linksFrom = (inputs: Inputs, domain: unknown) =>
  door(t`Every link from this website`, 'backlinks', {
    target: inputs.target,
    mode: 'as_is',
    filters: [['domain_from', '=', String(domain)]],
  });

export const strongestLinks = definePlaybook({
  id: 'strongest-links',
  title: t`Strongest links`,
  question: t`Which are the strongest links to a site?`,
  explains: t`The links from the websites of the highest rank, one per website, with their kind, their anchor and the page they lead to.`,
  request: { ...target(), n: commonNumber(t`How many`, t`How many links to name, one per website.`, 1, 1000, 10) },
  plan: [
    step<Inputs, 'backlinks'>('backlinks', {
      id: 'links',
      title: t`The strongest link of each website`,
      requests: ({ target, n = 10 }) => [{ target, mode: 'one_per_domain', limit: Math.max(100, n) }],
    }),
    step<Inputs, 'anchors'>('anchors', {
      id: 'anchors',
      title: t`How many websites use each anchor`,
      requests: ({ target }) => [{ target, limit: MOST_ANCHORS }],
    }),
  ],
  sections: [
    {
      id: 'links',
      title: t`The strongest links`,
      explains: t`By the rank of the linking website, then of the page; of each website only its strongest link.`,
      needs: ['links'],
      derive: (inputs, answers) => {
        const rows = strongest(answers, inputs.n ?? 10);
        const followed = rows.filter(({ dofollow }) => dofollow === true).length;
        const [pages] = [...groupBy(rows, ({ url_to }) => url_to)].sort((a, b) => b[1].length - a[1].length || byName(a[0], b[0]));
        return {
          figures: [
            { id: 'links', label: t`Links shown`, value: rows.length, kind: 'count' },
            { id: 'dofollow', label: t`Of them dofollow`, value: followed, kind: 'count' },
            {
              id: 'median_rank',
              label: t`Median rank of their websites`,
              value: median(rows.map(({ domain_from_rank }) => domain_from_rank)),
              kind: 'rank',
            },
            { id: 'top_page', label: t`Most linked page among them`, value: pages?.[0] ?? null, kind: 'url' },
          ],
          table: {
            caption: t`Strongest links`,
            key: 'domain_from',
            rows,
            columns: [
              column('domain_from', t`Website`, 'host', t`The website that links.`),
              column('domain_from_rank', t`Its rank`, 'rank', t`Rank of the linking website, 0 to 1,000.`),
              column('page_from_rank', t`Page rank`, 'rank', t`Rank of the linking page, 0 to 1,000.`),
              column('anchor', t`Anchor`, 'text', t`The text of the link; empty for images and redirects.`),
              column('item_type', t`Type`, 'text', t`anchor, image, redirect, canonical …`),
              column('dofollow', t`Dofollow`, 'flag', t`Nothing tells search engines not to follow it.`),
              column('url_to', t`Links to`, 'url', t`The page that is linked.`),
              column('url_from', t`Source page`, 'url', t`The page that links.`),
              column('backlink_spam_score', t`Spam`, 'spam', t`Spam score of the linking page, 0 to 100.`),
              column('first_seen', t`First seen`, 'time', t`When the link was found.`),
            ],
            doors: ({ domain_from }) => [linksFrom(inputs, domain_from)],
          },
        };
      },
    },
    {
      id: 'anchors',
      title: t`What they say`,
      explains: t`The anchors of these links, and how many websites link to the whole target with the same words.`,
      needs: ['links', 'anchors'],
      derive: (inputs, answers) => {
        const all = new Map(rowsOf(answers, 'anchors', 'anchors').map((row) => [row.anchor ?? '', row]));
        const groups = new Map<string, number>();
        for (const { anchor } of strongest(answers, inputs.n ?? 10)) groups.set(anchor ?? '', (groups.get(anchor ?? '') ?? 0) + 1);
        const rows = [...groups].map(([anchor, links]) => ({
          anchor,
          links,
          websites: all.get(anchor)?.referring_main_domains ?? null,
          backlinks: all.get(anchor)?.backlinks ?? null,
        }));
        return {
          table: {
            caption: t`Anchors of the strongest links`,
            key: 'anchor',
            rows: rows.sort((a, b) => b.links - a.links || byLargest(a.websites, b.websites) || byName(a.anchor, b.anchor)),
            columns: [
              column('anchor', t`Anchor`, 'text', t`The text of the links; none for images and redirects.`),
              column('links', t`Among these links`, 'count', t`How many of the strongest links say it.`),
              column(
                'websites',
                t`Websites in all`,
                'count',
                t`Websites that use it; not known for anchors beyond the ${MOST_ANCHORS} most used.`,
              ),
              column('backlinks', t`Backlinks in all`, 'count', t`Links that use it.`),
            ],
            doors: ({ anchor }) => [
              door(t`Every link with this anchor`, 'backlinks', {
                target: inputs.target,
                mode: 'as_is',
                filters: [['anchor', '=', String(anchor)]],
              }),
            ],
          },
        };
      },
    },
  ],
  cautions: [t`Rank is DataForSEO’s measure from 0 to 1,000; it is not DR, DA or AS.`],
  next: ({ target }) => [
    door(t`Every backlink`, 'backlinks', { target }),
    door(t`Every referring domain`, 'referring_domains', { target }),
  ],
});
