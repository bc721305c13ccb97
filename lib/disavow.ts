import { locale, t } from './words.ts';

/** Disavow files as Google reads them: one `domain:example.com` or one address a line, and comments behind a `#`. */
/** What Google takes at most. https://support.google.com/webmasters/answer/2648487 */
export const MOST_LINES = 100_000;
export const MOST_BYTES = 2 * 1024 * 1024;

export type Disavowed = { domain: string; reasons: readonly string[] };

export type Line =
  | { kind: 'domain'; domain: string; text: string }
  | { kind: 'address'; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'wrong'; text: string };

const hostName = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)+$/;

/** A domain as the file wants it, or null where it is none. */
export function domainIn(text: string): string | null {
  const domain = text
    .trim()
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  return hostName.test(domain) ? domain : asciiOf(domain);
}

/** A name in other letters as servers know it. */
function asciiOf(domain: string): string | null {
  if (/^\p{ASCII}*$/u.test(domain) || /[\s/?#:@\\%]/.test(domain)) return null;
  try {
    const { hostname } = new URL(`http://${domain}`);
    return hostName.test(hostname) ? hostname : null;
  } catch {
    return null;
  }
}

/** The lines of a file, each by its kind; a line that Google would refuse is `wrong`. */
export function linesOf(file: string): Line[] {
  const lines = file.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((raw): Line => {
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) return { kind: 'note', text };
    const named = /^domain:(.*)$/i.exec(text)?.[1];
    if (named !== undefined) {
      const domain = domainIn(named);
      return domain ? { kind: 'domain', domain, text } : { kind: 'wrong', text };
    }
    return /^https?:\/\/[^\s/]+\S*$/i.test(text) ? { kind: 'address', text } : { kind: 'wrong', text };
  });
}

/** A comment: on one line, for what follows a line end would be an instruction of its own. */
const comment = (text: string): string =>
  `# ${text
    .replace(/[\p{Cs}\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)}`;

/** A listed domain covers all below it. */
const isCovered = (domain: string, listed: ReadonlySet<string>): boolean =>
  domain.split('.').some((_, at, labels) => listed.has(labels.slice(at).join('.')));

export type Merged = {
  file: string;
  /** Domains that are new in it. */
  added: string[];
  /** Domains that the old file, or another line, disavows already. */
  covered: string[];
  /** Lines of the old file about domains the person keeps; they are left out. */
  dropped: string[];
  /** Lines of the old file that Google would refuse; they are kept as comments. */
  wrong: string[];
  lines: number;
  bytes: number;
  /** Why Google would not take the file; null where it would. */
  tooLarge: string | null;
};

/**
 * An existing file with more domains, each under its reasons and the day. Nothing of the old file is lost but what the person keeps: its
 * comments and addresses stay as they are, in their order.
 */
export function mergedFile({
  existing,
  domains,
  keep,
  day,
}: {
  existing: string;
  domains: readonly Disavowed[];
  keep: readonly string[];
  day: string;
}): Merged {
  const kept = new Set(keep);
  const old = linesOf(existing);
  const dropped = old.flatMap((line) => (line.kind === 'domain' && kept.has(line.domain) ? [line.domain] : []));
  const wrong = old.flatMap((line) => (line.kind === 'wrong' ? [line.text] : []));
  const lines = old.flatMap((line) => {
    if (line.kind === 'domain') return kept.has(line.domain) ? [] : [line.text];
    return [line.kind === 'wrong' ? comment(t`not understood: ${line.text}`) : line.text];
  });
  const listed = new Set(old.flatMap((line) => (line.kind === 'domain' && !kept.has(line.domain) ? [line.domain] : [])));

  const wanted = domains.flatMap(({ domain, reasons }) => {
    const name = domainIn(domain);
    return name && !kept.has(name) ? [{ domain: name, reasons }] : [];
  });
  // A domain before those below it, which it covers.
  wanted.sort(
    (a, b) => a.domain.split('.').length - b.domain.split('.').length || (a.domain < b.domain ? -1 : a.domain > b.domain ? 1 : 0),
  );
  const added: string[] = [];
  const covered: string[] = [];
  for (const { domain, reasons } of wanted) {
    if (isCovered(domain, listed)) {
      covered.push(domain);
      continue;
    }
    if (added.length === 0) lines.push(...(lines.length > 0 ? [''] : []), comment(t`Added with Backlens on ${day}`));
    lines.push(...reasons.map((reason) => comment(`${domain}: ${reason}`)), `domain:${domain}`);
    added.push(domain);
    listed.add(domain);
  }
  const file = lines.length > 0 ? `${lines.join('\n')}\n` : '';
  const bytes = new TextEncoder().encode(file).length;
  const tooLarge =
    lines.length > MOST_LINES
      ? t`It has ${lines.length.toLocaleString(locale)} lines; Google takes ${MOST_LINES.toLocaleString(locale)}.`
      : bytes > MOST_BYTES
        ? t`It is larger than 2 MB, which is as much as Google takes.`
        : null;
  return { file, added, covered, dropped, wrong, lines: lines.length, bytes, tooLarge };
}
