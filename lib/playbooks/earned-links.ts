import { percents } from '../format.ts';
import { free, target } from '../params.ts';
import { t } from '../words.ts';
import { type Answers, after, definePlaybook, rowsOf, step, storedOf } from './define.ts';
import { byLargest, byName, column, commonNumber, door, number, shareOf, sumOf } from './parts.ts';

type Inputs = { target: string; path?: string; n?: number; anchor_pages?: number };

const MOST_PAGES = 100;
const MOST_ANCHORS = 100;
/** Anchors of a page that are named in its row. */
const NAMED = 3;

const pagesRequest = ({ target, path, n = 10 }: Inputs) => ({
  target,
  limit: Math.max(MOST_PAGES, n),
  ...(path ? { filters: [['page', 'like', `%${path}%`] as ['page', 'like', string]] } : {}),
});

/** The pages with the most referring websites, most first. */
function pagesOf(answers: Answers, { n = 10 }: Inputs) {
  return rowsOf(answers, 'pages', 'domain_pages')
    .filter(({ page }) => page)
    .sort(
      (a, b) =>
        byLargest(a.page_summary?.referring_main_domains, b.page_summary?.referring_main_domains) ||
        byLargest(a.page_summary?.backlinks, b.page_summary?.backlinks) ||
        byName(a.page ?? '', b.page ?? ''),
    )
    .slice(0, n);
}

/** The anchors of a page, most websites first; null where they were not asked for or did not come. */
function anchorsOf(answers: Answers, page: string) {
  const stored = storedOf(answers, 'anchors').find(({ request }) => request.target === page);
  if (!stored) return null;
  return rowsOf({ anchors: [{ request: stored.request, stored, failure: null }] }, 'anchors', 'anchors')
    .map(({ anchor, referring_main_domains, backlinks }) => ({ anchor: anchor ?? '', websites: referring_main_domains, backlinks }))
    .sort((a, b) => byLargest(a.websites, b.websites) || byName(a.anchor, b.anchor));
}

const named = (anchor: string): string => (anchor.trim() === '' ? t`(no text)` : anchor);

