import { getDomain } from 'tldts-experimental';
import { decodeLabel } from './punycode.ts';

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

export type TargetRefusal =
  | 'too-long'
  | 'invisible-characters'
  | 'special-scheme'
  | 'email-or-userinfo'
  | 'unparseable'
  | 'ip-address'
  | 'not-public'
  | 'public-suffix'
  | 'port';

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
 * @param allows `any`: a host or a page, whichever the text names. `site`: endpoints that take no pages get the page's host.
 */
export function wireTargetOf(text: string, allows: 'any' | 'site'): TargetReading {
  return targetOf(text, { from: 'typed', scope: allows === 'site' ? 'host' : inferScope(text), keepQuery: true });
}

/**
 * Whether a string can be sent as it stands: a public host in lower-case ASCII, with or without `www.` (the documentation's own examples
 * have `www.trustpilot.com`), or, unless only sites are allowed, the absolute address of a page with a path and without userinfo, port and
 * fragment. Every target of {@link targetOf} can.
 */
export function isWireTarget(target: string, allows: 'any' | 'site'): boolean {
  if (target.length > longestAddress) return false;
  const page = /^https?:\/\/([^/]+)(\/[^?#\s"<>\\]*)(\?[^#\s"<>]*)?$/.exec(target);
  if (page === null) return hostFault(target) === null;
  return allows === 'any' && isAscii(target) && hostFault(page[1] ?? '') === null;
}

const nothingSent = 'Nothing was sent and nothing was spent.';

/** Each refusal in plain words: what was wrong, and what to do. */
export const refusalWords: Record<TargetRefusal, { title: string; advice: string }> = {
  'too-long': {
    title: 'This address is too long',
    advice: `Look up the site instead of the page, or enter a shorter address. ${nothingSent}`,
  },
  'invisible-characters': {
    title: 'This address has invisible characters in it',
    advice: `They can make one site look like another. Type the address by hand. ${nothingSent}`,
  },
  'special-scheme': {
    title: 'This is not a page on the web',
    advice: `Only http and https addresses have backlinks, not browser pages, files or extensions. Open or enter a website. ${nothingSent}`,
  },
  'email-or-userinfo': {
    title: 'This looks like an e-mail address or a login',
    advice: `Enter only the site, the part after the @. ${nothingSent}`,
  },
  unparseable: {
    title: 'This is not a web address',
    advice: `Enter one address without spaces, such as example.com or https://example.com/page. ${nothingSent}`,
  },
  'ip-address': {
    title: 'This is an IP address',
    advice: `Backlinks are known for names only. Enter the domain name of the site. ${nothingSent}`,
  },
  'not-public': {
    title: 'This name is not on the public internet',
    advice: `Names of your own network, such as localhost or intranet, stay with you. For a public site, check the ending. ${nothingSent}`,
  },
  'public-suffix': {
    title: 'This is an ending, not a site',
    advice: `Many unrelated sites share it, as they share co.uk. Enter one site under it. ${nothingSent}`,
  },
  port: {
    title: 'This page has a port in its address',
    advice: `Without the port it would be another page. Look up the site, or enter the address without it. ${nothingSent}`,
  },
};

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
  if (!topLevelDomains.has(last)) return 'not-public';
  if (getDomain(host, { ...asItStands, allowPrivateDomains: false }) === null) return 'public-suffix';
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

/** The host is already a plain name: no URL to search it in, and an underscore is no fault. */
const asItStands = { extractHostname: false, validateHostname: false, detectIp: false };

/** The domain somebody registered, or null for a suffix. Private suffixes count: alice.github.io belongs to Alice, not to GitHub. */
function registrableDomain(host: string): string | null {
  return getDomain(host, { ...asItStands, allowPrivateDomains: true });
}

/** One `www.` less, if what remains is still somebody's domain: www.co.uk is a site, co.uk is not. */
function withoutWww(host: string): string {
  const rest = host.replace(/^www\./, '');
  return registrableDomain(rest) === null ? host : rest;
}

/**
 * All top-level domains: the last labels of the Public Suffix List's ICANN section (as of tldts-icann 7.4.16). tldts-experimental leaves
 * these one-label rules out to be small, and answers the same for .io and for an ending that does not exist.
 */
const topLevelNames = `
aaa aarp abb abbott abbvie abc able abogado abudhabi ac academy accenture accountant accountants aco actor ad ads adult ae aeg aero aetna
af afl africa ag agakhan agency ai aig airbus airforce airtel akdn al alibaba alipay allfinanz allstate ally alsace alstom am amazon
americanexpress americanfamily amex amfam amica amsterdam analytics android anquan anz ao aol apartments app apple aq aquarelle ar arab
aramco archi army arpa art arte as asda asia associates at athleta attorney au auction audi audible audio auspost author auto autos aw aws
ax axa az azure ba baby baidu banamex band bank bar barcelona barclaycard barclays barefoot bargains baseball basketball bauhaus bayern bb
bbc bbt bbva bcg bcn bd be beats beauty beer berlin best bestbuy bet bf bg bh bharti bi bible bid bike bing bingo bio biz bj black
blackfriday blockbuster blog bloomberg blue bm bms bmw bn bnpparibas bo boats boehringer bofa bom bond boo book booking bosch bostik
boston bot boutique box br bradesco bridgestone broadway broker brother brussels bs bt build builders business buy buzz bv bw by bz bzh ca
cab cafe cal call calvinklein cam camera camp canon capetown capital capitalone car caravan cards care career careers cars casa case cash
casino cat catering catholic cba cbn cbre cc cd center ceo cern cf cfa cfd cg ch chanel channel charity chase chat cheap chintai christmas
chrome church ci cipriani circle cisco citadel citi citic city ck cl claims cleaning click clinic clinique clothing cloud club clubmed cm
cn co coach codes coffee college cologne com commbank community company compare computer comsec condos construction consulting contact
contractors cooking cool coop corsica country coupon coupons courses cpa cr credit creditcard creditunion cricket crown crs cruise cruises
cu cuisinella cv cw cx cy cymru cyou cz dad dance data date dating datsun day dclk dds de deal dealer deals degree delivery dell deloitte
delta democrat dental dentist desi design dev dhl diamonds diet digital direct directory discount discover dish diy dj dk dm dnp do docs
doctor dog domains dot download drive dtv dubai dupont durban dvag dvr dz earth eat ec eco edeka edu education ee eg email emerck energy
engineer engineering enterprises epson equipment er ericsson erni es esq estate et eu eurovision eus events exchange expert exposed
express extraspace fage fail fairwinds faith family fan fans farm farmers fashion fast fedex feedback ferrari ferrero fi fidelity fido
film final finance financial fire firestone firmdale fish fishing fit fitness fj fk flickr flights flir florist flowers fly fm fo foo food
football ford forex forsale forum foundation fox fr free fresenius frl frogans frontier ftr fujitsu fun fund furniture futbol fyi ga gal
gallery gallo gallup game games gap garden gay gb gbiz gd gdn ge gea gent genting george gf gg ggee gh gi gift gifts gives giving gl glass
gle global globo gm gmail gmbh gmo gmx gn godaddy gold goldpoint golf goodyear goog google gop got gov gp gq gr grainger graphics gratis
green gripe grocery group gs gt gu gucci guge guide guitars guru gw gy hair hamburg hangout haus hbo hdfc hdfcbank health healthcare help
helsinki here hermes hiphop hisamitsu hitachi hiv hk hkt hm hn hockey holdings holiday homedepot homegoods homes homesense honda horse
hospital host hosting hot hotel hotels hotmail house how hr hsbc ht hu hughes hyatt hyundai ibm icbc ice icu id ie ieee ifm ikano il im
imamat imdb immo immobilien in inc industries infiniti info ing ink institute insurance insure int international intuit investments io
ipiranga iq ir irish is ismaili ist istanbul it itau itv jaguar java jcb je jeep jetzt jewelry jio jll jm jmp jnj jo jobs joburg jot joy
jp jpmorgan jprs juegos juniper kaufen kddi ke kerryhotels kerryproperties kfh kg kh ki kia kids kim kindle kitchen kiwi km kn koeln
komatsu kosher kp kpmg kpn kr krd kred kuokgroup kw ky kyoto kz la lacaixa lamborghini lamer land landrover lanxess lasalle lat latino
latrobe law lawyer lb lc lds lease leclerc lefrak legal lego lexus lgbt li lidl life lifeinsurance lifestyle lighting like lilly limited
limo lincoln link live living lk llc llp loan loans locker locus lol london lotte lotto love lpl lplfinancial lr ls lt ltd ltda lu
lundbeck luxe luxury lv ly ma madrid maif maison makeup man management mango map market marketing markets marriott marshalls mattel mba mc
mckinsey md me med media meet melbourne meme memorial men menu merck merckmsd mg mh miami microsoft mil mini mint mit mitsubishi mk ml mlb
mls mm mma mn mo mobi mobile moda moe moi mom monash money monster mormon mortgage moscow moto motorcycles mov movie mp mq mr ms msd mt
mtn mtr mu museum music mv mw mx my mz na nab nagoya name navy nba nc ne nec net netbank netflix network neustar new news next nextdirect
nexus nf nfl ng ngo nhk ni nico nike nikon ninja nissan nissay nl no nokia norton now nowruz nowtv np nr nra nrw ntt nu nyc nz obi
observer office okinawa olayan olayangroup ollo om omega one ong onion onl online ooo open oracle orange org organic origins osaka otsuka
ott ovh pa page panasonic paris pars partners parts party pay pccw pe pet pf pfizer pg ph pharmacy phd philips phone photo photography
photos physio pics pictet pictures pid pin ping pink pioneer pizza pk pl place play playstation plumbing plus pm pn pnc pohl poker politie
porn post pr praxi press prime pro prod productions prof progressive promo properties property protection pru prudential ps pt pub pw pwc
py qa qpon quebec quest racing radio re read realestate realtor realty recipes red redumbrella rehab reise reisen reit reliance ren rent
rentals repair report republican rest restaurant review reviews rexroth rich richardli ricoh ril rio rip ro rocks rodeo rogers room rs
rsvp ru rugby ruhr run rw rwe ryukyu sa saarland safe safety sakura sale salon samsclub samsung sandvik sandvikcoromant sanofi sap sarl
sas save saxo sb sbi sbs sc scb schaeffler schmidt scholarships school schule schwarz science scot sd se search seat secure security seek
select sener services seven sew sex sexy sfr sg sh shangrila sharp shell shia shiksha shoes shop shopping shouji show si silk sina singles
site sj sk ski skin sky skype sl sling sm smart smile sn sncf so soccer social softbank software sohu solar solutions song sony soy spa
space sport spot sr srl ss st stada staples star statebank statefarm stc stcgroup stockholm storage store stream studio study style su
sucks supplies supply support surf surgery suzuki sv swatch swiss sx sy sydney systems sz tab taipei talk taobao target tatamotors tatar
tattoo tax taxi tc tci td tdk team tech technology tel temasek tennis teva tf tg th thd theater theatre tiaa tickets tienda tips tires
tirol tj tjmaxx tjx tk tkmaxx tl tm tmall tn to today tokyo tools top toray toshiba total tours town toyota toys tr trade trading training
travel travelers travelersinsurance trust trv tt tube tui tunes tushu tv tvs tw tz ua ubank ubs ug uk unicom university uno uol ups us uy
uz va vacations vana vanguard vc ve vegas ventures verisign versicherung vet vg vi viajes video vig viking villas vin vip virgin visa
vision viva vivo vlaanderen vn vodka volvo vote voting voto voyage vu wales walmart walter wang wanggou watch watches weather
weatherchannel web webcam weber website wed wedding weibo weir wf whoswho wien wiki williamhill win windows wine winners wme woodside work
works world wow ws wtc wtf xbox xerox xihuan xin xn--11b4c3d xn--1ck2e1b xn--1qqw23a xn--2scrj9c xn--30rr7y xn--3bst00m xn--3ds443g
xn--3e0b707e xn--3hcrj9c xn--3pxu8k xn--42c2d9a xn--45br5cyl xn--45brj9c xn--45q11c xn--4dbrk0ce xn--4gbrim xn--54b7fta0cc xn--55qw42g
xn--55qx5d xn--5su34j936bgsg xn--5tzm5g xn--6frz82g xn--6qq986b3xl xn--80adxhks xn--80ao21a xn--80aqecdr1a xn--80asehdb xn--80aswg
xn--8y0a063a xn--90a3ac xn--90ae xn--90ais xn--9dbq2a xn--9et52u xn--9krt00a xn--b4w605ferd xn--bck1b9a5dre4c xn--c1avg xn--c2br7g
xn--cck2b3b xn--cckwcxetd xn--cg4bki xn--clchc0ea0b2g2a9gcd xn--czr694b xn--czrs0t xn--czru2d xn--d1acj3b xn--d1alf xn--e1a4c
xn--eckvdtc9d xn--efvy88h xn--fct429k xn--fhbei xn--fiq228c5hs xn--fiq64b xn--fiqs8s xn--fiqz9s xn--fjq720a xn--flw351e xn--fpcrj9c3d
xn--fzc2c9e2c xn--fzys8d69uvgm xn--g2xx48c xn--gckr3f0f xn--gecrj9c xn--gk3at1e xn--h2breg3eve xn--h2brj9c xn--h2brj9c8c xn--hxt814e
xn--i1b6b1a6a2e xn--imr513n xn--io0a7i xn--j1aef xn--j1amh xn--j6w193g xn--jlq480n2rg xn--jvr189m xn--kcrx77d1x4a xn--kprw13d xn--kpry57d
xn--kput3i xn--l1acc xn--lgbbat1ad8j xn--mgb2ddes xn--mgb9awbf xn--mgba3a3ejt xn--mgba3a4f16a xn--mgba3a4fra xn--mgba7c0bbn0a
xn--mgbaam7a8h xn--mgbab2bd xn--mgbah1a3hjkrd xn--mgbai9a5eva00b xn--mgbai9azgqp6j xn--mgbayh7gpa xn--mgbbh1a xn--mgbbh1a71e
xn--mgbc0a9azcg xn--mgbca7dzdo xn--mgbcpq6gpa1a xn--mgberp4a5d4a87g xn--mgberp4a5d4ar xn--mgbgu82a xn--mgbi4ecexp xn--mgbpl2fh
xn--mgbqly7c0a67fbc xn--mgbqly7cvafr xn--mgbt3dhd xn--mgbtf8fl xn--mgbtx2b xn--mgbx4cd0ab xn--mix082f xn--mix891f xn--mk1bu44c xn--mxtq1m
xn--ngbc5azd xn--ngbe9e0a xn--ngbrx xn--nnx388a xn--node xn--nqv7f xn--nqv7fs00ema xn--nyqy26a xn--o3cw4h xn--ogbpf8fl xn--otu796d
xn--p1acf xn--p1ai xn--pgbs0dh xn--pssy2u xn--q7ce6a xn--q9jyb4c xn--qcka1pmc xn--qxa6a xn--qxam xn--rhqv96g xn--rovu88b xn--rvc1e0am3e
xn--s9brj9c xn--ses554g xn--t60b56a xn--tckwe xn--tiq49xqyj xn--unup4y xn--vermgensberater-ctb xn--vermgensberatung-pwb xn--vhquv
xn--vuq861b xn--w4r85el8fhu5dnra xn--w4rs40l xn--wgbh1c xn--wgbl6a xn--xhq521b xn--xkc2al3hye2a xn--xkc2dl3a5ee0h xn--y9a3aq xn--yfro4i67o
xn--ygbi2ammx xn--zfr164b xxx xyz yachts yahoo yamaxun yandex ye yodobashi yoga yokohama you youtube yt yun za zappos zara zero zip zm
zone zuerich zw
`;
const topLevelDomains = new Set(topLevelNames.trim().split(/\s+/));
