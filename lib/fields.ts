/**
 * The vocabulary of what comes back. A field is a word: how to read it, what to call it, how to explain it. From these words come row types,
 * table columns, figures, exports and sample data.
 *
 * The rule behind every word: **a paid row is never thrown away**. A value that is missing or malformed reads as null and leaves the rest
 * of its row alone; every value the API documents may be null anyway.
 */
import { t } from './words.ts';
import { z } from './zod.ts';

/** The closed list of kinds; each has one cell renderer, one sort order and one sample maker. */
export type FieldKind =
  | 'text'
  | 'host'
  | 'url'
  | 'count'
  | 'bytes'
  | 'rank'
  | 'spam'
  | 'httpStatus'
  | 'flag'
  | 'time'
  | 'usd'
  | 'tags'
  | 'tally'
  | 'words'
  | 'json'
  | 'group'
  | 'list'
  | 'perTarget';

export type Fields = Record<string, Field>;

/** One field of a reply: `T` is what its value reads as. */
export type Field<T = unknown> = {
  kind: FieldKind;
  /** Column heading, short. */
  label: string;
  /** One sentence for a person who meets the figure for the first time. */
  help: string;
  read: z.ZodMiniType<T>;
  /** The fields inside a group, each element of a list, or each target's entry. */
  fields?: Fields;
  /** For the address of a page that links: the fields beside it that say where on the page the link stands. */
  linkAt?: { before: string; anchor: string; after: string };
};

/** The row type a set of fields reads as. Every field may be null. */
export type RowOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

const orNull = <T>(schema: z.ZodMiniType<T>): z.ZodMiniType<T | null> => z.catch(z.nullable(schema), null);

/** `catch` answers a missing key too, so a reply without a documented field reads as null there. */
function word<T>(kind: FieldKind, schema: z.ZodMiniType<T>, label: string, help: string): Field<T | null> {
  return { kind, label, help, read: orNull(schema) };
}

const strings = z.pipe(
  z.array(z.unknown()),
  z.transform((values) => values.filter((value): value is string => typeof value === 'string')),
);

type Word<T> = (label: string, help?: string) => Field<T | null>;
const wordOf =
  <T>(kind: FieldKind, schema: z.ZodMiniType<T>): Word<T> =>
  (label, help = '') =>
    word(kind, schema, label, help);

/** Any text, from the API or from a stranger's page: hostile, shown as text only. */
export const text = wordOf('text', z.string());
/** A host or domain name. */
export const host = wordOf('host', z.string());
/** An address; only http and https ever become links. */
export const url = wordOf('url', z.string());
/** How many of something; may exceed 2^31 (the index counts some 2·10^12 backlinks), stays below 2^53. */
export const count = wordOf('count', z.number());
/** A size in bytes. */
export const bytes = wordOf('bytes', z.number());
/** DataForSEO's rank, 0 to 1,000 (0 to 100 when the request asked for that scale). */
export const rank = wordOf('rank', z.number());
/** DataForSEO's spam score, 0 (clean) to 100. */
export const spam = wordOf('spam', z.number());
/** An HTTP status code. */
export const httpStatus = wordOf('httpStatus', z.number());
export const flag = wordOf('flag', z.boolean());
/** A moment as the API writes it: `yyyy-mm-dd hh:mm:ss +00:00`. */
export const time = wordOf('time', z.string());
/** An amount in US dollars. */
export const usd = wordOf('usd', z.number());
/** A set of short words such as link attributes. */
export const tags = wordOf('tags', strings);
/** How often each key was met, such as links by country. The key "" means "not known". */
export const tally = wordOf('tally', z.record(z.string(), orNull(z.number())));
/** A map of names to texts. */
export const words = wordOf('words', z.record(z.string(), orNull(z.string())));
/** A value without a documented shape, kept as it came. */
export const json = wordOf('json', z.record(z.string(), z.unknown()));

const shapeOf = <F extends Fields>(fields: F): z.ZodMiniType<RowOf<F>> =>
  z.object(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read]))) as unknown as z.ZodMiniType<RowOf<F>>;

const listOf = <T>(element: z.ZodMiniType<T>): z.ZodMiniType<T[]> =>
  z.pipe(
    z.array(orNull(element)),
    z.transform((values) => values.filter((value): value is NonNullable<T> & T => value !== null)),
  ) as unknown as z.ZodMiniType<T[]>;

/** Fields inside an object of the row. */
export function group<F extends Fields>(label: string, fields: F): Field<RowOf<F> | null> & { fields: F } {
  return { ...word('group', shapeOf(fields), label, ''), fields };
}

