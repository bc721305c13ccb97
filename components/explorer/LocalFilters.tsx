import { Plus, X } from 'lucide';
import type { Column } from '../../lib/columns.ts';
import { count } from '../../lib/format.ts';
import { type LocalTest, openFilter, testsOf, testWords } from '../../lib/local-filter.ts';
import type { ColumnFilter, FilterFault, Top } from '../../lib/local-view.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { Icon } from '../Icon.tsx';
import './local-filters.css';

type Props = {
  columns: readonly Column[];
  filters: readonly ColumnFilter[];
  faults: readonly FilterFault[];
  /** The commonest values of a column, with how many rows have them. */
  tops: (path: string, most: number) => readonly Top[];
  onFilters: (filters: readonly ColumnFilter[]) => void;
};

/** Values to choose from: more than these are found by "contains". */
const MOST_VALUES = 60;
const flags = ['yes', 'no', 'unknown'] as const;

/** Conditions on loaded rows, in the look of those that are asked of the API. They cost nothing. */
export function LocalFilters({ columns, filters, faults, tops, onFilters }: Props) {
  if (filters.length === 0) return null;
  const put = (at: number, filter: ColumnFilter | null) =>
    onFilters(filters.flatMap((each, index) => (index === at ? (filter ? [filter] : []) : [each])));
  return (
    <fieldset class="local-filters">
      <legend class="visually-hidden">{t`Free conditions on loaded rows`}</legend>
      {filters.map((filter, at) => {
        const column = columns.find(({ path }) => path === filter.path);
        const fault = faults.find(({ path }) => path === filter.path)?.message ?? null;
        return (
          // A condition has no name but its place.
          <fieldset key={at} class="condition" aria-label={t`Free condition ${at + 1}`}>
            <select
              aria-label={t`Column of free condition ${at + 1}`}
              value={filter.path}
              onChange={({ currentTarget }) => {
                const next = columns.find(({ path }) => path === currentTarget.value);
                if (next) put(at, openFilter(next, testsOf(next.kind)[0] as LocalTest));
              }}
            >
              {columns.map(({ path, label, of }) => (
                <option key={path} value={path}>
                  {of ? `${visibleText(of, 60)}: ${label}` : label}
                </option>
              ))}
            </select>
            {column && <TestChoice column={column} filter={filter} number={at + 1} onFilter={(next) => put(at, next)} />}
            {column && <Value column={column} filter={filter} number={at + 1} tops={tops} onFilter={(next) => put(at, next)} />}
            <button
              type="button"
              class="icon"
              aria-label={t`Remove free condition ${at + 1}`}
              title={t`Remove`}
              onClick={() => put(at, null)}
            >
              <Icon node={X} />
            </button>
            {fault && <p class="fault">{fault}</p>}
          </fieldset>
        );
      })}
    </fieldset>
  );
}

/** Adds a condition on the column that stands first. */
export function AddLocalFilter({ columns, filters, onFilters }: Pick<Props, 'columns' | 'filters' | 'onFilters'>) {
  const [first] = columns;
  if (!first) return null;
  return (
    <button
      type="button"
      class="add-filter"
      title={t`A condition on one column of the loaded rows, free`}
      onClick={({ currentTarget }) => {
        onFilters([...filters, openFilter(first, testsOf(first.kind)[0] as LocalTest)]);
        const table = currentTarget.closest('.table-result');
        requestAnimationFrame(() => table?.querySelector<HTMLElement>('.condition:last-of-type select')?.focus());
      }}
    >
      <Icon node={Plus} /> {t`Free condition`}
    </button>
  );
}

type PartProps = { column: Column; filter: ColumnFilter; number: number; onFilter: (filter: ColumnFilter) => void };

function TestChoice({ column, filter, number, onFilter }: PartProps) {
  const tests = testsOf(column.kind);
  if (tests.length === 1) return <span class="muted">{testWords[filter.test]}</span>;
  return (
    <select
      aria-label={t`Test of free condition ${number}`}
      value={filter.test}
      onChange={({ currentTarget }) => onFilter(changedTest(column, filter, currentTarget.value as LocalTest))}
    >
      {tests.map((test) => (
        <option key={test} value={test}>
          {testWords[test]}
        </option>
      ))}
    </select>
  );
}

