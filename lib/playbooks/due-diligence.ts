import { percents } from '../format.ts';
import { dayOf, target } from '../params.ts';
import { t } from '../words.ts';
import { classifier, classWords } from './anchor-classes.ts';
import { definePlaybook, rowsOf, step } from './define.ts';
import { byLargest, byName, column, door, phrases, phrasesIn, shareOf } from './parts.ts';
import { fallOf, flowOf, monthsOf, redFlags, spamBands, topSubnetShare, topTenShare } from './red-flags.ts';

type Inputs = { target: string; brand?: string };

const MONTHS = 12;
const SOME = 100;
const DOMAINS = 1000;

/** The first day of the month a year ago, so that the same question is asked all month. */
function aYearAgo(): string {
  const today = new Date();
  return dayOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - MONTHS, 1));
}

const requests = {
  summary: ({ target }: Inputs) => ({ target }),
  months: ({ target }: Inputs) => ({ target, date_from: aYearAgo(), group_range: 'month' as const }),
  anchors: ({ target }: Inputs) => ({ target, limit: SOME }),
  domains: ({ target }: Inputs) => ({ target, limit: DOMAINS }),
  networks: ({ target }: Inputs) => ({ target, network_address_type: 'subnet' as const, limit: SOME }),
  lost: ({ target }: Inputs) => ({ target, mode: 'one_per_domain' as const, backlinks_status_type: 'lost' as const, limit: SOME }),
};

const sourcesOf = (inputs: Inputs) => ({
  summary: door(t`See the overview`, 'summary', requests.summary(inputs)),
  trend: door(t`See the timeseries`, 'timeseries_summary', requests.months(inputs)),
  flow: door(t`See new and lost`, 'timeseries_new_lost_summary', requests.months(inputs)),
  anchors: door(t`See the anchors`, 'anchors', requests.anchors(inputs)),
  domains: door(t`See the referring domains`, 'referring_domains', requests.domains(inputs)),
  networks: door(t`See the networks`, 'referring_networks', requests.networks(inputs)),
});

/** The largest part of a distribution and its share in percent. */
function largestPart(tally: Record<string, number | null> | null | undefined): string | null {
  const parts = Object.entries(tally ?? {}).filter(([key, value]) => key !== '' && value);
  const total = Object.values(tally ?? {}).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const [first] = parts.sort((a, b) => byLargest(a[1], b[1]) || byName(a[0], b[0]));
  return first ? `${first[0]} ${percents(Math.round(shareOf(first[1], total) ?? 0))}` : null;
}

