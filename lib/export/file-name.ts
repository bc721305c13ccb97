import { dayOf } from '../format.ts';
import type { About } from './about.ts';

/** Names that Windows keeps for devices, whatever ending they have. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** The name of a report's file: `forbes.com_backlinks_20261122_100-of-48213.csv`. */
export function fileNameOf(report: Pick<About, 'targets' | 'endpoint' | 'fetchedAt' | 'rows' | 'total'>, ending = 'csv'): string {
  const { targets, endpoint, fetchedAt, rows, total } = report;
  const [first = '', ...others] = targets.map((target) => target.replace(/^https?:\/\//, ''));
  const about = [first, others.length > 0 ? `and-${others.length}-more` : ''].filter(Boolean).join('-');
  const safe = about
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
  const name = [safe.replace(deviceName, '$&-'), endpoint, dayOf(fetchedAt).replaceAll('-', ''), `${rows}-of-${total ?? rows}`];
  return `${name.filter(Boolean).join('_')}.${ending}`;
}
