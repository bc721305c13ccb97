/** Selected rows, by their keys: they stay selected while they are sorted or filtered away. */
export type Selection = ReadonlySet<string>;

export const nothing: Selection = new Set();

export function toggled(selection: Selection, key: string): Selection {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** With every row between two places in the order on screen. */
export function withRange(selection: Selection, keyAt: (place: number) => string, one: number, other: number): Selection {
  const next = new Set(selection);
  for (let place = Math.min(one, other); place <= Math.max(one, other); place++) next.add(keyAt(place));
  return next;
}

/** How many of the rows on screen are selected. */
export function countSelected(selection: Selection, keyAt: (place: number) => string, count: number): number {
  if (selection.size === 0) return 0;
  let selected = 0;
  for (let place = 0; place < count; place++) if (selection.has(keyAt(place))) selected++;
  return selected;
}

/** All rows on screen with what is selected already; where all of them are, without them. */
export function allToggled(selection: Selection, keyAt: (place: number) => string, count: number): Selection {
  if (count === 0) return selection;
  if (countSelected(selection, keyAt, count) < count) return withRange(selection, keyAt, 0, count - 1);
  const next = new Set(selection);
  for (let place = 0; place < count; place++) next.delete(keyAt(place));
  return next;
}
