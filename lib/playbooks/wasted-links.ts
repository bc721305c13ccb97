import { target } from '../params.ts';
import { t } from '../words.ts';
import { type Answers, definePlaybook, rowsOf, step } from './define.ts';
import { byLargest, byName, column, commonNumber, door, groupBy, sumOf } from './parts.ts';

type Inputs = { target: string; n?: number; limit?: number };

const PAGES = 1000;
const LINKS = 1000;
/** Websites that are named in a page's row. */
const NAMED = 5;

type Link = ReturnType<typeof linksOf>[number];

const linksOf = (answers: Answers) => rowsOf(answers, 'links', 'backlinks');

/** The websites of some links, the strongest first, each once. */
function websitesOf(links: readonly Link[]): { domain: string; rank: number | null }[] {
  return [...groupBy(links, ({ domain_from }) => domain_from)]
    .map(([domain, of]) => ({ domain, rank: of.map(({ domain_from_rank }) => domain_from_rank).sort(byLargest)[0] ?? null }))
    .sort((a, b) => byLargest(a.rank, b.rank) || byName(a.domain, b.domain));
}

const isWasted = (status: number | null): boolean => status !== null && status >= 300;

/** Pages with more links than the limit that answer with an error or lead elsewhere. */
function pagesOf(answers: Answers, { n = 30 }: Inputs) {
  return rowsOf(answers, 'pages', 'domain_pages')
    .filter(({ page, status_code, page_summary }) => page && isWasted(status_code) && (page_summary?.backlinks ?? 0) > n)
    .sort((a, b) => byLargest(a.page_summary?.backlinks, b.page_summary?.backlinks) || byName(a.page ?? '', b.page ?? ''));
}

/** Broken links by the dead page they lead to, most websites first. */
export function deadTargets(answers: Answers): { url: string; links: Link[]; websites: { domain: string; rank: number | null }[] }[] {
  const broken = linksOf(answers).filter(({ is_broken, url_to_status_code }) => is_broken === true || (url_to_status_code ?? 0) >= 400);
  return [...groupBy(broken, ({ url_to }) => url_to)]
    .map(([url, links]) => ({ url, links, websites: websitesOf(links) }))
    .sort((a, b) => b.websites.length - a.websites.length || byLargest(a.websites[0]?.rank, b.websites[0]?.rank) || byName(a.url, b.url));
}

