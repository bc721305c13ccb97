/** A request's parts in words: conditions, sorts, choices. */

import { dayIn, isList, treeOf, wordNamed, wordsOf } from '../../lib/filter-form.ts';
import { type Filterable, filterableAt, labelAt } from '../../lib/filterable.ts';
import { type Condition, type ConditionValue, conditionsOf, type Filter, type FilterType, isCondition } from '../../lib/filters.ts';
import { count } from '../../lib/format.ts';
import { t } from '../../lib/words.ts';

export type Sorting = { path: string; direction: 'asc' | 'desc' };

/** Reads `rank,desc`. */
export function sortingOf(sort: string): Sorting {
  const at = sort.lastIndexOf(',');
  return { path: at < 0 ? sort : sort.slice(0, at), direction: sort.slice(at + 1) === 'asc' ? 'asc' : 'desc' };
}

/** What a direction means for a type of field: down, then up. */
export function directionWords(type: FilterType): [down: string, up: string] {
  if (type === 'time') return [t`newest first`, t`oldest first`];
  if (type === 'str') return [t`Z to A`, t`A to Z`];
  return type === 'bool' ? [t`yes first`, t`no first`] : [t`high first`, t`low first`];
}

/** "Sorted by rank, high first, then first seen, newest first". */
export function orderWords(sorts: readonly string[], fields: readonly Filterable[]): string {
  const each = sorts.map(sortingOf).map(({ path, direction }) => {
    const [down, up] = directionWords(filterableAt(fields, path)?.type ?? 'num');
    return `${lowered(labelAt(fields, path))}, ${direction === 'desc' ? down : up}`;
  });
  return t`Sorted by ${each.join(t`, then `)}`;
}

/** A label within a sentence; names of several capitals such as TLDs keep them. */
const lowered = (label: string): string => (/^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);

function valueWords(value: ConditionValue): string {
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  if (typeof value === 'boolean') return value ? t`yes` : t`no`;
  if (typeof value === 'number') return count(value);
  return dayIn(value) ?? `“${value}”`;
}

/** "Rank ≥ 80", "Anchor contains “lamp”", "First seen after 2026-01-31". */
function conditionWords(condition: Condition, fields: readonly Filterable[]): string {
  const [path, , value] = condition;
  const [node] = treeOf(condition).parts;
  if (node?.kind !== 'condition') return '';
  const type = filterableAt(fields, path)?.type;
  const word = wordNamed(node.word, type ?? 'str');
  const sign = wordsOf(type ?? 'str').includes(word) || isList(word) ? word.sign : word.operator;
  return `${labelAt(fields, path)} ${sign} ${valueWords(word.shape ? node.text : value)}`;
}

const joints = { and: t`and`, or: t`or` };

/** A filter as one sentence, inner groups in brackets. */
export function filterWords(filter: Filter, fields: readonly Filterable[], isInner = false): string {
  if (isCondition(filter)) return conditionWords(filter, fields);
  const isGroup = isInner && conditionsOf(filter).length > 1;
  const words = (filter as (Filter | 'and' | 'or')[]).map((part) =>
    typeof part === 'string' ? joints[part] : filterWords(part, fields, filter.length > 1),
  );
  return isGroup ? `(${words.join(' ')})` : words.join(' ');
}

/** Values of choices whose own word says too little by itself. */
const choiceWords: Record<string, Record<string, string>> = {
  mode: { as_is: t`Every linking page`, one_per_domain: t`One per domain`, one_per_anchor: t`One per anchor` },
  backlinks_status_type: { live: t`Live`, lost: t`Lost`, all: t`Live and lost` },
  network_address_type: { ip: t`By IP address`, subnet: t`By subnet` },
  rank_scale: { one_hundred: t`Ranks 0 to 100`, one_thousand: t`Ranks 0 to 1,000` },
};

const plainWords = (value: unknown): string => String(value).replaceAll('_', ' ');

/** A parameter's value as a short sentence. */
export function choiceSentence(name: string, label: string, value: unknown): string {
  if (typeof value !== 'boolean') return choiceWords[name]?.[String(value)] ?? `${label}: ${plainWords(value)}`;
  // "With subdomains: no" reads better the other way round.
  if (value) return label;
  const [yes, no] = [t`With`, t`Without`];
  if (label.startsWith(`${yes} `)) return label.replace(yes, no);
  return label.startsWith(`${no} `) ? label.replace(no, yes) : t`${label}: no`;
}
