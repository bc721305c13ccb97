import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { askBackground } from '../../lib/ask.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { type Pull, type Stored, sendMessage } from '../../lib/messages.ts';
import type { AllowOnce } from '../../lib/outcome.ts';
import { isPaged, MOST_PER_PAGE, mergeRows } from '../../lib/pages.ts';

/** How often a pull under way is looked at. The background works on by itself; this only draws it. */
const LOOK_MS = 500;

const of = ({ endpoint, request }: Stored) => ({ endpoint, request });

const isMoving = (pull: Pull | null): boolean => pull !== null && (pull.state === 'running' || pull.isAsking);

/**
 * The rest of a list whose first page is on screen: what of it is stored already (free to read), and the pull that buys more of it. The rows
 * of all pages come as one answer.
 */
export function usePull(endpoint: Endpoint, first: Stored | null, onSpent: () => void) {
  const [pull, setPull] = useState<Pull | null>(null);
  const [pages, setPages] = useState<{ of: Stored; rest: Stored[] } | null>(null);
  const list = first && isPaged(endpoint) && first.rows.length > 0 ? first : null;
  const current = useRef(list);
  current.current = list;

  const look = useCallback(async () => {
    if (!list) return;
    const { endpoint: id, request } = list;
    const found = await sendMessage('pullOf', { endpoint: id, request }).catch(() => null);
    if (current.current === list) setPull(found);
  }, [list]);

  useEffect(() => {
    setPull(null);
    setPages(null);
    void look();
  }, [look]);

  useEffect(() => {
    if (!isMoving(pull)) return;
    const next = setTimeout(() => void look(), LOOK_MS);
    return () => clearTimeout(next);
  }, [pull, look]);

  // Pages are read one by one as they are stored; what was read stays.
  const loaded = pull?.loaded ?? 0;
  const isMovingNow = isMoving(pull);
  const spent = useRef(onSpent);
  spent.current = onSpent;
  useEffect(() => {
    if (!list || loaded <= list.rows.length) return;
    let isCurrent = true;
    const read = async () => {
      const { endpoint: id } = list;
      const stored = await sendMessage('readPages', { endpoint: id, request: list.request }).catch(() => []);
      const rest: Stored[] = pages?.of === list ? [...pages.rest] : [];
      for (const { request } of stored.slice(1 + rest.length)) {
        const outcome = await askBackground({ endpoint: id, request, askedBy: 'explorer', buy: 'never' });
        if (!isCurrent || !outcome.ok) return;
        rest.push(outcome.value);
        setPages({ of: list, rest: [...rest] });
      }
      spent.current();
    };
    void read();
    return () => {
      isCurrent = false;
    };
    // `pages` is where it goes on from; a change of it is its own doing.
  }, [list, loaded, isMovingNow]);

  const merged = useMemo(() => {
    if (!list || pages?.of !== list) return { stored: first, dropped: 0 };
    const all = [list, ...pages.rest];
    const { rows, dropped } = mergeRows(all, endpoint.key);
    return { stored: { ...list, rows, costUsd: all.reduce((sum, { costUsd }) => sum + costUsd, 0) }, dropped };
  }, [list, pages, first, endpoint]);

  const tell = (answer: Promise<Pull | null>) =>
    void answer.then(
      (now) => now && setPull(now),
      () => void look(),
    );
  return {
    ...merged,
    pull,
    start: (upTo: number | null, allow?: AllowOnce) =>
      list &&
      tell(
        sendMessage('startPull', { ...of(list), perPage: MOST_PER_PAGE, upTo, ...(allow ? { allow } : {}) }).then((outcome) =>
          outcome.ok ? outcome.value : null,
        ),
      ),
    pause: () => pull && tell(sendMessage('pausePull', { id: pull.id })),
    resume: (again: boolean, allow?: AllowOnce) =>
      pull && tell(sendMessage('resumePull', { id: pull.id, again, ...(allow ? { allow } : {}) })),
    cancel: () => pull && tell(sendMessage('cancelPull', { id: pull.id })),
  };
}
