import { t } from '../../lib/words.ts';
import './request.css';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide';
import { useId } from 'preact/hooks';
import { type Filterable, filterableAt, labelAt } from '../../lib/filterable.ts';
import { MOST_SORTS } from '../../lib/filters.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { Icon } from '../Icon.tsx';
import { directionWords, type Sorting, sortingOf } from './words.ts';

type Props = {
  label: string;
  fields: readonly Filterable[];
  /** As the wire has them: `rank,desc`. */
  value: readonly string[];
  onChange: (sorts: string[]) => void;
};

const written = ({ path, direction }: Sorting): string => `${path},${direction}`;

/** What is wrong with a sort among others, in words. */
function faultOfSort(sorts: readonly Sorting[], at: number, fields: readonly Filterable[]): string | null {
  const path = sorts[at]?.path ?? '';
  const field = filterableAt(fields, path);
  if (!field) return t`This report cannot be sorted by “${visibleText(path, 80)}”.`;
  if (!field.canSort) return t`The API can filter by links of one TLD, not sort by them.`;
  return sorts.slice(0, at).some((other) => other.path === path) ? t`The rows are sorted by ${field.label} already.` : null;
}

/** Edits the order of rows: up to three fields, the first counts most. */
export function SortEditor({ label, fields, value, onChange }: Props) {
  const id = useId();
  const sorts = value.map(sortingOf);
  // A field with a key for each country and the like is no choice until it has its key.
  const choices = fields.filter(({ canSort, open }) => canSort && !open);
  const next = choices.find(({ path }) => !sorts.some((sort) => sort.path === path));
  const change = (at: number, sort: Sorting) => onChange(sorts.with(at, sort).map(written));
  const swap = (at: number) => {
    const [one, other] = [sorts[at], sorts[at + 1]];
    if (one && other)
      onChange(
        sorts
          .with(at, other)
          .with(at + 1, one)
          .map(written),
      );
  };

  return (
    <fieldset class="sort-editor">
      <legend>{label}</legend>
      <ol>
        {sorts.map((sort, at) => {
          const fault = faultOfSort(sorts, at, fields);
          const [high, low] = directionWords(filterableAt(fields, sort.path)?.type ?? 'num');
          const isKnown = choices.some(({ path }) => path === sort.path);
          return (
            <li key={at}>
              <select
                aria-label={t`Field of sort ${at + 1}`}
                aria-invalid={fault ? true : undefined}
                aria-describedby={fault ? `${id}-${at}` : undefined}
                value={sort.path}
                onChange={({ currentTarget }) => change(at, { ...sort, path: currentTarget.value })}
              >
                {!isKnown && <option value={sort.path}>{labelAt(fields, sort.path)}</option>}
                <Choices fields={choices} />
              </select>
              <select
                aria-label={t`Direction of sort ${at + 1}`}
                value={sort.direction}
                onChange={({ currentTarget }) => change(at, { ...sort, direction: currentTarget.value as Sorting['direction'] })}
              >
                <option value="desc">{high}</option>
                <option value="asc">{low}</option>
              </select>
              <Move name={t`Move sort ${at + 1} up`} icon={ArrowUp} isOff={at === 0} onPress={() => swap(at - 1)} />
              <Move name={t`Move sort ${at + 1} down`} icon={ArrowDown} isOff={at === sorts.length - 1} onPress={() => swap(at)} />
              <Move name={t`Remove sort ${at + 1}`} icon={X} isOff={false} onPress={() => onChange([...value].toSpliced(at, 1))} />
              {fault && (
                <p id={`${id}-${at}`} class="fault">
                  {fault}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <div class="editor-foot">
        <button
          type="button"
          class="plain"
          disabled={sorts.length >= MOST_SORTS || !next}
          onClick={() => next && onChange([...value, `${next.path},desc`])}
        >
          <Icon node={Plus} /> {t`Sort`}
        </button>
        <span class="muted small num" role="status">
          {t`${sorts.length} of ${MOST_SORTS} sorts`}
        </span>
      </div>
    </fieldset>
  );
}

/** The fields to choose from; those of one target stand together under its name. */
function Choices({ fields }: { fields: readonly Filterable[] }) {
  const groups = Map.groupBy(fields, ({ of = '' }) => of);
  return (
    <>
      {[...groups].map(([of, some]) => {
        const options = some.map(({ path, label }) => (
          <option key={path} value={path}>
            {label}
          </option>
        ));
        return of === '' ? (
          options
        ) : (
          <optgroup key={of} label={of}>
            {options}
          </optgroup>
        );
      })}
    </>
  );
}

type MoveProps = { name: string; icon: typeof X; isOff: boolean; onPress: () => void };

/** Not `disabled` at the ends: the button keeps the focus it was pressed with. */
function Move({ name, icon, isOff, onPress }: MoveProps) {
  return (
    <button
      type="button"
      class="icon"
      aria-label={name}
      title={name}
      aria-disabled={isOff || undefined}
      onClick={() => !isOff && onPress()}
    >
      <Icon node={icon} />
    </button>
  );
}
