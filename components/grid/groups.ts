import type { Column, ColumnKind } from '../../lib/columns.ts';

export type Group = { name: string; columns: Column[] };

const byKind: Partial<Record<ColumnKind, string>> = {
  ...{ rank: 'Scores', spam: 'Scores', count: 'Figures', bytes: 'Figures', usd: 'Figures', time: 'Dates', tally: 'Distributions' },
};

/** The API names both ends of a link in its fields: `domain_from_country`, `url_to_status_code`. */
function endOf(path: string): string | null {
  if (/(^|_)from(_|$)/.test(path)) return 'Linking page and site';
  return /(^|_)to(_|$)/.test(path) ? 'Linked page' : null;
}

const places = ['Linking page and site', 'About', 'Linked page', 'Scores', 'Figures', 'Dates'];

/** Fields with those that belong to them: by the group they are in, by the end of the link they are about, or by what they measure. */
export function groupsOf(columns: readonly Column[]): Group[] {
  const groups = new Map<string, Column[]>();
  for (const column of columns) {
    const name = column.of || endOf(column.path) || byKind[column.kind] || 'About';
    groups.set(name, [...(groups.get(name) ?? []), column]);
  }
  const placeOf = (name: string): number =>
    places.includes(name) ? places.indexOf(name) : name === 'Distributions' ? places.length + 1 : places.length;
  return [...groups].map(([name, some]) => ({ name, columns: some })).sort((a, b) => placeOf(a.name) - placeOf(b.name));
}
