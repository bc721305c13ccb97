import { useId } from 'preact/hooks';
import type { Row } from '../../lib/columns.ts';
import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { count } from '../../lib/format.ts';
import type { Onward } from '../../lib/reports/define.ts';
import { t } from '../../lib/words.ts';

type Props = { onward: readonly Onward[]; rows: readonly Row[]; request: AnyRequest };

/** What selected rows are good for, as links: going there spends nothing. */
export function OnwardBar({ onward, rows, request }: Props) {
  const id = useId();
  return (
    <>
      {onward.map(({ title, explains, least, most, hash }, at) => {
        const words = title(rows.length);
        if (rows.length >= least && rows.length <= most)
          return (
            <a key={at} class="button" href={hash(rows, request)} title={explains}>
              {words}
            </a>
          );
        const why = rows.length > most ? t`takes at most ${count(most)}` : t`takes at least ${count(least)}`;
        return (
          <span key={at}>
            <button type="button" aria-disabled aria-describedby={`${id}-${at}`} title={explains}>
              {words}
            </button>{' '}
            <span id={`${id}-${at}`} class="muted small">
              {why}
            </span>
          </span>
        );
      })}
    </>
  );
}