/** A list of objects inside the row. */
export function list<F extends Fields>(label: string, fields: F, help = ''): Field<RowOf<F>[] | null> & { fields: F } {
  return { ...word('list', listOf(shapeOf(fields)), label, help), fields };
}

/** A map from the number of a target ("1" … "20") to what is known of it. */
export function perTarget<F extends Fields>(label: string, fields: F): Field<Record<string, RowOf<F> | null> | null> & { fields: F } {
  return { ...word('perTarget', z.record(z.string(), orNull(shapeOf(fields))), label, ''), fields };
}

/** A map from the number of a target to a list, as the page intersection has it. */
export function listPerTarget<F extends Fields>(label: string, fields: F): Field<Record<string, RowOf<F>[] | null> | null> & { fields: F } {
  return { ...word('perTarget', z.record(z.string(), orNull(listOf(shapeOf(fields)))), label, ''), fields };
}

/** Reads one raw row. Anything that is not an object reads as a row of nulls. */
export function rowReader<F extends Fields>(fields: F): (raw: unknown) => RowOf<F> {
  const shape = shapeOf(fields);
  const nothing = Object.fromEntries(Object.keys(fields).map((name) => [name, null])) as RowOf<F>;
  return (raw) => {
    const read = shape.safeParse(raw);
    return read.success ? read.data : { ...nothing };
  };
}

/** The six distributions of links that most replies carry; `internal_list_limit` says how many keys each may have. */
export const distributions = {
  referring_links_tld: tally(t`TLDs`, t`Backlinks by top-level domain of the linking site.`),
  referring_links_types: tally(t`Link types`, t`Backlinks by type: anchor, image, redirect, canonical …`),
  referring_links_attributes: tally(t`Attributes`, t`Backlinks by rel attribute; a link may carry several, or none.`),
  referring_links_platform_types: tally(t`Platforms`, t`Backlinks by kind of linking site: blogs, news, shops …`),
  referring_links_semantic_locations: tally(t`Placement`, t`Backlinks by the HTML element they stand in.`),
  referring_links_countries: tally(t`Countries`, t`Backlinks by country of the linking site; many have none.`),
};

/** How many sites and pages link, in DataForSEO's several ways of counting them. */
export const referringCounts = {
  referring_main_domains: count(t`Referring websites`, t`Registrable domains with at least one link; subdomains count once.`),
  referring_main_domains_nofollow: count(t`Websites with nofollow`, t`Of those, the ones with at least one nofollow link.`),
  referring_domains: count(t`Referring domains`, t`Hosts with at least one link; subdomains count separately.`),
  referring_domains_nofollow: count(
    t`Domains with nofollow`,
    t`Of those, the ones with at least one nofollow link. Not the opposite of dofollow.`,
  ),
  referring_pages: count(t`Referring pages`, t`Pages with at least one link.`),
  referring_pages_nofollow: count(t`Pages with nofollow`, t`Of those, the ones with at least one nofollow link.`),
  referring_ips: count(t`Referring IPs`, t`Different IP addresses the linking sites are served from.`),
  referring_subnets: count(t`Referring subnets`, t`Different class-C networks those addresses are in.`),
};

export const brokenCounts = {
  broken_backlinks: count(t`Broken backlinks`, t`Links to pages that answer with an error.`),
  broken_pages: count(t`Broken pages`, t`Pages that answer with an error and have links.`),
};

export const seenDates = {
  first_seen: time(t`First seen`, t`When the first link was found.`),
  lost_date: time(t`Lost`, t`When the last link was lost; empty while links are live.`),
};

/** What is known of a set of links. `rankHelp` says whose rank it is, which differs by report. */
export const linkMetrics = (rankHelp: string) => ({
  rank: rank(t`Rank`, rankHelp),
  backlinks: count(t`Backlinks`, t`Links found, one per linking page.`),
  ...referringCounts,
  backlinks_spam_score: spam(t`Spam of links`, t`Average spam score of the links, 0 to 100. A triage signal of DataForSEO, not of Google.`),
  ...brokenCounts,
  ...seenDates,
  ...distributions,
});

