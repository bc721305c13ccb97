import { totalOf } from '../../lib/columns.ts';
import { day, largest, momentOf, NOTHING, percent } from '../../lib/format.ts';
import { displayHost } from '../../lib/host-display.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { locale, t } from '../../lib/words.ts';

/** Longest tooltip; a tooltip of megabytes helps nobody. */
const LONGEST_TITLE = 2048;
const LONGEST_ADDRESS = 72;

/** How a value is written: in the cell, and in full in its tooltip. */
export type Written = { text: string; title?: string };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts up to this length always fit their cell and need no tooltip. */
const ALWAYS_FITS = 24;

/** A text, cut; the tooltip has what the cut took. */
export function textCell(value: string): Written {
  const text = visibleText(value);
  return text.length > ALWAYS_FITS ? { text, title: visibleText(value, LONGEST_TITLE) } : { text };
}

/** A host as it is safe to read, with the reason where its own letters are held back. */
export function hostCell(value: string): Written {
  const { text, note } = displayHost(value.slice(0, LONGEST_TITLE));
  const shown = visibleText(text);
  return { text: shown, title: note ? `${shown}: ${note}` : shown };
}

/** An address with its host as it is safe to read, shortened in the middle: both ends tell it from its neighbours. */
export function addressCell(value: string): Written {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/is.exec(value.slice(0, LONGEST_TITLE)) ?? [];
  const isNamed = scheme !== '' && !/[@:]/.test(host);
  const whole = visibleText(isNamed ? `${scheme}${displayHost(host).text}${rest}` : value, LONGEST_TITLE);
  const short = whole.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/^([^/?#]+)\/$/, '$1');
  const text = short.length > LONGEST_ADDRESS ? `${short.slice(0, 46)}…${short.slice(-24)}` : short;
  return { text, title: whole };
}

const utcDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A moment as a short local day. The start of a UTC day stands for that day, which local time might call the day before. */
export function timeCell(value: string): Written {
  const moment = momentOf(value);
  if (moment === null) return textCell(value);
  return { text: moment % 86_400_000 === 0 ? utcDay.format(moment) : day(moment), title: value };
}

const exactly = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment to the second, local. The start of a UTC day stands for that day. */
export function momentCell(value: string): Written {
  const moment = momentOf(value);
  if (moment === null || moment % 86_400_000 === 0) return timeCell(value);
  return { text: exactly.format(moment), title: value };
}

export const keyOf = (key: string): string => (key === '' ? t`not known` : visibleText(key, 60));

/** The three largest shares of a tally in the cell, every entry in the tooltip. */
export function tallyCell(tally: Record<string, number | null>): Written {
  const total = totalOf(tally);
  const all = largest(tally, Number.MAX_SAFE_INTEGER);
  const text = all.slice(0, 3).map(([key, part]) => `${keyOf(key)} ${percent(part, total)}`);
  const title = all.map(([key, part]) => `${keyOf(key)} ${part.toLocaleString(locale)}`).join(', ');
  return { text: text.join(', ') || NOTHING, title: title.slice(0, LONGEST_TITLE) || undefined };
}

/** A list of small objects as `anchor 301 https://…; …`, of large ones as their number. */
export function listCell(elements: readonly unknown[]): Written {
  if (elements.length === 0) return { text: t`none` };
  const isSmall = elements.every((each) => !isRecord(each) || Object.keys(each).length <= 5);
  if (!isSmall) return { text: elements.length === 1 ? '1 entry' : t`${elements.length} entries` };
  return textCell(elements.map((each) => (isRecord(each) ? valuesOf(each) : String(each))).join('; '));
}

const valuesOf = (element: Record<string, unknown>): string =>
  Object.values(element)
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join(' ');

const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** A size in bytes, kilobytes or megabytes. */
export function sizeCell(value: number): Written {
  const exact = t`${value.toLocaleString(locale)} bytes`;
  if (value < 1000) return { text: `${value} B`, title: exact };
  return { text: value < 1_000_000 ? `${tenths.format(value / 1000)} kB` : `${tenths.format(value / 1_000_000)} MB`, title: exact };
}
