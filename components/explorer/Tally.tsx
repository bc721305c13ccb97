import { totalOf } from '../../lib/columns.ts';
import { count, largest, percent } from '../../lib/format.ts';
import { t } from '../../lib/words.ts';
import { keyOf } from './cell-texts.ts';

/** Bars in sight before the rest is unfolded. */
const FEW = 6;

type Tallied = Record<string, number | null>;

/** A distribution as bars with their shares; the largest in sight, all of them one press away. */
export function Tally({ tally }: { tally: Tallied }) {
  const total = totalOf(tally);
  const all = largest(tally, Number.MAX_SAFE_INTEGER);
  if (all.length === 0) return <p class="muted small">{t`Nothing counted.`}</p>;
  const most = all[0]?.[1] ?? 0;
  const bars = (entries: typeof all) => (
    <dl class="bars num">
      {entries.map(([key, part]) => (
        <div key={key} title={`${keyOf(key)}: ${count(part)}`}>
          <dt class={key === '' ? 'muted' : ''}>
            <bdi>{keyOf(key)}</bdi>
          </dt>
          <dd>
            <span class={`track ${key === '' ? 'minor' : ''}`} aria-hidden="true">
              <i style={{ width: `${(part / most) * 100}%` }} />
            </span>
            <span>{percent(part, total)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      {bars(all.slice(0, FEW))}
      {all.length > FEW && (
        <details>
          <summary>{t`${count(all.length - FEW)} more`}</summary>
          {bars(all.slice(FEW))}
        </details>
      )}
    </>
  );
}
