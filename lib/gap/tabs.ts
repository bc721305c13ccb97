/** Which of the loaded rows are wanted. Everything here is counted over rows that are here, and costs nothing. */
import { t } from '../words.ts';
import type { Linker } from './matrix.ts';

export type TabId = 'all' | 'most' | 'any' | 'missing' | 'weak' | 'unique';

/** What is known of links to the person's own site. */
export type Mine = {
  /** The own site; blank where none is named. */
  me: string;
  /** How many links a site or page has to it: 0 for none, null where that is not known. */
  linksFrom: (who: string | null) => number | null;
};

export type Tab = {
  id: TabId;
  title: string;
  explains: string;
  /** Whether a row belongs in it; null where that is not known. */
  has: (linker: Linker, linksToMe: number | null) => boolean | null;
};

/** The most links a row has to any one of the targets. */
const mostLinks = ({ cells }: Linker): number => cells.reduce((most, cell) => Math.max(most, cell ? (cell.links ?? 1) : 0), 0);

/** The tabs of a matrix, in their order. */
export const tabs: readonly Tab[] = [
  { id: 'all', title: t`All`, explains: t`Link to every rival.`, has: ({ hits, cells }) => hits > 0 && hits === cells.length },
  { id: 'most', title: t`Two or more`, explains: t`Link to two rivals or more.`, has: ({ hits }) => hits >= 2 },
  { id: 'any', title: t`Any`, explains: t`Link to at least one rival: every row that is loaded.`, has: () => true },
  {
    id: 'missing',
    title: t`Missing for me`,
    explains: t`Link to a rival and not to your own site.`,
    has: (_, mine) => (mine === null ? null : mine === 0),
  },
  {
    id: 'weak',
    title: t`Weak`,
    explains: t`Link to your own site, but less than to some rival.`,
    has: (linker, mine) => (mine === null ? null : mine > 0 && mine < mostLinks(linker)),
  },
  { id: 'unique', title: t`Unique`, explains: t`Link to one rival alone.`, has: ({ hits }) => hits === 1 },
];

export type Tabbed = {
  linkers: readonly Linker[];
  /** Rows of which it is not known whether they belong here. */
  unknown: number;
};

/** The rows of a tab, in their order. */
export function rowsIn({ has }: Tab, linkers: readonly Linker[], mine: Mine): Tabbed {
  let unknown = 0;
  const kept = linkers.filter((linker) => {
    const belongs = has(linker, mine.linksFrom(linker.who));
    if (belongs === null) unknown++;
    return belongs;
  });
  return { linkers: kept, unknown };
}

/** A site's name as it is compared, whoever spelled it. */
const plain = (who: string): string => who.toLowerCase().replace(/^www\./, '');

/** A list of who links to the own site, as far as it is loaded. */
export type MyLinkers = { rows: readonly Record<string, unknown>[]; isWhole: boolean };

/**
 * What is known of links to the own site: of who was left out by the request nothing can be here; for others a stored list says it, as far as
 * it goes.
 */
export function mineOf(me: string, isExcluded: boolean, known: MyLinkers | null, names: { who: string; count: string }): Mine {
  if (me === '') return { me, linksFrom: () => null };
  if (isExcluded) return { me, linksFrom: () => 0 };
  const counts = new Map<string, number>();
  for (const row of known?.rows ?? []) {
    const who = row[names.who];
    const links = row[names.count];
    if (typeof who === 'string' && who) counts.set(plain(who), (counts.get(plain(who)) ?? 0) + (typeof links === 'number' ? links : 1));
  }
  return { me, linksFrom: (who) => (who === null ? null : (counts.get(plain(who)) ?? (known?.isWhole ? 0 : null))) };
}
