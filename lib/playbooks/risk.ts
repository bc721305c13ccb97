import { count } from '../format.ts';
import { target } from '../params.ts';
import { t } from '../words.ts';
import { classifier } from './anchor-classes.ts';
import { type Answers, definePlaybook, rowsOf, step, storedOf } from './define.ts';
import { byLargest, byName, column, door, groupBy, number, phrases, phrasesIn } from './parts.ts';

type Inputs = {
  target: string;
  brand?: string;
  keywords?: string;
  subnet?: number;
  same_day?: number;
  external?: number;
  spam?: number;
};

const LINKS = 1000;
const NETWORKS = 100;
/** Links from one page that are no longer an accident. */
const SITEWIDE = 50;

type Link = ReturnType<typeof linksOf>[number];

const linksOf = (answers: Answers) => rowsOf(answers, 'links', 'backlinks').filter(({ domain_from }) => domain_from);

/** The class-C network of an address; null for what is no IPv4 address. */
export const subnetOf = (ip: string | null): string | null => /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(ip ?? '')?.[1] ?? null;

/** A subnet as the API may write it, without its last part: `203.0.113.0/24` and `203.0.113.0` are `203.0.113`. */
const networkOf = (address: string | null): string | null =>
  /^(\d{1,3}\.\d{1,3}\.\d{1,3})(\.\d{1,3})?(\/\d+)?$/.exec(address ?? '')?.[1] ?? null;

/** One thing seen of a website: in a word or two, and as a sentence. */
type Sign = { mark: string; text: string };
type Suspicion = { domain: string; link: Link; scheme: Sign[]; worthless: Sign[] };

/** What was observed of every website that links, in two lists that say different things and are never added up. */
export function suspicionsOf(inputs: Inputs, answers: Answers): Suspicion[] {
  const { target, brand, keywords, subnet = 3, same_day = 5, external = 200, spam = 61 } = inputs;
  const links = linksOf(answers);
  const classOf = classifier(target, phrasesIn(brand), phrasesIn(keywords));
  const countIn = (keyOf: (link: Link) => string | null) =>
    new Map([...groupBy(links, keyOf)].map(([key, of]) => [key, new Set(of.map(({ domain_from }) => domain_from)).size]));
  const bySubnet = countIn(({ domain_from_ip }) => subnetOf(domain_from_ip));
  const byDay = countIn((link) => link.first_seen?.slice(0, 10) ?? null);
  const byNetwork = new Map(
    rowsOf(answers, 'networks', 'referring_networks').map((row) => [networkOf(row.network_address), row.referring_main_domains]),
  );

  return [...groupBy(links, ({ domain_from }) => domain_from)].flatMap(([domain, of]): Suspicion[] => {
    const [link] = of;
    if (!link) return [];
    const scheme: Sign[] = [];
    const worthless: Sign[] = [];
    const network = subnetOf(link.domain_from_ip);
    const together = Math.max(network ? (bySubnet.get(network) ?? 0) : 0, network ? (byNetwork.get(network) ?? 0) : 0);
    const day = link.first_seen?.slice(0, 10) ?? '';
    if (classOf(link.anchor) === 'exact' && link.dofollow !== false)
      scheme.push({ mark: t`keyword anchor`, text: t`the anchor is exactly the keyword “${link.anchor}”` });
    if (network && together >= subnet)
      scheme.push({ mark: t`${together} in one subnet`, text: t`${together} linking websites are in one subnet, ${network}.0/24` });
    if ((byDay.get(day) ?? 0) >= same_day)
      scheme.push({ mark: t`${byDay.get(day)} on one day`, text: t`${byDay.get(day)} websites began to link on the same day, ${day}` });
    if ((link.links_count ?? 0) >= SITEWIDE)
      scheme.push({ mark: t`${link.links_count} links`, text: t`the page has ${link.links_count} links to the target` });
    if ((link.page_from_external_links ?? 0) > external)
      worthless.push({
        mark: t`${link.page_from_external_links} external links`,
        text: t`the page has ${link.page_from_external_links} external links`,
      });
    if ((link.backlink_spam_score ?? 0) >= spam)
      worthless.push({ mark: t`spam ${link.backlink_spam_score}`, text: t`the page has a spam score of ${link.backlink_spam_score}` });
    if (link.domain_from_rank === 0) worthless.push({ mark: t`no rank`, text: t`the website has no rank at all` });
    if (link.domain_from_is_ip === true) worthless.push({ mark: t`bare IP`, text: t`the website has an address and no name` });
    if ((link.page_from_status_code ?? 0) >= 400)
      worthless.push({ mark: t`answers ${link.page_from_status_code}`, text: t`the linking page answers ${link.page_from_status_code}` });
    return [{ domain, link, scheme, worthless }];
  });
}

