import type { ComponentChildren } from 'preact';
import { type Column, type ColumnKind, columnsOf, type Row } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import type { Field, Fields } from '../../lib/fields.ts';
import { count } from '../../lib/format.ts';
import type { Stored } from '../../lib/messages.ts';
import { t } from '../../lib/words.ts';
import { SpamPill } from '../SpamPill.tsx';
import { Cell } from './Cell.tsx';
import { isRecord } from './cell-texts.ts';
import { DataTable } from './DataTable.tsx';
import { KeyedValues } from './KeyedValues.tsx';
import type { OnScreen } from './TableResult.tsx';
import { Tally } from './Tally.tsx';

type Props = { endpoint: Endpoint; stored: Stored; isCounted: boolean; tools: (view: OnScreen) => ComponentChildren };

/** The kinds that judge: what a person looks for first, and what stands first. */
const verdicts: readonly ColumnKind[] = ['rank', 'spam'];
/** The kinds that need a card of their own. */
const wide: readonly ColumnKind[] = ['tally', 'words', 'json', 'list'];

/** One record as figures: rank and spam scores first, then the counts, then what is known of the site, then the distributions. */
export function RecordResult({ endpoint, stored, tools }: Props) {
  const columns = columnsOf(endpoint, stored);
  return (
    <>
      <div class="strip num">{tools({ columns, found: stored.rows, selected: [] })}</div>
      {stored.rows.map((row, at) => (
        <RecordOf key={at} columns={columns} fields={endpoint.row} row={row} />
      ))}
    </>
  );
}

function RecordOf({ columns, fields, row }: { columns: readonly Column[]; fields: Fields; row: Row }) {
  const heads = verdicts.flatMap((kind) => columns.filter((column) => column.kind === kind));
  const plain = columns.filter(({ kind }) => !verdicts.includes(kind) && !wide.includes(kind));
  const groups = [...new Set(plain.map(({ of }) => of))];
  const cards = columns.filter(({ kind, value }) => wide.includes(kind) && value(row) !== null);
  return (
    <div class="record">
      {heads.length > 0 && (
        <dl class="heads num">
          {heads.map((column) => (
            <Figure key={column.path} column={column} row={row} withHelp />
          ))}
        </dl>
      )}
      {groups.map((of) => (
        <section key={of} class={of ? 'card' : 'card main-figures'} aria-label={of || t`Figures`}>
          {of && <h2>{of}</h2>}
          <dl class="figures num">
            {plain
              .filter((column) => column.of === of)
              .map((column) => (
                <Figure key={column.path} column={column} row={row} />
              ))}
          </dl>
        </section>
      ))}
      <div class="cards">
        {cards.map((column) => (
          <section key={column.path} class={`card ${column.kind}`} data-field={column.path}>
            <h2 title={column.help || undefined}>{column.of ? `${column.of}: ${column.label}` : column.label}</h2>
            <Wide column={column} field={fieldAt(fields, column.path)} value={column.value(row)} />
          </section>
        ))}
      </div>
      <Glossary columns={columns} />
    </div>
  );
}

function Figure({ column, row, withHelp = false }: { column: Column; row: Row; withHelp?: boolean }) {
  const value = column.value(row);
  const isScore = column.kind === 'spam' && typeof value === 'number';
  return (
    <div>
      <dt title={column.help || undefined}>{column.label}</dt>
      <dd class={isScore ? 'with-pill' : undefined}>
        {/* The figure alone; its band stands beside it. */}
        <span data-field={column.path}>{isScore ? count(value) : <Cell kind={column.kind} value={value} />}</span>
        {isScore && <SpamPill score={value} />}
      </dd>
      {withHelp && <dd class="help">{column.help}</dd>}
    </div>
  );
}

/** The field a path of group names leads to. */
function fieldAt(fields: Fields, path: string): Field | undefined {
  const [first = '', ...rest] = path.split('.');
  const field = Object.hasOwn(fields, first) ? fields[first] : undefined;
  return rest.length > 0 && field?.fields ? fieldAt(field.fields, rest.join('.')) : field;
}

function Wide({ column, field, value }: { column: Column; field: Field | undefined; value: unknown }) {
  if (column.kind === 'tally') return <Tally tally={value as Record<string, number | null>} />;
  if (column.kind === 'list' && Array.isArray(value) && field?.fields) {
    const rows = value.filter(isRecord);
    return <DataTable caption={column.label} columns={columnsOf({ row: field.fields }, { rows, head: {} })} rows={rows} />;
  }
  return <KeyedValues value={value} />;
}

/** Every explanation as text, for those who have no pointer to rest on a label. */
export function Glossary({ columns }: { columns: readonly Column[] }) {
  return (
    <details class="glossary">
      <summary>{t`What the figures mean`}</summary>
      <dl>
        {columns
          .filter(({ help }) => help)
          .map(({ path, label, of, help }) => (
            <div key={path}>
              <dt>{of ? `${label} (${of})` : label}</dt>
              <dd>{help}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