/** Another test of the same column; a text that was typed stays. */
function changedTest(column: Column, filter: ColumnFilter, test: LocalTest): ColumnFilter {
  const next = openFilter(column, test);
  return 'text' in filter && 'text' in next ? { ...next, text: filter.text } : next;
}

function Value({ column, filter, number, tops, onFilter }: PartProps & Pick<Props, 'tops'>) {
  const name = t`of free condition ${number}`;
  switch (filter.test) {
    case 'range':
      return (
        <>
          <Bound
            label={t`From, ${name}`}
            type="number"
            value={filter.from}
            onValue={(from) => onFilter({ ...filter, from: numberIn(from) })}
          />
          <span class="muted">{t`and`}</span>
          <Bound label={t`To, ${name}`} type="number" value={filter.to} onValue={(to) => onFilter({ ...filter, to: numberIn(to) })} />
        </>
      );
    case 'days':
      return (
        <>
          <Bound label={t`From, ${name}`} type="date" value={filter.from} onValue={(from) => onFilter({ ...filter, from: from || null })} />
          <span class="muted">{t`and`}</span>
          <Bound label={t`To, ${name}`} type="date" value={filter.to} onValue={(to) => onFilter({ ...filter, to: to || null })} />
        </>
      );
    case 'flag':
      return (
        <span class="ticks">
          {flags.map((flag) => (
            <label key={flag}>
              <input
                type="checkbox"
                checked={filter.values.includes(flag)}
                onChange={() => onFilter({ ...filter, values: toggled(filter.values, flag) })}
              />{' '}
              {flag}
            </label>
          ))}
        </span>
      );
    case 'set':
      return <SetChoice column={column} values={filter.values} tops={tops} onValues={(values) => onFilter({ ...filter, values })} />;
    default:
      return (
        <input
          type="text"
          class={`value-input ${filter.test === 'regex' ? 'code' : ''}`}
          aria-label={t`Value ${name}`}
          autocomplete="off"
          spellcheck={false}
          placeholder={filter.test === 'regex' ? '^lamp(s)?$' : t`Text`}
          value={filter.text}
          onInput={({ currentTarget }) => onFilter({ ...filter, text: currentTarget.value })}
        />
      );
  }
}

const numberIn = (text: string): number | null => (text === '' || Number.isNaN(Number(text)) ? null : Number(text));

const toggled = <T,>(values: readonly T[], value: T): T[] =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value];

type BoundProps = { label: string; type: 'number' | 'date'; value: number | string | null; onValue: (text: string) => void };

function Bound({ label, type, value, onValue }: BoundProps) {
  return (
    <input
      type={type}
      class="value-input num bound"
      aria-label={label}
      placeholder={t`any`}
      value={value ?? ''}
      onInput={({ currentTarget }) => onValue(currentTarget.value)}
    />
  );
}

type SetProps = {
  column: Column;
  values: readonly (string | null)[];
  tops: Props['tops'];
  onValues: (values: (string | null)[]) => void;
};

/** The commonest values of the column, to tick. */
function SetChoice({ column, values, tops, onValues }: SetProps) {
  const found = tops(column.path, MOST_VALUES);
  return (
    <details class="set-choice">
      <summary>{values.length === 0 ? t`Choose values` : t`${count(values.length)} chosen`}</summary>
      <ul>
        {found.map(({ value, count: rows }) => (
          <li key={value ?? ''}>
            <label>
              <input type="checkbox" checked={values.includes(value)} onChange={() => onValues(toggled(values, value))} />
              <bdi>{value === null ? t`no value` : value === '' ? t`empty` : visibleText(value, 80)}</bdi>
              <span class="muted num">{count(rows)}</span>
            </label>
          </li>
        ))}
      </ul>
      {found.length === MOST_VALUES && <p class="muted small">{t`The ${MOST_VALUES} commonest; “contains” finds the others.`}</p>}
    </details>
  );
}