const marksOf = (signs: readonly Sign[]): string[] => signs.map(({ mark }) => mark);

const seen = ({ scheme, worthless }: Suspicion): boolean => scheme.length + worthless.length > 0;

export const risk = definePlaybook({
  id: 'risk',
  title: t`Risk and disavow`,
  question: t`Which links look like a scheme, which are merely worthless, and is there anything to disavow?`,
  explains: t`What can be seen of every linking website, on two axes that are never added up, and a disavow file where one is called for.`,
  request: {
    ...target(),
    brand: phrases(t`Brand names`, t`With commas between them; the site’s own name is one of them anyway.`),
    keywords: phrases(t`Keywords`, t`The searches you want to rank for, with commas between them.`),
    subnet: number(t`Websites in one subnet`, t`So many linking websites in one class-C network are noted.`, 2, 100, 3),
    same_day: number(t`Websites on one day`, t`So many websites that began to link on the same day are noted.`, 2, 1000, 5),
    external: number(t`External links on a page`, t`Pages with more are noted.`, 1, 100_000, 200),
    spam: number(t`Spam score`, t`Pages with so high a score are noted; 61 is where DataForSEO’s highest band begins.`, 1, 100, 61),
  },
  remembers: ['brand', 'keywords'],
  plan: [
    step<Inputs, 'backlinks'>('backlinks', {
      id: 'links',
      title: t`A link of each website, worst first`,
      requests: ({ target }) => [{ target, mode: 'one_per_domain', order_by: ['backlink_spam_score,desc'], limit: LINKS }],
    }),
    step<Inputs, 'referring_networks'>('referring_networks', {
      id: 'networks',
      title: t`Subnets with many of them`,
      requests: ({ target }) => [{ target, network_address_type: 'subnet', limit: NETWORKS }],
    }),
  ],
  sections: [
    {
      id: 'axes',
      title: t`What can be seen`,
      explains: t`Scheme: signs that links were placed on purpose. Worthless: signs that they count for nothing, which search engines ignore by themselves. Neither is a verdict.`,
      needs: ['links'],
      uses: ['networks'],
      derive: (inputs, answers) => {
        const all = suspicionsOf(inputs, answers);
        const rows = all
          .filter(seen)
          .sort(
            (a, b) =>
              b.scheme.length - a.scheme.length ||
              b.worthless.length - a.worthless.length ||
              byLargest(a.link.backlink_spam_score, b.link.backlink_spam_score) ||
              byName(a.domain, b.domain),
          )
          .map(({ domain, link, scheme, worthless }) => ({
            ...{ domain, scheme: marksOf(scheme), worthless: marksOf(worthless) },
            ...{ scheme_count: scheme.length, worthless_count: worthless.length },
            facts: [...scheme.map(({ text }) => t`Scheme: ${text}.`), ...worthless.map(({ text }) => t`Worthless: ${text}.`)],
            ...{ anchor: link.anchor, url_from: link.url_from, url_to: link.url_to, spam: link.backlink_spam_score },
            ...{ rank: link.domain_from_rank, dofollow: link.dofollow, first_seen: link.first_seen },
          }));
        const [stored] = storedOf(answers, 'links');
        const isPart = stored?.totalCount != null && stored.totalCount > stored.rows.length;
        return {
          figures: [
            { id: 'looked_at', label: t`Websites looked at`, value: all.length, kind: 'count' },
            { id: 'scheme', label: t`With signs of a scheme`, value: all.filter(({ scheme }) => scheme.length > 0).length, kind: 'count' },
            {
              id: 'worthless',
              label: t`With signs of no worth`,
              value: all.filter(({ worthless }) => worthless.length > 0).length,
              kind: 'count',
            },
            {
              id: 'both',
              label: t`With both`,
              value: all.filter(({ scheme, worthless }) => scheme.length > 0 && worthless.length > 0).length,
              kind: 'count',
            },
          ],
          notes: isPart
            ? [
                {
                  tone: 'plain',
                  text: t`The ${count(LINKS)} websites whose links have the highest spam score are looked at, of ${count(stored?.totalCount)}.`,
                },
              ]
            : [],
          table: {
            caption: t`Websites with something to see`,
            key: 'domain',
            rows,
            tool: 'review',
            shown: ['domain', 'state', 'scheme', 'worthless', 'anchor', 'spam', 'rank', 'dofollow', 'first_seen', 'url_from'],
            columns: [
              column('domain', t`Website`, 'host', t`The website that links.`),
              column('scheme', t`Scheme`, 'tags', t`Signs that the link was placed on purpose.`),
              column('worthless', t`Worthless`, 'tags', t`Signs that the link counts for nothing.`),
              column('anchor', t`Anchor`, 'text', t`The text of the link.`),
              column('spam', t`Spam`, 'spam', t`Spam score of the linking page, 0 to 100. A triage signal of DataForSEO, not of Google.`),
              column('rank', t`Rank`, 'rank', t`Rank of the linking website, 0 to 1,000.`),
              column('dofollow', t`Dofollow`, 'flag', t`Nothing tells search engines not to follow it.`),
              column('first_seen', t`First seen`, 'time', t`When the link was found.`),
              column('url_from', t`Source page`, 'url', t`The page that links.`),
              column('url_to', t`Links to`, 'url', t`The page that is linked.`),
              column('scheme_count', t`Scheme signs`, 'count', t`How many there are.`),
              column('worthless_count', t`Worthless signs`, 'count', t`How many there are.`),
            ],
            facts: ({ facts }) => facts as string[],
            doors: ({ domain }) => [
              door(t`Every link from this website`, 'backlinks', {
                ...{ target: inputs.target, mode: 'as_is' as const },
                filters: [['domain_from', '=', String(domain)]],
              }),
            ],
          },
        };
      },
    },
    {
      id: 'networks',
      title: t`Websites that share a subnet`,
      explains: t`Many websites in one network may be one owner’s; large hosts and content networks have many of all kinds.`,
      needs: ['networks'],
      derive: ({ target, subnet = 3 }, answers) => ({
        table: {
          caption: t`Subnets with many linking websites`,
          key: 'network_address',
          rows: rowsOf(answers, 'networks', 'referring_networks')
            .filter(({ referring_main_domains }) => (referring_main_domains ?? 0) >= subnet)
            .sort((a, b) => byLargest(a.referring_main_domains, b.referring_main_domains)),
          columns: [
            column('network_address', t`Subnet`, 'text'),
            column('referring_main_domains', t`Referring websites`, 'count', t`Websites in it that link.`),
            column('backlinks', t`Backlinks`, 'count', t`Links from it.`),
            column('referring_ips', t`IPs`, 'count', t`Different addresses in it.`),
            column('first_seen', t`First seen`, 'time'),
          ],
          doors: () => [door(t`All networks`, 'referring_networks', { target, network_address_type: 'subnet', limit: NETWORKS })],
        },
      }),
    },
  ],
  cautions: [
    t`Spam is DataForSEO’s score and a reason to look; it is not a verdict of Google.`,
    t`A link is first seen when the crawler came by, so for large sites many share a day by chance; raise that limit for them.`,
    t`Most sites never need a disavow file: it is for manual actions and for links somebody placed for you.`,
  ],
  next: ({ target }) => [door(t`Every referring domain`, 'referring_domains', { target })],
});
