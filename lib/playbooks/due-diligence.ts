import { dayOf, target } from '../params.ts';
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
  summary: door('See the overview', 'summary', requests.summary(inputs)),
  trend: door('See the timeseries', 'timeseries_summary', requests.months(inputs)),
  flow: door('See new and lost', 'timeseries_new_lost_summary', requests.months(inputs)),
  anchors: door('See the anchors', 'anchors', requests.anchors(inputs)),
  domains: door('See the referring domains', 'referring_domains', requests.domains(inputs)),
  networks: door('See the networks', 'referring_networks', requests.networks(inputs)),
});

/** The largest part of a distribution and its share in percent. */
function largestPart(tally: Record<string, number | null> | null | undefined): string | null {
  const parts = Object.entries(tally ?? {}).filter(([key, value]) => key !== '' && value);
  const total = Object.values(tally ?? {}).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const [first] = parts.sort((a, b) => byLargest(a[1], b[1]) || byName(a[0], b[0]));
  return first ? `${first[0]} ${Math.round(shareOf(first[1], total) ?? 0)} %` : null;
}

export const dueDiligence = definePlaybook({
  id: 'due-diligence',
  title: 'Due diligence',
  question: 'I may buy this domain: what should I know of its links?',
  explains:
    'Profile, trend, gains and losses, anchors, networks, lost links, spam and concentration of a domain, with red flags and where they were seen.',
  request: {
    ...target('domain'),
    brand: phrases('Brand names', 'With commas between them; the site’s own name is one of them anyway.'),
  },
  remembers: ['brand'],
  plan: [
    step<Inputs, 'summary'>('summary', { id: 'summary', title: 'The profile', requests: (inputs) => [requests.summary(inputs)] }),
    step<Inputs, 'timeseries_summary'>('timeseries_summary', {
      id: 'trend',
      title: 'The last year',
      requests: (inputs) => [requests.months(inputs)],
    }),
    step<Inputs, 'timeseries_new_lost_summary'>('timeseries_new_lost_summary', {
      id: 'flow',
      title: 'Gains and losses',
      requests: (inputs) => [requests.months(inputs)],
    }),
    step<Inputs, 'anchors'>('anchors', { id: 'anchors', title: 'The anchors', requests: (inputs) => [requests.anchors(inputs)] }),
    step<Inputs, 'referring_domains'>('referring_domains', {
      id: 'domains',
      title: 'The websites',
      requests: (inputs) => [requests.domains(inputs)],
    }),
    step<Inputs, 'referring_networks'>('referring_networks', {
      id: 'networks',
      title: 'The networks',
      requests: (inputs) => [requests.networks(inputs)],
    }),
    step<Inputs, 'backlinks'>('backlinks', { id: 'lost', title: 'Lost links', requests: (inputs) => [requests.lost(inputs)] }),
  ],
  sections: [
    {
      id: 'flags',
      title: 'Red flags',
      explains: 'Eleven tests by rules of thumb. A flag is a reason to look at the rows, and no flag is no promise.',
      needs: ['summary'],
      uses: ['trend', 'flow', 'anchors', 'domains', 'networks'],
      derive: (inputs, answers) => ({ notes: redFlags(inputs, answers, sourcesOf(inputs)) }),
    },
    {
      id: 'profile',
      title: 'Profile',
      explains: 'Where the domain stands today.',
      needs: ['summary'],
      derive: (_, answers) => {
        const [row] = rowsOf(answers, 'summary', 'summary');
        return {
          figures: [
            { id: 'rank', label: 'Rank', value: row?.rank ?? null, kind: 'rank' },
            { id: 'websites', label: 'Referring websites', value: row?.referring_main_domains ?? null, kind: 'count' },
            { id: 'backlinks', label: 'Backlinks', value: row?.backlinks ?? null, kind: 'count' },
            { id: 'spam_site', label: 'Spam of this site', value: row?.info?.target_spam_score ?? null, kind: 'spam' },
            { id: 'spam_links', label: 'Spam of its links', value: row?.backlinks_spam_score ?? null, kind: 'spam' },
            { id: 'broken', label: 'Broken backlinks', value: row?.broken_backlinks ?? null, kind: 'count' },
            { id: 'country', label: 'Largest country', value: largestPart(row?.referring_links_countries), kind: 'text' },
            { id: 'tld', label: 'Largest TLD', value: largestPart(row?.referring_links_tld), kind: 'text' },
            { id: 'first_seen', label: 'First link seen', value: row?.first_seen ?? null, kind: 'time' },
            { id: 'lost_date', label: 'Lost', value: row?.lost_date ?? null, kind: 'time' },
          ],
        };
      },
    },
    {
      id: 'trend',
      title: 'Trend',
      explains: 'Month by month. Gains and losses are counted otherwise than the stock, so they do not add up to its changes.',
      needs: ['trend'],
      uses: ['flow'],
      derive: (inputs, answers) => {
        const flow = new Map(flowOf(answers).map((row) => [row.date?.slice(0, 7), row]));
        const months = monthsOf(answers);
        const [first, last] = [months[0], months.at(-1)];
        return {
          figures: [
            { id: 'websites_then', label: 'Websites at first', value: first?.referring_main_domains ?? null, kind: 'count' },
            { id: 'websites_now', label: 'Websites at last', value: last?.referring_main_domains ?? null, kind: 'count' },
            { id: 'fall', label: 'Below the best month', value: fallOf(answers), kind: 'percent' },
          ],
          table: {
            caption: 'Month by month',
            key: 'date',
            rows: months.map(({ date, referring_main_domains, backlinks, rank }) => {
              const month = flow.get(date?.slice(0, 7));
              return {
                ...{ date, referring_main_domains, backlinks, rank },
                ...{ won: month?.new_referring_main_domains ?? null, lost: month?.lost_referring_main_domains ?? null },
              };
            }),
            columns: [
              column('date', 'Month', 'time', 'The last day of the month, or the last day known.'),
              column('referring_main_domains', 'Referring websites', 'count', 'Websites that linked then.'),
              column('backlinks', 'Backlinks', 'count', 'Links that were live then.'),
              column('rank', 'Rank', 'rank', 'Rank of the domain then.'),
              column('won', 'New websites', 'count', 'Websites that began to link.'),
              column('lost', 'Lost websites', 'count', 'Websites that ceased to link.'),
            ],
            doors: () => [sourcesOf(inputs).trend, sourcesOf(inputs).flow],
          },
        };
      },
    },
    {
      id: 'spread',
      title: 'Spam and concentration',
      explains: 'Bands are of the websites loaded, those that pass most; the shares of links and subnets are of the whole profile.',
      needs: ['domains'],
      uses: ['summary', 'networks'],
      derive: (inputs, answers) => ({
        figures: [
          { id: 'top_ten', label: 'Links of ten websites', value: topTenShare(answers), kind: 'percent' },
          {
            id: 'top_subnet',
            label: 'Websites in one subnet',
            value: topSubnetShare(answers),
            kind: 'percent',
            door: sourcesOf(inputs).networks,
          },
        ],
        table: {
          caption: 'Websites by spam score',
          key: 'band',
          rows: spamBands(answers),
          columns: [
            column('band', 'Spam score', 'text'),
            column('websites', 'Websites', 'count', 'Of those loaded.'),
            column('share', 'Share, %', 'count', 'Of those loaded.'),
          ],
          doors: () => [sourcesOf(inputs).domains],
        },
      }),
    },
    {
      id: 'anchors',
      title: 'Anchors',
      explains:
        'The words most websites link with. Anchors in other languages or about other trades are the most telling sign of another past.',
      needs: ['anchors'],
      derive: (inputs, answers) => {
        const classOf = classifier(inputs.target, phrasesIn(inputs.brand), []);
        return {
          table: {
            caption: 'Most used anchors',
            key: 'anchor',
            rows: rowsOf(answers, 'anchors', 'anchors')
              .map((row) => ({ ...row, anchor: row.anchor ?? '', class: classWords[classOf(row.anchor)].label }))
              .sort((a, b) => byLargest(a.referring_main_domains, b.referring_main_domains) || byName(a.anchor, b.anchor)),
            columns: [
              column('anchor', 'Anchor', 'text', 'The text of the links.'),
              column('class', 'Class', 'text', 'Brand, URL, empty, or anything else.'),
              column('referring_main_domains', 'Referring websites', 'count', 'Websites that use it.'),
              column('backlinks', 'Backlinks', 'count', 'Links with it.'),
              column('backlinks_spam_score', 'Spam of links', 'spam', 'Average spam score of these links.'),
              column('first_seen', 'First seen', 'time', 'When the first of these links was found.'),
            ],
            doors: ({ anchor }) => [
              door('Every link with this anchor', 'backlinks', {
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
      title: 'Networks',
      explains: 'The subnets most websites are in.',
      needs: ['networks'],
      uses: ['summary'],
      derive: (inputs, answers) => {
        const websites = rowsOf(answers, 'summary', 'summary')[0]?.referring_main_domains;
        return {
          table: {
            caption: 'Subnets',
            key: 'network_address',
            rows: rowsOf(answers, 'networks', 'referring_networks')
              .map(({ network_address, referring_main_domains, backlinks, referring_ips }) => ({
                ...{ network_address, referring_main_domains, backlinks, referring_ips },
                share: shareOf(referring_main_domains, websites),
              }))
              .sort((a, b) => byLargest(a.referring_main_domains, b.referring_main_domains)),
            columns: [
              column('network_address', 'Subnet', 'text'),
              column('referring_main_domains', 'Referring websites', 'count', 'Websites in it that link.'),
              column('share', 'Share, %', 'count', 'Of all referring websites.'),
              column('backlinks', 'Backlinks', 'count', 'Links from it.'),
              column('referring_ips', 'IPs', 'count', 'Different addresses in it.'),
            ],
            doors: () => [sourcesOf(inputs).networks],
          },
        };
      },
    },
    {
      id: 'lost',
      title: 'Lost links',
      explains: 'Of each website the strongest link that is gone.',
      needs: ['lost'],
      derive: (inputs, answers) => ({
        table: {
          caption: 'Strongest lost links',
          key: 'url_from',
          rows: [...rowsOf(answers, 'lost', 'backlinks')].sort(
            (a, b) => byLargest(a.domain_from_rank, b.domain_from_rank) || byName(a.url_from ?? '', b.url_from ?? ''),
          ),
          columns: [
            column('domain_from', 'Website', 'host', 'The website that linked.'),
            column('domain_from_rank', 'Its rank', 'rank', 'Rank of the website, 0 to 1,000.'),
            column('anchor', 'Anchor', 'text'),
            column('url_to', 'Linked to', 'url', 'The page that was linked.'),
            column('last_seen', 'Last seen', 'time', 'When the link was last in place.'),
            column('page_from_status_code', 'Source status', 'httpStatus', 'What the linking page answers.'),
            column('url_from', 'Source page', 'url', 'The page that linked.'),
          ],
          doors: ({ domain_from }) => [
            door('Every lost link from this website', 'backlinks', {
              ...{ target: inputs.target, mode: 'as_is' as const, backlinks_status_type: 'lost' as const },
              filters: [['domain_from', '=', String(domain_from)]],
            }),
          ],
        },
      }),
    },
  ],
  cautions: [
    'Spam is DataForSEO’s score and a reason to look; it is not a verdict of Google.',
    'Links say nothing of trade marks, penalties or content: look at the archive and at Search Console too.',
  ],
  next: (inputs) => [
    door('The whole history of the domain', 'history', { target: inputs.target }),
    door('Every backlink', 'backlinks', { target: inputs.target }),
  ],
});