export const dueDiligence = definePlaybook({
  id: 'due-diligence',
  title: t`Due diligence`,
  question: t`I may buy this domain: what should I know of its links?`,
  explains: t`Profile, trend, gains and losses, anchors, networks, lost links, spam and concentration of a domain, with red flags and where they were seen.`,
  request: {
    ...target('domain'),
    brand: phrases(t`Brand names`, t`With commas between them; the site’s own name is one of them anyway.`),
  },
  remembers: ['brand'],
  plan: [
    step<Inputs, 'summary'>('summary', { id: 'summary', title: t`The profile`, requests: (inputs) => [requests.summary(inputs)] }),
    step<Inputs, 'timeseries_summary'>('timeseries_summary', {
      id: 'trend',
      title: t`The last year`,
      requests: (inputs) => [requests.months(inputs)],
    }),
    step<Inputs, 'timeseries_new_lost_summary'>('timeseries_new_lost_summary', {
      id: 'flow',
      title: t`Gains and losses`,
      requests: (inputs) => [requests.months(inputs)],
    }),
    step<Inputs, 'anchors'>('anchors', { id: 'anchors', title: t`The anchors`, requests: (inputs) => [requests.anchors(inputs)] }),
    step<Inputs, 'referring_domains'>('referring_domains', {
      id: 'domains',
      title: t`The websites`,
      requests: (inputs) => [requests.domains(inputs)],
    }),
    step<Inputs, 'referring_networks'>('referring_networks', {
      id: 'networks',
      title: t`The networks`,
      requests: (inputs) => [requests.networks(inputs)],
    }),
    step<Inputs, 'backlinks'>('backlinks', { id: 'lost', title: t`Lost links`, requests: (inputs) => [requests.lost(inputs)] }),
  ],
  sections: [
    {
      id: 'flags',
      title: t`Red flags`,
      explains: t`Eleven tests by rules of thumb. A flag is a reason to look at the rows, and no flag is no promise.`,
      needs: ['summary'],
      uses: ['trend', 'flow', 'anchors', 'domains', 'networks'],
      derive: (inputs, answers) => ({ notes: redFlags(inputs, answers, sourcesOf(inputs)) }),
    },
    {
      id: 'profile',
      title: t`Profile`,
      explains: t`Where the domain stands today.`,
      needs: ['summary'],
      derive: (_, answers) => {
        const [row] = rowsOf(answers, 'summary', 'summary');
        return {
          figures: [
            { id: 'rank', label: t`Rank`, value: row?.rank ?? null, kind: 'rank' },
            { id: 'websites', label: t`Referring websites`, value: row?.referring_main_domains ?? null, kind: 'count' },
            { id: 'backlinks', label: t`Backlinks`, value: row?.backlinks ?? null, kind: 'count' },
            { id: 'spam_site', label: t`Spam of this site`, value: row?.info?.target_spam_score ?? null, kind: 'spam' },
            { id: 'spam_links', label: t`Spam of its links`, value: row?.backlinks_spam_score ?? null, kind: 'spam' },
            { id: 'broken', label: t`Broken backlinks`, value: row?.broken_backlinks ?? null, kind: 'count' },
            { id: 'country', label: t`Largest country`, value: largestPart(row?.referring_links_countries), kind: 'text' },
            { id: 'tld', label: t`Largest TLD`, value: largestPart(row?.referring_links_tld), kind: 'text' },
            { id: 'first_seen', label: t`First link seen`, value: row?.first_seen ?? null, kind: 'time' },
            { id: 'lost_date', label: t`Lost`, value: row?.lost_date ?? null, kind: 'time' },
          ],
        };
      },
    },
    {
      id: 'trend',
      title: t`Trend`,
      explains: t`Month by month. Gains and losses are counted otherwise than the stock, so they do not add up to its changes.`,
      needs: ['trend'],
      uses: ['flow'],
      derive: (inputs, answers) => {
        const flow = new Map(flowOf(answers).map((row) => [row.date?.slice(0, 7), row]));
        const months = monthsOf(answers);
        const [first, last] = [months[0], months.at(-1)];
        return {
          figures: [
            { id: 'websites_then', label: t`Websites at first`, value: first?.referring_main_domains ?? null, kind: 'count' },
            { id: 'websites_now', label: t`Websites at last`, value: last?.referring_main_domains ?? null, kind: 'count' },
            { id: 'fall', label: t`Below the best month`, value: fallOf(answers), kind: 'percent' },
          ],
          table: {
            caption: t`Month by month`,
            key: 'date',
            rows: months.map(({ date, referring_main_domains, backlinks, rank }) => {
              const month = flow.get(date?.slice(0, 7));
              return {
                ...{ date, referring_main_domains, backlinks, rank },
                ...{ won: month?.new_referring_main_domains ?? null, lost: month?.lost_referring_main_domains ?? null },
              };
            }),
            columns: [
              column('date', t`Month`, 'time', t`The last day of the month, or the last day known.`),
              column('referring_main_domains', t`Referring websites`, 'count', t`Websites that linked then.`),
              column('backlinks', t`Backlinks`, 'count', t`Links that were live then.`),
              column('rank', t`Rank`, 'rank', t`Rank of the domain then.`),
              column('won', t`New websites`, 'count', t`Websites that began to link.`),
              column('lost', t`Lost websites`, 'count', t`Websites that ceased to link.`),
            ],
            doors: () => [sourcesOf(inputs).trend, sourcesOf(inputs).flow],
          },
        };
      },
    },
    {
      id: 'spread',
      title: t`Spam and concentration`,
      explains: t`Bands are of the websites loaded, those that pass most; the shares of links and subnets are of the whole profile.`,
      needs: ['domains'],
      uses: ['summary', 'networks'],
      derive: (inputs, answers) => ({
        figures: [
          { id: 'top_ten', label: t`Links of ten websites`, value: topTenShare(answers), kind: 'percent' },
          {
            id: 'top_subnet',
            label: t`Websites in one subnet`,
            value: topSubnetShare(answers),
            kind: 'percent',
            door: sourcesOf(inputs).networks,
          },
        ],
        table: {
          caption: t`Websites by spam score`,
          key: 'band',
          rows: spamBands(answers),
          columns: [
            column('band', t`Spam score`, 'text'),
            column('websites', t`Websites`, 'count', t`Of those loaded.`),
            column('share', t`Share, %`, 'count', t`Of those loaded.`),
          ],
          doors: () => [sourcesOf(inputs).domains],
        },
      }),
    },
    {
      id: 'anchors',
      title: t`Anchors`,
      explains: t`The words most websites link with. Anchors in other languages or about other trades are the most telling sign of another past.`,
      needs: ['anchors'],
      derive: (inputs, answers) => {
        const classOf = classifier(inputs.target, phrasesIn(inputs.brand), []);
        return {
          table: {
            caption: t`Most used anchors`,
            key: 'anchor',
            rows: rowsOf(answers, 'anchors', 'anchors')
              .map((row) => ({ ...row, anchor: row.anchor ?? '', class: classWords[classOf(row.anchor)].label }))
              .sort((a, b) => byLargest(a.referring_main_domains, b.referring_main_domains) || byName(a.anchor, b.anchor)),
            columns: [
              column('anchor', t`Anchor`, 'text', t`The text of the links.`),
              column('class', t`Class`, 'text', t`Brand, URL, empty, or anything else.`),
              column('referring_main_domains', t`Referring websites`, 'count', t`Websites that use it.`),
              column('backlinks', t`Backlinks`, 'count', t`Links with it.`),
              column('backlinks_spam_score', t`Spam of links`, 'spam', t`Average spam score of these links.`),
              column('first_seen', t`First seen`, 'time', t`When the first of these links was found.`),
            ],
            doors: ({ anchor }) => [
              door(t`Every link with this anchor`, 'backlinks', {
                ...{ target: inputs.target, mode: 'as_is' as const },
                filters: [['anchor', '=', String(anchor)]],
              }),
            ],
          },
        };
      },
    },
    {
      id: 'networks',
      title: t`Networks`,
      explains: t`The subnets most websites are in.`,
      needs: ['networks'],
      uses: ['summary'],
      derive: (inputs, answers) => {
        const websites = rowsOf(answers, 'summary', 'summary')[0]?.referring_main_domains;
        return {
          table: {
            caption: t`Subnets`,
            key: 'network_address',
            rows: rowsOf(answers, 'networks', 'referring_networks')
              .map(({ network_address, referring_main_domains, backlinks, referring_ips }) => ({
                ...{ network_address, referring_main_domains, backlinks, referring_ips },
                share: shareOf(referring_main_domains, websites),
              }))
              .sort((a, b) => byLargest(a.referring_main_domains, b.referring_main_domains)),
            columns: [
              column('network_address', t`Subnet`, 'text'),
              column('referring_main_domains', t`Referring websites`, 'count', t`Websites in it that link.`),
              column('share', t`Share, %`, 'count', t`Of all referring websites.`),
              column('backlinks', t`Backlinks`, 'count', t`Links from it.`),
              column('referring_ips', t`IPs`, 'count', t`Different addresses in it.`),
            ],
            doors: () => [sourcesOf(inputs).networks],
          },
        };
      },
    },
    {
      id: 'lost',
      title: t`Lost links`,
      explains: t`Of each website the strongest link that is gone.`,
      needs: ['lost'],
      derive: (inputs, answers) => ({
        table: {
          caption: t`Strongest lost links`,
          key: 'url_from',
          rows: [...rowsOf(answers, 'lost', 'backlinks')].sort(
            (a, b) => byLargest(a.domain_from_rank, b.domain_from_rank) || byName(a.url_from ?? '', b.url_from ?? ''),
          ),
          columns: [
            column('domain_from', t`Website`, 'host', t`The website that linked.`),
            column('domain_from_rank', t`Its rank`, 'rank', t`Rank of the website, 0 to 1,000.`),
            column('anchor', t`Anchor`, 'text'),
            column('url_to', t`Linked to`, 'url', t`The page that was linked.`),
            column('last_seen', t`Last seen`, 'time', t`When the link was last in place.`),
            column('page_from_status_code', t`Source status`, 'httpStatus', t`What the linking page answers.`),
            column('url_from', t`Source page`, 'url', t`The page that linked.`),
          ],
          doors: ({ domain_from }) => [
            door(t`Every lost link from this website`, 'backlinks', {
              ...{ target: inputs.target, mode: 'as_is' as const, backlinks_status_type: 'lost' as const },
              filters: [['domain_from', '=', String(domain_from)]],
            }),
          ],
        },
      }),
    },
  ],
  cautions: [
    t`Spam is DataForSEO’s score and a reason to look; it is not a verdict of Google.`,
    t`Links say nothing of trade marks, penalties or content: look at the archive and at Search Console too.`,
  ],
  next: (inputs) => [
    door(t`The whole history of the domain`, 'history', { target: inputs.target }),
    door(t`Every backlink`, 'backlinks', { target: inputs.target }),
  ],
});