/** What the crawler noted of the target itself. */
export const siteInfo = group(t`Site`, {
  target_spam_score: spam(
    t`Spam of this site`,
    t`Spam score of the target itself, 0 to 100. A triage signal of DataForSEO, not of Google.`,
  ),
  platform_type: tags(t`Platform`, t`Kind of site: blog, news, shop …`),
  cms: text(t`CMS`, t`Content management system it runs on.`),
  server: text(t`Server`, t`Server software it answers with.`),
  ip_address: text(t`IP address`, t`Address it is served from.`),
  country: text(t`Country`, t`Country it is served from or belongs to.`),
  is_ip: flag(t`Bare IP`, t`The site has an address and no name.`),
});

/** One backlink, as `backlinks` and `page_intersection` return it. */
export const backlinkFields = {
  url_from: {
    ...url(t`Source page`, t`The page that links; opening it scrolls to the link and marks it, where its text is known.`),
    linkAt: { before: 'text_pre', anchor: 'anchor', after: 'text_post' },
  },
  page_from_title: text(t`Source title`, t`Title of the page that links.`),
  domain_from: host(t`Source domain`, t`The site that links.`),
  anchor: text(t`Anchor`, t`The text of the link; empty for images and redirects.`),
  text_pre: text(t`Text before`, t`The text just before the link.`),
  text_post: text(t`Text after`, t`The text just after the link.`),
  url_to: url(t`Links to`, t`The page that is linked.`),
  domain_to: host(t`Linked domain`, t`The site that is linked.`),
  rank: rank(t`Rank of link`, t`What this link passes on, 0 to 1,000.`),
  page_from_rank: rank(t`Page rank`, t`Rank of the linking page.`),
  domain_from_rank: rank(t`Domain rank`, t`Rank of the linking site.`),
  backlink_spam_score: spam(t`Spam of link`, t`Spam score of the linking page, 0 to 100. A triage signal of DataForSEO, not of Google.`),
  dofollow: flag(t`Dofollow`, t`Nothing tells search engines not to follow it.`),
  attributes: tags(t`Rel`, t`The link’s rel attributes.`),
  item_type: text(t`Type`, t`anchor, image, meta, canonical, alternate or redirect.`),
  semantic_location: text(t`Place`, t`The HTML element the link stands in.`),
  page_from_external_links: count(t`External links`, t`Links on the page that lead elsewhere.`),
  page_from_internal_links: count(t`Internal links`, t`Links on the page that stay on its site.`),
  first_seen: time(t`First seen`, t`When the link was found.`),
  last_seen: time(t`Last seen`, t`When the link was last found in place.`),
  prev_seen: time(t`Seen before`, t`The check before the last one.`),
  is_new: flag(t`New`, t`Found by the most recent check.`),
  is_lost: flag(t`Lost`, t`Missing at the most recent check.`),
  is_broken: flag(t`Broken`, t`The linked page answers with an error.`),
  url_to_status_code: httpStatus(t`Target status`, t`What the linked page answers.`),
  url_to_spam_score: spam(t`Spam of target page`, t`Spam score of the linked page, 0 to 100.`),
  url_to_redirect_target: url(t`Redirects to`, t`Where the linked page redirects.`),
  domain_from_country: text(t`Country`, t`Country of the linking site.`),
  domain_from_platform_type: tags(t`Platform`, t`Kind of linking site.`),
  domain_from_ip: text(t`IP address`, t`Address the linking site is served from.`),
  domain_from_is_ip: flag(t`Bare IP`, t`The linking site has an address and no name.`),
  tld_from: text('TLD', t`Top-level domain of the linking site.`),
  page_from_language: text(t`Language`, t`Language of the linking page.`),
  page_from_encoding: text(t`Encoding`, t`Character encoding of the linking page.`),
  page_from_status_code: httpStatus(t`Source status`, t`What the linking page answers.`),
  page_from_size: bytes(t`Page size`, t`Size of the linking page.`),
  links_count: count(t`Links on page`, t`How many links this page has to the target; the strongest is shown.`),
  group_count: count(t`In group`, t`How many backlinks this row stands for.`),
  original: flag(t`Original`, t`The link was on the page when it was first crawled.`),
  alt: text(t`Image alt`, t`Alternative text of the linked image.`),
  is_indirect_link: flag(t`Indirect`, t`Reaches the target through a redirect or canonical.`),
  indirect_link_path: list(
    t`Path`,
    { type: text(t`Step`), status_code: httpStatus(t`Status`), url: url(t`Address`) },
    t`The steps an indirect link takes to the target.`,
  ),
  url_from_https: flag(t`Source on https`, t`The linking page is served over https.`),
  url_to_https: flag(t`Target on https`, t`The linked page is addressed over https.`),
  type: text(t`Row type`, t`What the API calls this row.`),
};
