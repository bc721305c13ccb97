import { t } from './words.ts';

/** Redirect maps: from dead addresses to where they should lead, in the words of four servers. Addresses are strangers' and are escaped. */

export type Redirect = { from: string; to: string };

const blank = /[\s\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Cs}\\]/u;

const webAddress = (text: string): URL | null => {
  if (!/^https?:\/\//i.test(text) || blank.test(text)) return null;
  try {
    const url = new URL(text);
    return url.username === '' && url.password === '' ? url : null;
  } catch {
    return null;
  }
};

/** Where a typed address leads: a whole one as it is, a path on the site of the dead page; null for anything else. */
export function destinationOf(from: string, typed: string): string | null {
  const text = typed.trim();
  const base = webAddress(from);
  if (!base || text === '' || blank.test(text)) return null;
  if (/^\/(?!\/)/.test(text)) return new URL(text, base).href;
  return webAddress(text)?.href ?? null;
}

/** What is wrong with a typed address, in words; null where it may be used. */
export function faultOfDestination(from: string, typed: string): string | null {
  const to = destinationOf(from, typed);
  if (to === null) return t`A whole address such as https://example.com/new, or a path such as /new.`;
  return to === webAddress(from)?.href ? t`It leads to itself.` : null;
}

/** An address in its parts, as a server sees them: the path as it is sent and as it is read, the query as it is sent. */
type Parts = { host: string; path: string; decoded: string; query: string; to: string };

function partsOf({ from, to }: Redirect): Parts | null {
  const url = webAddress(from);
  const target = webAddress(to);
  if (!url || !target) return null;
  // Braces are variables to some servers; encoded they mean the same.
  const safe = target.href.replaceAll('{', '%7B').replaceAll('}', '%7D').replaceAll('"', '%22').replaceAll("'", '%27');
  return {
    host: url.host.replace(/^www\./, ''),
    path: url.pathname,
    decoded: decodedOf(url.pathname),
    query: url.search.slice(1),
    to: safe,
  };
}

function decodedOf(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The most special first: an address with a query before the same without. Each dead address once, and none that leads to itself. */
function ordered(redirects: readonly Redirect[]): Parts[] {
  const parts = redirects.flatMap((redirect) => (redirect.from === redirect.to ? [] : (partsOf(redirect) ?? [])));
  const once = new Map(parts.map((each) => [`${each.host}${each.path}?${each.query}`, each]));
  return [...once.values()].sort((a, b) => Number(b.query !== '') - Number(a.query !== ''));
}

const pattern = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}#/ -]/g, (char) => (/[# /-]/.test(char) ? char : `\\${char}`));

/** A quoted word of an Apache or nginx configuration; both take a doubled backslash for one. */
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Control characters cannot stand in a line of a configuration. */
const isWritable = ({ decoded }: Parts): boolean => !/\p{Cc}/u.test(decoded);

function apache(redirects: readonly Redirect[]): string {
  const lines = ordered(redirects)
    .filter(isWritable)
    .flatMap(({ host, decoded, query, to }) => [
      `RewriteCond %{HTTP_HOST} ${quoted(`^(?:www\\.)?${pattern(host)}$`)} [NC]`,
      ...(query ? [`RewriteCond %{QUERY_STRING} ${quoted(`^${pattern(query)}$`)}`] : []),
      // In what a rule writes, % and $ would be references.
      `RewriteRule ${quoted(`^/?${pattern(decoded.slice(1))}$`)} ${quoted(to.replace(/[%$\\]/g, '\\$&'))} [R=301,L,NE${query ? ',QSD' : ''}]`,
    ]);
  return ['RewriteEngine On', ...lines, ''].join('\n');
}

function nginx(redirects: readonly Redirect[]): string {
  const lines = ordered(redirects).map(({ host, path, query, to }) => {
    const end = query ? `\\?${pattern(query)}$` : '(?:\\?.*)?$';
    // nginx has no escape for a dollar sign in a value.
    return `  ${quoted(`~^(?:www\\.)?${pattern(host)}${pattern(path)}${end}`)} ${quoted(to.replaceAll('$', '%24'))};`;
  });
  return [
    '# In the http block:',
    'map $host$request_uri $reclaimed {',
    '  default "";',
    ...lines,
    '}',
    '# In the server block:',
    '# if ($reclaimed) { return 301 $reclaimed; }',
    '',
  ].join('\n');
}

function netlify(redirects: readonly Redirect[]): string {
  const all = ordered(redirects);
  const isOneHost = new Set(all.map(({ host }) => host)).size <= 1;
  const literal = (path: string): string => path.replaceAll('*', '%2A').replaceAll(':', '%3A');
  const lines = all.map(({ host, path, query, to }) => {
    const from = isOneHost ? literal(path) : `https://${host}${literal(path)}`;
    const pairs = query ? query.split('&').map((pair) => pair.replaceAll(':', '%3A')) : [];
    return [from, ...pairs, to.replace(/^(https?:\/\/[^/]+)(.*)$/, (_, site: string, rest: string) => site + literal(rest)), '301'].join(
      ' ',
    );
  });
  return [...lines, ''].join('\n');
}

export const redirectFormats = {
  apache: { title: 'Apache', fileName: 'htaccess.txt', type: 'text/plain', write: apache },
  nginx: { title: 'nginx', fileName: 'redirects.conf', type: 'application/octet-stream', write: nginx },
  // A browser puts an ending on the name of a text that has none.
  netlify: { title: 'Netlify', fileName: '_redirects', type: 'application/octet-stream', write: netlify },
} as const;
