import { type ColumnKind, columnsOf } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import type { Stored } from '../../lib/messages.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { Cell } from './Cell.tsx';
import { isRecord } from './cell-texts.ts';
import { KeyedValues } from './KeyedValues.tsx';

/** What the answer says of itself beside its rows: what it is about, and where the next rows begin. */
export function Head({ endpoint, stored }: { endpoint: Endpoint; stored: Stored }) {
  const said = columnsOf({ row: endpoint.head }, { rows: [stored.head], head: {} }).filter(({ value }) => value(stored.head) !== null);
  if (said.length === 0) return null;
  return (
    <details class="head">
      <summary>{t`About this answer`}</summary>
      <dl class="keyed">
        {said.map(({ path, label, kind, help, value }) => (
          <div key={path}>
            <dt title={help || undefined}>{label}</dt>
            <dd data-field={`head.${path}`}>
              <Value kind={kind} value={value(stored.head)} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const LONGEST_CURSOR = 10_000;

/** Texts whole: a cursor is there to be copied. */
function Value({ kind, value }: { kind: ColumnKind; value: unknown }) {
  if (kind === 'text' && typeof value === 'string') return <bdi>{visibleText(value, LONGEST_CURSOR)}</bdi>;
  return isRecord(value) ? <KeyedValues value={value} /> : <Cell kind={kind} value={value} />;
}
