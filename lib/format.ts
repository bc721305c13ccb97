import { locale, t } from './words.ts';

/** How figures, moments and money are written, everywhere. Null is not zero: it is written as an en dash. */

export const NOTHING = '–';

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const compactly = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
const dollars = (least: number, most = least): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' },
    ...{ minimumFractionDigits: least, maximumFractionDigits: most },
  });

const cents = dollars(2);
const tenthsOfCents = dollars(3, 4);
const exactDollars = dollars(2, 7);
const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });

/** A count with its groups: 12,408. */
export const count = (value: number | null | undefined): string => (value == null ? NOTHING : whole.format(value));

/** A count that must be short: 48.2K. The exact figure belongs in a tooltip. */
export const compact = (value: number | null | undefined): string =>
  value == null ? NOTHING : value < 10_000 ? whole.format(value) : compactly.format(value);

/** US dollars: `$12.40` from a dollar on, `$0.024` or `$0.0276` below, where a tenth of a cent matters. */
export function money(usd: number | null | undefined): string {
  if (usd == null) return NOTHING;
  // 0.024036 is one request and one row; the row's thousandths of a cent would only be noise on a button.
  return Math.abs(usd) >= 1 || usd === 0 ? cents.format(usd) : tenthsOfCents.format(Math.round(usd * 10_000) / 10_000);
}

/** US dollars to the last digit of a price list. */
export const exactMoney = (usd: number): string => exactDollars.format(usd);

/** A number of hundredths: 12.5 is `12.5%`. */
export const percents = (value: number | null | undefined): string => (value == null ? NOTHING : shares.format(value / 100));

/** A share of a whole, as whole percents; "<1%" rather than a 0 that is not one. */
export function percent(part: number, of: number): string {
  if (of <= 0) return NOTHING;
  const share = (part / of) * 100;
  return share > 0 && share < 1 ? `<${percents(1)}` : percents(Math.round(share));
}

const lists = new Intl.ListFormat(locale);

/** One after the other: a, b, and c. */
export const listed = (parts: readonly string[]): string => lists.format(parts);

/** The moment the API writes as `2026-01-31 08:00:00 +00:00`, in milliseconds; null where it is none. */
export function momentOf(written: string | null | undefined): number | null {
  if (!written) return null;
  const at = Date.parse(written.replace(/^(\S+) (\S+) (\S+)$/, '$1T$2$3'));
  return Number.isNaN(at) ? null : at;
}

/** `yyyy-mm-dd` of a moment, in UTC as the API counts days. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const dayWriter = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });

/** A short local day: 31 Jan 2026. */
export const day = (at: number | null): string => (at === null ? NOTHING : dayWriter.format(at));

const clockWriter = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

/** The local time of a moment: 01:00. */
export const clockTime = (at: number): string => clockWriter.format(at);

const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
const steps = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago a moment was: "3 hr. ago", "just now". */
export function age(at: number, now = Date.now()): string {
  for (const [unit, length] of steps) if (now - at >= length) return ago.format(-Math.floor((now - at) / length), unit);
  return t`just now`;
}

export type SpamBand = { word: string; tone: 'good' | 'warn' | 'bad' };

/** DataForSEO's bands of spam scores: 0–30, 31–60, 61–100. */
export const spamBand = (score: number): SpamBand =>
  score <= 30 ? { word: t`Low`, tone: 'good' } : score <= 60 ? { word: t`Medium`, tone: 'warn' } : { word: t`High`, tone: 'bad' };

/** The largest entries of a distribution, largest first. The key "" means "not known". */
export function largest(tally: Record<string, number | null> | null | undefined, most: number): [key: string, count: number][] {
  return Object.entries(tally ?? {})
    .flatMap(([key, value]): [string, number][] => (value ? [[key, value]] : []))
    .sort((a, b) => b[1] - a[1])
    .slice(0, most);
}
