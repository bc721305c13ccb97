/** The columns of a report as a person has them: their order, which are shown, how wide they are, and how high rows are. */

export type Density = 'compact' | 'comfortable';

/** What there is to lay out: a column by its name, with the width and the place it has at first. */
export type Laid = { id: string; width: number; isShown: boolean };

export type Layout = {
  /** Every column, shown or not. */
  order: readonly string[];
  hidden: readonly string[];
  /** In px; columns that are missing have their own width. */
  widths: Readonly<Record<string, number>>;
  density: Density;
};

export const NARROWEST = 56;
export const WIDEST = 1000;
/** How much one press makes a column wider or narrower. */
export const STEP_PX = 16;

const within = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** The layout of a report nobody has changed anything of. */
export const initialLayout = (columns: readonly Laid[]): Layout => ({
  order: columns.map(({ id }) => id),
  hidden: columns.filter(({ isShown }) => !isShown).map(({ id }) => id),
  widths: {},
  density: 'comfortable',
});

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

/**
 * A stored layout for the columns there are now. Columns that are gone are dropped; columns that are new come last, hidden, so that a report
 * looks as it was left. What cannot be read, or would show nothing, is the initial layout.
 */
export function layoutFrom(stored: unknown, columns: readonly Laid[]): Layout {
  const initial = initialLayout(columns);
  if (!isRecord(stored)) return initial;
  const density = stored.density === 'compact' || stored.density === 'comfortable' ? stored.density : initial.density;
  const there = new Set(initial.order);
  const order = [...new Set(namesIn(stored.order))].filter((id) => there.has(id));
  const known = new Set(order);
  const fresh = initial.order.filter((id) => !known.has(id));
  const away = new Set(namesIn(stored.hidden));
  const hidden = [...order.filter((id) => away.has(id)), ...fresh];
  const widths = Object.entries(isRecord(stored.widths) ? stored.widths : {}).flatMap(([id, width]) =>
    there.has(id) && typeof width === 'number' && Number.isFinite(width) ? [[id, within(width)] as const] : [],
  );
  if (hidden.length === there.size) return { ...initial, density };
  return { order: [...order, ...fresh], hidden, widths: Object.fromEntries(widths), density };
}

/** The columns that are shown, in their order. */
export function shownColumns<C extends Laid>({ order, hidden }: Layout, columns: readonly C[]): C[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const away = new Set(hidden);
  return order.flatMap((id) => {
    const column = byId.get(id);
    return column && !away.has(id) ? [column] : [];
  });
}

export const widthOf = ({ widths }: Layout, { id, width }: Laid): number => (Object.hasOwn(widths, id) ? (widths[id] ?? width) : width);

export const withWidth = (layout: Layout, id: string, width: number): Layout => ({
  ...layout,
  widths: { ...layout.widths, [id]: within(width) },
});

/** Shows or hides a column; the last one shown stays. */
export function withShown(layout: Layout, id: string, isShown: boolean): Layout {
  const others = layout.hidden.filter((each) => each !== id);
  if (isShown) return { ...layout, hidden: others };
  return others.length + 1 >= layout.order.length ? layout : { ...layout, hidden: [...others, id] };
}

/** Moves a shown column before another one, or behind all where `before` is null. */
export function moved(layout: Layout, id: string, before: string | null): Layout {
  if (id === before || !layout.order.includes(id)) return layout;
  const rest = layout.order.filter((each) => each !== id);
  const at = before === null ? -1 : rest.indexOf(before);
  const order = at < 0 ? [...rest, id] : [...rest.slice(0, at), id, ...rest.slice(at)];
  return { ...layout, order };
}

/** Moves a shown column past its neighbour that is shown, to the left (-1) or to the right (1). */
export function stepped(layout: Layout, id: string, step: -1 | 1): Layout {
  const away = new Set(layout.hidden);
  const shown = layout.order.filter((each) => !away.has(each));
  const at = shown.indexOf(id);
  if (at < 0 || !shown[at + step]) return layout;
  return moved(layout, id, (step < 0 ? shown[at - 1] : shown[at + 2]) ?? null);
}

export const withDensity = (layout: Layout, density: Density): Layout => ({ ...layout, density });