export const earnedLinks = definePlaybook({
  id: 'earned-links',
  title: t`What earns links`,
  question: t`Which pages or posts get the most links, and with which words?`,
  explains: t`The pages with the most referring websites, all of them or those under a path, and the anchors of the first few.`,
  request: {
    ...target('site'),
    path: {
      ...free(t`Path holds`, t`Only pages whose address has this in it, such as /blog/; all pages where it is empty.`, 200),
      common: true,
    },
    n: commonNumber(t`How many pages`, t`How many pages to name.`, 1, 1000, 10),
    anchor_pages: number(t`Pages with anchors`, t`Of how many of the first pages the anchors are asked for; one call each.`, 0, 20, 3),
  },
  check: ({ path = '' }) => (/[%_\\]/.test(path) ? { param: 'path', message: t`A part of an address, without %, _ or \\.` } : null),
  plan: [
    step<Inputs, 'domain_pages'>('domain_pages', {
      id: 'pages',
      title: t`The most linked pages`,
      requests: (inputs) => [pagesRequest(inputs)],
    }),
    step<Inputs, 'anchors'>('anchors', {
      id: 'anchors',
      title: t`The anchors of a page`,
      requests: (inputs, answers) =>
        after(answers, 'pages', () =>
          pagesOf(answers, inputs)
            .slice(0, inputs.anchor_pages ?? 3)
            .map(({ page }) => ({ target: page ?? '', limit: MOST_ANCHORS })),
        ),
      atMost: ({ target, n = 10, anchor_pages = 3 }) =>
        Array.from({ length: Math.min(n, anchor_pages) }, () => ({ target, limit: MOST_ANCHORS })),
    }),
  ],
  sections: [
    {
      id: 'pages',
      title: t`Pages by referring websites`,
      explains: t`A website counts once per page, however many links it has. Anchors are those most websites use.`,
      needs: ['pages'],
      uses: ['anchors'],
      derive: (inputs, answers) => {
        const pages = pagesOf(answers, inputs);
        const all = rowsOf(answers, 'pages', 'domain_pages');
        const rows = pages.map(({ page, status_code, meta, page_summary }) => {
          const anchors = anchorsOf(answers, page ?? '');
          const websites = sumOf(anchors?.map((each) => each.websites) ?? []);
          return {
            ...{ page, status_code, title: meta?.title ?? null, words: meta?.words_count ?? null },
            ...{ websites: page_summary?.referring_main_domains ?? null, backlinks: page_summary?.backlinks ?? null },
            rank: page_summary?.rank ?? null,
            anchors:
              anchors?.slice(0, NAMED).map(({ anchor, websites: by }) => {
                const share = shareOf(by, websites);
                return share === null ? named(anchor) : `${named(anchor)} ${percents(Math.round(share))}`;
              }) ?? null,
          };
        });
        const first = rows[0]?.websites ?? null;
        return {
          figures: [
            { id: 'pages', label: t`Pages found`, value: storedOf(answers, 'pages')[0]?.totalCount ?? all.length, kind: 'count' },
            { id: 'websites_of_first', label: t`Websites to the first`, value: first, kind: 'count' },
            {
              id: 'broken_among',
              label: t`Of them not answering 200`,
              value: rows.filter((row) => (row.status_code ?? 200) !== 200).length,
              kind: 'count',
            },
          ],
          table: {
            caption: t`Pages that earn links`,
            key: 'page',
            rows,
            columns: [
              column('page', t`Page`, 'url', t`The page that is linked.`),
              column('title', t`Title`, 'text', t`Title of the page; not known for pages that redirect or fail.`),
              column('websites', t`Referring websites`, 'count', t`Websites that link to it.`),
              column('backlinks', t`Backlinks`, 'count', t`Links to it, one per linking page.`),
              column('anchors', t`Anchors`, 'tags', t`The anchors most websites use, with their share of the websites counted per anchor.`),
              column('rank', t`Rank`, 'rank', t`Rank of the page, 0 to 1,000.`),
              column('status_code', t`Status`, 'httpStatus', t`What the page answered when it was crawled.`),
              column('words', t`Words`, 'count', t`Words on the page.`),
            ],
            doors: ({ page }) => [
              door(t`Backlinks to this page`, 'backlinks', { target: String(page) }),
              door(t`Its anchors`, 'anchors', { target: String(page), limit: MOST_ANCHORS }),
            ],
          },
        };
      },
    },
    {
      id: 'anchors',
      title: t`Their anchors`,
      explains: t`What others call these pages. Shares are of the websites counted once per anchor, among the anchors loaded.`,
      needs: ['pages', 'anchors'],
      derive: (inputs, answers) => {
        const rows = pagesOf(answers, inputs).flatMap(({ page }) => {
          const anchors = anchorsOf(answers, page ?? '') ?? [];
          const websites = sumOf(anchors.map((each) => each.websites));
          return anchors.map(({ anchor, websites: by, backlinks }) => ({
            ...{ id: `${page} ${anchor}`, page, anchor, backlinks, websites: by, share: shareOf(by, websites) },
          }));
        });
        return {
          table: {
            caption: t`Anchors of the pages`,
            key: 'id',
            rows,
            columns: [
              column('page', t`Page`, 'url'),
              column('anchor', t`Anchor`, 'text', t`The text of the links; none for images and redirects.`),
              column('websites', t`Referring websites`, 'count', t`Websites that link with it.`),
              column('share', t`Share, %`, 'count', t`Of the websites of the page, counted once per anchor.`),
              column('backlinks', t`Backlinks`, 'count', t`Links with it.`),
            ],
            doors: ({ page, anchor }) => [
              door(t`These links`, 'backlinks', { target: String(page), mode: 'as_is', filters: [['anchor', '=', String(anchor)]] }),
            ],
          },
        };
      },
    },
  ],
  cautions: [t`Title, words and status are from the day a page was last crawled.`],
  next: ({ target }) => [
    door(t`Every page of the site`, 'domain_pages', { target }),
    door(t`Pages that waste links`, 'domain_pages', {
      target,
      filters: [['status_code', '>=', 400], 'and', ['page_summary.backlinks', '>', 0]],
    }),
  ],
});
