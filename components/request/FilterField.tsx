import { useEffect, useRef, useState } from 'preact/hooks';
import { faultsIn, filterOf, type GroupNode, treeOf } from '../../lib/filter-form.ts';
import type { Filterable } from '../../lib/filterable.ts';
import { type Filter, faultOf } from '../../lib/filters.ts';
import { FilterEditor } from './FilterEditor.tsx';

type Props = {
  id: string;
  label: string;
  help: string;
  fields: readonly Filterable[];
  /** The filter as the form holds it: JSON, or blank. */
  value: string;
  /** The person tried to run: every fault is said. */
  isStrict: boolean;
  /** The filter the editor means, and what is wrong with it in one sentence; null where nothing is. */
  onFilter: (value: string, fault: string | null) => void;
};

function filterIn(value: string): Filter | null {
  try {
    const read: unknown = JSON.parse(value);
    return faultOf(read) === null ? (read as Filter) : null;
  } catch {
    return null;
  }
}

/** A filter parameter in the form: the editor's tree lives here, the form holds its JSON. */
export function FilterField({ id, label, help, fields, value, isStrict, onFilter }: Props) {
  const [tree, setTree] = useState<GroupNode>(() => treeOf(filterIn(value)));
  // What this editor wrote last; any other text came from outside, from a preset or the address.
  const written = useRef(value);
  useEffect(() => {
    if (value === written.current) return;
    written.current = value;
    setTree(treeOf(filterIn(value)));
  }, [value]);

  const change = (next: GroupNode) => {
    setTree(next);
    const { byId, whole } = faultsIn(next, fields);
    const filter = filterOf(next, fields);
    written.current = filter ? JSON.stringify(filter) : '';
    onFilter(written.current, whole ?? [...byId.values()][0] ?? null);
  };
  return (
    <div class="field filter" id={id} tabIndex={-1}>
      <FilterEditor label={label} fields={fields} value={tree} onChange={change} isStrict={isStrict} />
      <p class="help">{help}</p>
    </div>
  );
}