export const wastedLinks = definePlaybook({
  id: 'wasted-links',
  title: t`Wasted links`,
  question: t`Which of my pages have links but are dead or redirected, and where should they lead?`,
  explains: t`Linked pages that answer with an error or redirect, who links to them, and a redirect map to bring the links back.`,
  request: {
    ...target('site'),
    n: commonNumber(t`More backlinks than`, t`Pages with so many backlinks or fewer are left out.`, 0, 1_000_000, 30),
  },
  plan: [
    step<Inputs, 'domain_pages'>('domain_pages', {
      id: 'pages',
      title: t`Pages that redirect or fail`,
      requests: ({ target, n = 30 }) => [
        {
          target,
          filters: [['status_code', '>=', 300], 'and', ['page_summary.backlinks', '>', n]],
          order_by: ['page_summary.backlinks,desc'],
          limit: PAGES,
        },
      ],
    }),
    step<Inputs, 'backlinks'>('backlinks', {
      id: 'links',
      title: t`Links to such pages`,
      requests: ({ target }) => [
        { target, mode: 'as_is', filters: [['is_broken', '=', true], 'or', ['url_to_status_code', '>=', 300]], limit: LINKS },
      ],
    }),
  ],
  sections: [
    {
      id: 'pages',
      title: t`Pages that waste links`,
      explains: t`Errors lose what the links pass on; redirects lose some of it and break with the next change.`,
      needs: ['pages'],
      uses: ['links'],
      derive: (inputs, answers) => {
        const links = groupBy(linksOf(answers), ({ url_to }) => url_to);
        const rows = pagesOf(answers, inputs).map(({ page, status_code, location, page_summary }) => {
          const websites = websitesOf(links.get(page ?? '') ?? []);
          return {
            ...{ page, status_code, location },
            ...{ backlinks: page_summary?.backlinks ?? null, websites: page_summary?.referring_main_domains ?? null },
            top: websites.length > 0 ? websites.slice(0, NAMED).map(({ domain }) => domain) : null,
          };
        });
        const dead = rows.filter(({ status_code }) => (status_code ?? 0) >= 400);
        return {
          figures: [
            { id: 'dead', label: t`Pages with an error`, value: dead.length, kind: 'count' },
            { id: 'dead_links', label: t`Links to them`, value: sumOf(dead.map(({ backlinks }) => backlinks)) ?? 0, kind: 'count' },
            { id: 'redirected', label: t`Pages that redirect`, value: rows.length - dead.length, kind: 'count' },
            {
              id: 'redirected_links',
              label: t`Links to them`,
              value: sumOf(rows.filter((row) => !dead.includes(row)).map(({ backlinks }) => backlinks)) ?? 0,
              kind: 'count',
            },
          ],
          table: {
            caption: t`Pages that waste links`,
            key: 'page',
            rows,
            columns: [
              column('page', t`Page`, 'url', t`The page that is linked.`),
              column('status_code', t`Status`, 'httpStatus', t`What it answered when it was crawled.`),
              column('backlinks', t`Backlinks`, 'count', t`Links to it.`),
              column('websites', t`Referring websites`, 'count', t`Websites that link to it.`),
              column('top', t`Strongest websites`, 'tags', t`Of the loaded links, the websites of the highest rank.`),
              column('location', t`Redirects to`, 'url', t`Where it leads, if it redirects.`),
            ],
            doors: ({ page }) => [door(t`Backlinks to this page`, 'backlinks', { target: String(page) })],
          },
        };
      },
    },
    {
      id: 'reclaim',
      title: t`Bring them back`,
      explains: t`Broken links by the dead page they lead to. Type where each should lead now, then save the redirects for your server.`,
      needs: ['links'],
      derive: (_, answers) => {
        const groups = deadTargets(answers);
        return {
          figures: [
            { id: 'targets', label: t`Dead pages with links`, value: groups.length, kind: 'count' },
            { id: 'broken', label: t`Broken links loaded`, value: sumOf(groups.map(({ links }) => links.length)) ?? 0, kind: 'count' },
          ],
          table: {
            caption: t`Dead pages to redirect`,
            key: 'url',
            tool: 'redirects',
            rows: groups.map(({ url, links, websites }) => ({
              url,
              status_code: links.find(({ url_to_status_code }) => url_to_status_code !== null)?.url_to_status_code ?? null,
              links: links.length,
              websites: websites.length,
              top: websites.slice(0, NAMED).map(({ domain }) => domain),
            })),
            columns: [
              column('url', t`Dead page`, 'url', t`The page the links lead to.`),
              column('status_code', t`Status`, 'httpStatus', t`What it answered when it was crawled.`),
              column('links', t`Links`, 'count', t`Broken links among those loaded.`),
              column('websites', t`Websites`, 'count', t`Websites among those loaded.`),
              column('top', t`Strongest websites`, 'tags', t`The websites of the highest rank.`),
            ],
            doors: ({ url }) => [door(t`Backlinks to this page`, 'backlinks', { target: String(url) })],
          },
        };
      },
    },
  ],
  cautions: [
    t`Statuses are from the day a page was last crawled; look at a page before you redirect it.`,
    t`Of long lists the 1,000 links from the websites of the highest rank are loaded.`,
  ],
  next: ({ target }) => [
    door(t`Every broken link`, 'backlinks', { target, mode: 'as_is', filters: [['is_broken', '=', true]] }),
    door(t`Every page with its status`, 'domain_pages', { target }),
  ],
});
