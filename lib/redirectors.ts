/**
 * Links that search engines and social sites lead through their own address. What a person means by such a link is where it ends, and to ask
 * about the redirector would buy figures of Google.
 */

/** The sites whose addresses carry another address, the path that does so, and the parameters it is in, in order of trust. */
const redirectors: { host: RegExp; path: RegExp; params: string[]; read?: (value: string) => string | null }[] = [
  { host: /^(www\.)?google\.[a-z.]{2,6}$/, path: /^\/(url|imgres|aclk)$/, params: ['url', 'q', 'imgrefurl', 'adurl'] },
  { host: /^(l|lm|m)\.(facebook|instagram)\.com$/, path: /^\/(l\.php|flx\/warn\/)?$/, params: ['u'] },
  { host: /^l\.(threads\.(net|com)|messenger\.com|wl\.co)$/, path: /^\/(l\.php|l)?$/, params: ['u'] },
  { host: /^(www\.)?facebook\.com$/, path: /^\/(l\.php|flx\/warn\/)$/, params: ['u'] },
  { host: /^out\.reddit\.com$/, path: /^\//, params: ['url'] },
  { host: /^(t|href)\.umblr\.com$/, path: /^\/redirect$/, params: ['z'] },
  { host: /^((www|html|lite)\.)?duckduckgo\.com$/, path: /^\/l\/?$/, params: ['uddg'] },
  { host: /^(www|cn)\.bing\.com$/, path: /^\/ck\/a$/, params: ['u'], read: fromBing },
  { host: /^(www\.)?youtube\.com$/, path: /^\/redirect$/, params: ['q'] },
  { host: /^(www\.)?linkedin\.com$/, path: /^\/(redir\/redirect|safety\/go)\/?$/, params: ['url'] },
  { host: /^([a-z]+\.)?search\.yahoo\.com$|^r\.search\.yahoo\.com$/, path: /\/RU=/, params: [], read: fromYahoo },
  { host: /^(away\.)?vk\.com$/, path: /^\/away\.php$/, params: ['to'] },
  { host: /^steamcommunity\.com$/, path: /^\/linkfilter\/?$/, params: ['u', 'url'] },
  { host: /^(www\.)?pixiv\.net$/, path: /^\/jump\.php$/, params: ['url'] },
  { host: /^slack-redir\.net$/, path: /^\/link$/, params: ['url'] },
  { host: /^(mail|gcc\d+)\.safelinks\.protection\.outlook\.com$|\.safelinks\.protection\.outlook\.com$/, path: /^\//, params: ['url'] },
];

/** Bing writes `a1` and the address in base64 as URLs have it. */
function fromBing(value: string): string | null {
  if (!/^a1[\w-]+$/.test(value)) return null;
  try {
    const bytes = atob(value.slice(2).replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Yahoo writes it as a piece of the path: `/RU=https%3a%2f%2fexample.com%2f/RK=2/…`. */
function fromYahoo(path: string): string | null {
  const [, inner] = /\/RU=([^/]+)\//.exec(path) ?? [];
  try {
    return inner === undefined ? null : decodeURIComponent(inner);
  } catch {
    return null;
  }
}

/** A redirector may lead through another one; a circle of them leads nowhere. */
const MOST_STEPS = 3;

/** Where a redirector's link ends, as an absolute http(s) address; any other address comes back as it is. */
export function unwrapped(address: string): string {
  let now = address;
  for (let step = 0; step < MOST_STEPS; step++) {
    const inner = innerOf(now);
    if (inner === null) break;
    now = inner;
  }
  return now;
}

function innerOf(address: string): string | null {
  const url = webAddress(address);
  if (!url) return null;
  const redirector = redirectors.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname));
  if (!redirector) return null;
  const { params, read } = redirector;
  const values = params.length > 0 ? params.map((name) => url.searchParams.get(name)) : [url.pathname];
  for (const value of values) {
    const inner = value && webAddress((read ? read(value) : value) ?? '');
    if (inner) return inner.href;
  }
  return null;
}

function webAddress(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}
