import type { Allows } from './params.ts';
import { isRegistrySuffix, isTopLevel, registrableDomain } from './public-suffix.ts';
import { decodeLabel } from './punycode.ts';
import type { TargetRefusal } from './refusal-words.ts';

/**
 * Turns the address of a tab, or what a person typed, into the one string the DataForSEO Backlinks API gets, or into a named refusal. It is
 * the only way an address leaves the browser, so the rules are in one file, in the order they apply: the refusals come before anything is
 * sent, because a lookup that finds nothing is charged too.
 *
 * `URL` alone will not do: Chromium takes `exa%20mple.com` and `xn--a.com`, Firefox refuses both, Node takes one. Only two things are left
 * to it, where all three agree: the mapping of Unicode hosts (UTS #46) and the spelling of a path.
 */

/** `root`: the registrable domain. `host`: this host with its subdomains. `page`: exactly this page. */
export type TargetScope = 'root' | 'host' | 'page';

export type { TargetRefusal };

/** A part of the address that is not in the target. */
export type Dropped = 'port' | 'userinfo' | 'hash' | 'query' | 'path';

export type Target = {
  kind: TargetScope;
  /** What is sent: a host without scheme, or the whole address of a page. */
  target: string;
  /** The host of the address in ASCII (punycode), without one leading `www.`. */
  host: string;
  /** What was left out of the target, so that it can be said. */
  dropped: Dropped[];
};

export type TargetReading = ({ ok: true } & Target) | { ok: false; reason: TargetRefusal };

/**
 * The target for an address.
 *
 * How targets are spelled is from the API's documentation and its answers: a domain or subdomain has no scheme and no `www.`; a page is an
 * absolute URL whose path is never empty, as `https://host` and `https://host/` are different pages to it.
 *
 * @param how.from `tab`: a URL as the browser keeps it. `typed`: text from a person, where a scheme may be missing and more is refused.
 * @param how.keepQuery Keep the query of a page. Without it no query leaves the browser, as queries carry tokens and search words.
 */
export function targetOf(input: string, how: { from: 'tab' | 'typed'; scope: TargetScope; keepQuery?: boolean }): TargetReading {
  const address = how.from === 'tab' ? tabAddress(input) : typedAddress(input);
  if (typeof address === 'string') return refuse(address);

  const host = asciiHost(address.host);
  if (host === null) return refuse('unparseable');
  const fault = hostFault(host);
  if (fault !== null) return refuse(fault);

  const isPage = how.scope === 'page';
  if (isPage && address.port !== null) return refuse('port');

  const { pathname, search, hash } = spelled(address.rest);
  // In the order of the rules, which is the order of what is said.
  const leftOut: Record<Dropped, boolean> = {
    port: address.port !== null,
    userinfo: address.userinfo,
    hash: hash !== '',
    query: search !== '' && !(isPage && how.keepQuery),
    path: pathname !== '/' && !isPage,
  };
  const dropped = (Object.keys(leftOut) as Dropped[]).filter((part) => leftOut[part]);
  const site = withoutWww(host);

  if (!isPage) {
    // A bare private suffix such as github.io is a site of its own.
    const target = how.scope === 'root' ? (registrableDomain(host) ?? host) : site;
    return { ok: true, kind: how.scope, target, host: site, dropped };
  }
  const target = `${address.scheme}://${host}${pathname}${leftOut.query ? '' : search}`;
  if (target.length > longestAddress) return refuse('too-long');
  return { ok: true, kind: 'page', target, host: site, dropped };
}

function refuse(reason: TargetRefusal): TargetReading {
  return { ok: false, reason };
}

/**
 * The scope a person means by what they typed: a path, a query, or a scheme with anything after its host names a page; all else a host.
 */
