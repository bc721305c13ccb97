import type { Column, ColumnKind } from '../../lib/columns.ts';
import { t } from '../../lib/words.ts';

export type Group = { name: string; columns: Column[] };

const byKind: Partial<Record<ColumnKind, string>> = {
  ...{ rank: t`Scores`, spam: t`Scores`, count: t`Figures`, bytes: t`Figures`, usd: t`Figures`, time: t`Dates`, tally: t`Distributions` },
};

/** The API names both ends of a link in its fields: `domain_from_country`, `url_to_status_code`. */
function endOf(path: string): string | null {
  if (/(^|_)from(_|$)/.test(path)) return t`Linking page and site`;
  return /(^|_)to(_|$)/.test(path) ? t`Linked page` : null;
}

const places = [t`Linking page and site`, t`About`, t`Linked page`, t`Scores`, t`Figures`, t`Dates`];

/** Fields with those that belong to them: by the group they are in, by the end of the link they are about, or by what they measure. */
export function groupsOf(columns: readonly Column[]): Group[] {
  const groups = new Map<string, Column[]>();
  for (const column of columns) {
    const name = column.of || endOf(column.path) || byKind[column.kind] || t`About`;
    groups.set(name, [...(groups.get(name) ?? []), column]);
  }
  const placeOf = (name: string): number =>
    places.includes(name) ? places.indexOf(name) : name === 'Distributions' ? places.length + 1 : places.length;
  return [...groups].map(([name, some]) => ({ name, columns: some })).sort((a, b) => placeOf(a.name) - placeOf(b.name));
}
