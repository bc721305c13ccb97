import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../../lib/columns.ts';
import type { LinkCheck, LinkToCheck } from '../../lib/link-check/verdict.ts';
import { sendMessage } from '../../lib/messages.ts';
import { verifyLinks } from './verify.ts';

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The link that a row is about; null for rows that name no page that links and no address that is linked. */
export function linkIn(row: Row): LinkToCheck | null {
  const [from, to] = [textOf(row.url_from), textOf(row.url_to)];
  return from && to ? { from, to, type: textOf(row.item_type) } : null;
}

const keyOf = ({ from, to }: Pick<LinkToCheck, 'from' | 'to'>): string => `${from}\n${to}`;

export type LinkChecks = {
  /** The last verdict on a row's link; null where nobody looked, undefined until it is known. */
  checkOf: (row: Row) => LinkCheck | null | undefined;
  /** Reads what is kept of these rows. */
  recall: (rows: readonly Row[]) => void;
  /** Looks at these rows' links now. Only from a press. */
  verify: (rows: readonly Row[]) => void;
  cancel: () => void;
  /** How many of how many are looked at; null while nothing is. */
  progress: { done: number; of: number } | null;
};

/** Verdicts on links, kept and new. */
export function useLinkChecks(): LinkChecks {
  const [known, setKnown] = useState<ReadonlyMap<string, LinkCheck | null>>(new Map());
  const [progress, setProgress] = useState<LinkChecks['progress']>(null);
  const run = useRef<AbortController | null>(null);
  useEffect(() => () => run.current?.abort(), []);

  const recall = useCallback((rows: readonly Row[]) => {
    const links = rows.flatMap((row) => linkIn(row) ?? []).map(({ from, to }) => ({ from, to }));
    if (links.length === 0) return;
    sendMessage('checksOf', { links }).then(
      (checks) => {
        const found = new Map(checks.map((check) => [keyOf(check), check]));
        setKnown((now) => new Map([...now, ...links.map((link) => [keyOf(link), found.get(keyOf(link)) ?? null] as const)]));
      },
      () => {},
    );
  }, []);

  const verify = useCallback((rows: readonly Row[]) => {
    const links = [...new Map(rows.flatMap((row) => linkIn(row) ?? []).map((link) => [keyOf(link), link])).values()];
    if (links.length === 0 || run.current) return;
    const controller = new AbortController();
    run.current = controller;
    let done = 0;
    setProgress({ done, of: links.length });
    const onChecked = (check: LinkCheck) => {
      setKnown((now) => new Map([...now, [keyOf(check), check]]));
      setProgress({ done: ++done, of: links.length });
    };
    // Called in the press itself, because the browser asks for the sites only there.
    verifyLinks(links, { signal: controller.signal, onChecked }).finally(() => {
      run.current = null;
      setProgress(null);
    });
  }, []);

  return {
    checkOf: (row) => {
      const link = linkIn(row);
      return link ? known.get(keyOf(link)) : null;
    },
    recall,
    verify,
    cancel: () => run.current?.abort(),
    progress,
  };
}
