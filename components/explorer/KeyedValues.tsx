import { count as counted } from '../../lib/format.ts';
import { t } from '../../lib/words.ts';
import { Cell } from './Cell.tsx';
import { isRecord, keyOf } from './cell-texts.ts';

const FEW = 12;
/** Deeper and wider values are shown as they came. */
const MOST = 200;

type Leaf = { key: string; value: unknown };

/** The innermost values under their dotted keys. */
function leavesOf(value: unknown, path = ''): Leaf[] {
  if (!isRecord(value) || Object.keys(value).length === 0) return [{ key: path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path ? `${path}.${key}` : key));
}

/** A map without a documented shape, as its keys and values. */
export function KeyedValues({ value }: { value: unknown }) {
  if (!isRecord(value) || Object.keys(value).length === 0) return <p class="muted small">{t`Nothing in it.`}</p>;
  const leaves = leavesOf(value);
  const list = (some: Leaf[]) => (
    <dl class="keyed">
      {some.map(({ key, value: inner }) => (
        <div key={key}>
          <dt>
            <bdi title={keyOf(key)}>{keyOf(key)}</bdi>
          </dt>
          <dd class="num">
            <Cell kind="json" value={inner} />
          </dd>
        </div>
      ))}
    </dl>
  );
  const more = leaves.slice(FEW, MOST);
  return (
    <>
      {list(leaves.slice(0, FEW))}
      {more.length > 0 && (
        <details>
          <summary>{t`${counted(leaves.length - FEW)} more`}</summary>
          {list(more)}
          {leaves.length > MOST && <pre>{JSON.stringify(value, null, 1).slice(0, 200_000)}</pre>}
        </details>
      )}
    </>
  );
}
