import { useCallback, useMemo, useState } from 'preact/hooks';
import { initialLayout, type Layout, layoutFrom } from '../../lib/layout.ts';
import type { GridColumn } from './columns.ts';

const placeOf = (name: string): string => `layout ${name}`;

/** What is kept of a report's layout; nothing of it can be trusted. */
function readLayout(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(placeOf(name)) ?? 'null');
  } catch {
    return null;
  }
}

/**
 * The layout of a report as the person left it. It lies in the page's own storage, as nothing but this page draws tables; a browser that
 * keeps nothing gives the initial one.
 */
export function useLayout(name: string, columns: readonly GridColumn[]): [Layout, (layout: Layout) => void] {
  const [changed, setChanged] = useState<{ of: string; layout: Layout } | null>(null);
  const read = useMemo(() => readLayout(name), [name]);
  const stored = changed?.of === name ? changed.layout : read;
  // Rows that came later may have brought columns.
  const layout = useMemo(() => (stored === null ? initialLayout(columns) : layoutFrom(stored, columns)), [stored, columns]);
  const keep = useCallback(
    (next: Layout) => {
      setChanged({ of: name, layout: next });
      try {
        localStorage.setItem(placeOf(name), JSON.stringify(next));
      } catch {
        // It holds for this visit.
      }
    },
    [name],
  );
  return [layout, keep];
}