export function inferScope(typed: string): TargetScope {
  const [, scheme, path = '', query] = /^(https?:)?[/\\]*[^/\\?#]*([/\\][^?#]*)?(\?[^#])?/i.exec(trimmed(typed)) ?? [];
  const isNamed = path !== '' && (scheme !== undefined || !/^[/\\]$/.test(path));
  return isNamed || query !== undefined ? 'page' : 'host';
}

/**
 * The target for the text of a request field. Here a query is kept: whoever types one into an explorer's field means it.
 *
 * @param allows `any`: a host or a page, whichever the text names. `site`: endpoints that take no pages get the page's host. `domain`:
 * endpoints that take whole domains only get the registrable one.
 */
export function wireTargetOf(text: string, allows: Allows): TargetReading {
  const scope = { any: inferScope(text), site: 'host', domain: 'root' } as const;
  return targetOf(text, { from: 'typed', scope: scope[allows], keepQuery: true });
}

// --- An address into its parts ---

/** An http(s) address, split but not yet judged. */
type Address = {
  scheme: 'http' | 'https';
  /** Whether there is a user name or a password. Which one, nobody needs to know. */
  userinfo: boolean;
  host: string;
  /** Null also for the port that the scheme has anyway. */
  port: number | null;
  /** Path, query and fragment. */
  rest: string;
};

/** Our own limit, as the API documents none: nobody types a longer address, and a page with one is hardly linked to. */
const longestAddress = 4096;

/** A tab's URL: what the URL standard strips is stripped (leading and trailing controls and spaces; tabs and line ends anywhere). */
function tabAddress(url: string): Address | TargetRefusal {
  return addressOf(stripped(url, (char) => char <= ' ').replace(/[\t\n\r]/g, ''));
}

/** Typed text: refused where it could show one name and mean another, or be more than one address; completed where it has no scheme. */
function typedAddress(typed: string): Address | TargetRefusal {
  const text = trimmed(typed);
  if (text.length > longestAddress) return 'too-long';
  if (/\p{Default_Ignorable_Code_Point}/u.test(text)) return 'invisible-characters';
  if (/[\s\p{Cc}]/u.test(text)) return 'unparseable';
  if (/^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(text)) return 'ip-address'; // IPv6 without its brackets

  const isHostWithPort = /^[^/\\?#:@]*:\d+(?:[/\\?#]|$)/.test(text);
  if (schemeOf(text) !== null && !isHostWithPort) return addressOf(text);

  const bare = text.replace(/^\/\//, '');
  const [authority = ''] = /^[^/\\?#]*/.exec(bare) ?? [];
  if (authority === '') return 'unparseable';
  if (authority.includes('@')) return 'email-or-userinfo';
  return addressOf(`https://${bare}`);
}

function addressOf(text: string): Address | TargetRefusal {
  const scheme = schemeOf(text);
  if (scheme === null) return 'unparseable';
  if (scheme !== 'http' && scheme !== 'https') return 'special-scheme';

  // After http: and https: any number of slashes of either kind starts the authority (URL standard, "special authority ignore slashes").
  const [, authority = '', rest = ''] = /^[/\\]*([^/\\?#]*)(.*)$/s.exec(text.slice(scheme.length + 1)) ?? [];
  const at = authority.lastIndexOf('@');
  const [, host = '', digits = ''] = /^(\[.*\]|[^:]*)(?::(\d*))?$/s.exec(authority.slice(at + 1)) ?? [];
  const port = Number(digits);
  if (host === '' || port > 65_535) return 'unparseable';
  return {
    scheme,
    userinfo: authority.slice(0, Math.max(at, 0)).replace(':', '') !== '',
    host,
    port: digits === '' || port === (scheme === 'http' ? 80 : 443) ? null : port,
    rest,
  };
}

function schemeOf(text: string): string | null {
  return /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** What copying leaves around an address: spaces of all kinds, the byte order mark, controls. */
function trimmed(typed: string): string {
  return stripped(typed, (char) => char <= ' ' || char.trim() === '');
}

/** A loop, not a pattern: on a long run of spaces in the middle, a pattern for the end starts again at each of them. */
function stripped(text: string, isLoose: (char: string) => boolean): string {
  let start = 0;
  let end = text.length;
  while (start < end && isLoose(text.charAt(start))) start++;
  while (start < end && isLoose(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The rest of an address as browsers spell it: `..` resolved, spaces and non-ASCII encoded. Under a fixed host, where it never fails. */
function spelled(rest: string): { pathname: string; search: string; hash: string } {
  const { pathname, search, hash } = new URL(`https://a.example${rest}`);
  // Chromium encodes the bar in a path, Firefox and Node do not (RFC 3986 has it encoded).
  return { pathname: pathname.replaceAll('|', '%7C'), search, hash };
}

/** The host in lower-case ASCII without the dot of the root, as all browsers read it; null where they cannot, or would not agree. */
function asciiHost(written: string): string | null {
  try {
    const host = decodeURIComponent(written);
    const isIpv6 = /^\[[\da-f:.]+\]$/i.test(host);
    if (!isIpv6 && (isAscii(host) ? forbiddenInHosts : forbiddenInNames).test(host)) return null;
    const ascii = isIpv6 || !isAscii(host) ? new URL(`https://${host}/`).hostname : host.toLowerCase();
    return ascii.replace(/\.$/, '');
  } catch {
    return null;
  }
}

function isAscii(text: string): boolean {
  return !/[^\p{ASCII}]/u.test(text);
}

// --- Rules about hosts ---

/** Why a host cannot be a target, or null if it can. The first rule that applies gives the reason. */
function hostFault(host: string): TargetRefusal | null {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';

  if (host.startsWith('[')) return 'ip-address';
  if (host === '' || forbiddenInHosts.test(host)) return 'unparseable';
  if (/^(?:\d+|0x[\da-f]*)$/.test(last)) return isIpv4(labels) ? 'ip-address' : 'unparseable';
  if (labels.some((label) => label.startsWith('xn--') && decodeLabel(label) === null)) return 'unparseable';
  if (labels.length === 1) return 'not-public';
  if (host.length > 253 || !labels.every((label) => hostLabel.test(label))) return 'unparseable';
  if (privateSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))) return 'not-public';
  if (!isTopLevel(last)) return 'not-public';
  if (isRegistrySuffix(host)) return 'public-suffix';
  return null;
}

/** URL standard, "forbidden domain code point": a host with one of these is none, and must not be put into a URL again. */
const forbiddenInHosts = /[\p{Cc} #%/:<>?@[\\\]^|]/u;

/** Beside letters that need mapping, browsers take different ASCII characters; names have only these three. */
const forbiddenInNames = /[\p{Cc} !-,/:-@[-^`{-~]/u;

/** RFC 1123 §2.1 with its length, and the underscore that some hosts have in spite of it. */
const hostLabel = /^(?=.{1,63}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;

/**
 * Whether a host that ends in a number is an address in any of the notations browsers read: 127.1, 0x7f000001, 0177.0.0.1 (URL standard,
 * "IPv4 parser"). One that is not, such as 1.2.3.4.5, is no host at all.
 */
function isIpv4(labels: string[]): boolean {
  const numbers = labels.map((label) => {
    if (/^0x[\da-f]*$/.test(label)) return Number.parseInt(`0${label.slice(2)}`, 16);
    if (/^0[0-7]+$/.test(label)) return Number.parseInt(label, 8);
    return /^(?:0|[1-9]\d*)$/.test(label) ? Number(label) : Number.NaN;
  });
  const last = numbers.pop() ?? Number.NaN;
  return numbers.length <= 3 && numbers.every((number) => number <= 255) && last < 256 ** (4 - numbers.length);
}

/**
 * Endings that never lead to a public site: special-use names (RFC 6761, 6762, 7686, 8375, 9476), names ICANN keeps out of the root for
 * private networks (.internal; .home, .corp, .mail), and others in common use there.
 */
const privateSuffixes = [
  ...['alt', 'example', 'home.arpa', 'invalid', 'local', 'localhost', 'onion', 'test'],
  ...['internal', 'home', 'corp', 'mail'],
  ...['i2p', 'intranet', 'lan', 'localdomain', 'private'],
];

/** One `www.` less, if what remains is still somebody's domain: www.co.uk is a site, co.uk is not. */
function withoutWww(host: string): string {
  const rest = host.replace(/^www\./, '');
  return registrableDomain(rest) === null ? host : rest;
}
