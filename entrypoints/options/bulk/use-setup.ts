import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { metrics } from '../../../lib/bulk/metrics.ts';
import type { Allows } from '../../../lib/params.ts';
import { hashOf } from '../../../lib/route.ts';
import { type Place, readText } from '../../../lib/target-lists/read.ts';
import { keepList, keptList } from './kept-lists.ts';

/** What the person set up. The address says all of it, or names the list that is kept by a key. */
export type Setup = {
  text: string;
  place?: Place;
  allows: Allows;
  /** Ids of the endpoints whose figures are wanted. */
  ticked: ReadonlySet<string>;
  /** A day, or nothing for the API's own. */
  since: string;
};

export const PAGE = 'bulk';
const PAUSE_MS = 400;
/** Longest list that stands in the address itself, in characters. */
const MOST_IN_ADDRESS = 1500;

const usual: ReadonlySet<string> = new Set(metrics.flatMap(({ isUsual, endpoint }) => (isUsual ? [endpoint.id] : [])));
const allowsOf = (word: string | null): Allows => (word === 'site' || word === 'domain' ? word : 'any');

/** The set-up that an address says, but for a list that it only names. */
function setupOf(values: URLSearchParams): Setup {
  const known = new Set<string>(metrics.map(({ endpoint }) => endpoint.id));
  const named = values.getAll('get');
  return {
    text: values.getAll('targets').join('\n'),
    allows: allowsOf(values.get('as')),
    ticked: named.length > 0 ? new Set(named.filter((id) => known.has(id))) : usual,
    since: values.get('since') ?? '',
  };
}

/** The values that say a set-up; `list` where its text is kept by a key. */
function valuesOf({ text, allows, ticked, since }: Setup, list: string | null): URLSearchParams {
  const values = new URLSearchParams();
  if (list !== null) values.set('list', list);
  else for (const line of text.split('\n')) if (line.trim()) values.append('targets', line.trim());
  if (allows !== 'any') values.set('as', allows);
  for (const id of ticked.size > 0 ? ticked : ['none']) values.append('get', id);
  if (since) values.set('since', since);
  return values;
}

/** Short lists of plain lines stand in the address, so that it can be sent and kept; others are kept in memory under a key. */
const fitsAddress = ({ text }: Setup): boolean => text.length <= MOST_IN_ADDRESS && readText(text).table === null;

/** The page's set-up and its address, which follow each other. */
export function useSetup(query: string, onReplace: (hash: string) => void) {
  const [setup, setSetup] = useState<Setup>(() => setupOf(new URLSearchParams(query)));
  const [isGone, setGone] = useState(false);
  const [isTooLong, setTooLong] = useState(false);
  /** The address that shows the set-up on screen; another one was come to by the person. */
  const shown = useRef<string | null>(null);
  /** Only what the person changes is written into the address. */
  const isChanged = useRef(false);

  useEffect(() => {
    if (shown.current === query) return;
    shown.current = query;
    isChanged.current = false;
    const values = new URLSearchParams(query);
    const key = values.get('list');
    const coming = setupOf(values);
    setGone(false);
    setSetup(coming);
    if (key === null) return;
    let isCurrent = true;
    void keptList(key).then((kept) => {
      if (!isCurrent || shown.current !== query) return;
      setGone(kept === null);
      if (kept) setSetup({ ...coming, text: kept.text, place: kept.place, allows: kept.allows });
    });
    return () => {
      isCurrent = false;
    };
  }, [query]);

  useEffect(() => {
    if (!isChanged.current) return;
    let isCurrent = true;
    const pause = setTimeout(async () => {
      const { text, place, allows } = setup;
      const key = fitsAddress(setup) ? null : await keepList({ text, place, allows });
      if (!isCurrent) return;
      setTooLong(key === null && !fitsAddress(setup));
      const values = valuesOf(key === null && !fitsAddress(setup) ? { ...setup, text: '' } : setup, key);
      shown.current = values.toString();
      onReplace(hashOf(PAGE, values));
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(pause);
    };
  }, [setup, onReplace]);

  const change = useCallback((by: Partial<Setup>) => {
    isChanged.current = true;
    setGone(false);
    setSetup((now) => ({ ...now, ...by }));
  }, []);
  return { setup, change, isGone, isTooLong };
}
