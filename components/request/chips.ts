/** A request as short sentences, each with the request that is left without it. */

import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import type { Filterable } from '../../lib/filterable.ts';
import { type Filter, isCondition } from '../../lib/filters.ts';
import { count } from '../../lib/format.ts';
import type { Param } from '../../lib/params.ts';
import { t } from '../../lib/words.ts';
import { choiceSentence, filterWords, orderWords } from './words.ts';

export type Chip = {
  key: string;
  /** The parameter it is about. */
  name: string;
  text: string;
  /** The request without it; null where it cannot be without, as what it says is the least one can say. */
  rest: AnyRequest | null;
};

/** The fields a parameter's filter or order is about. */
export type FieldsOf = (name: string) => readonly Filterable[];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a person is told of a request. What the API assumes anyway is said only where it is asked for in sight. */
export function chipsOf(endpoint: Endpoint, request: AnyRequest, fieldsOf: FieldsOf, defaults: AnyRequest = {}): Chip[] {
  return Object.entries(endpoint.request).flatMap(([name, param]) => {
    const value = request[name] ?? (param.control === 'choice' ? param.apiDefault : undefined);
    // So many per group wins over the way of grouping.
    const isOverruled = name === 'mode' && request.custom_mode !== undefined;
    if (value === undefined || value === null || value === '' || isOverruled) return [];
    return chipsOfParam(name, param, value, request, fieldsOf(name), defaults);
  });
}

function chipsOfParam(
  name: string,
  param: Param,
  value: unknown,
  request: AnyRequest,
  fields: readonly Filterable[],
  defaults: AnyRequest,
): Chip[] {
  const chip = (text: string, rest: AnyRequest | null = restOf(name, param, value, request, defaults)): Chip[] => [
    { key: name, name, text, rest },
  ];
  switch (param.control) {
    // Targets have a bar of their own, texts are notes and cursors.
    case 'target':
    case 'text':
      return [];
    case 'targets':
      return param.required || !Array.isArray(value) || value.length === 0 ? [] : chip(`${param.label}: ${value.join(', ')}`);
    case 'filter':
      return isFilter(value) ? chipsOfFilter(name, value, request, fields) : chip(t`${param.label}: not readable`);
    case 'order':
      return Array.isArray(value) && value.length > 0 ? chip(orderWords(value.map(String), fields)) : [];
    case 'grouping': {
      const { field, value: most } = value as { field?: unknown; value?: unknown };
      return chip(t`Up to ${String(most)} per ${String(field).replaceAll('_', ' ')}`);
    }
    case 'whole':
      if (!param.common && (same(value, param.apiDefault) || same(value, param.ours))) return [];
      return chip(typeof value === 'number' ? `${param.label}: ${count(value)}` : `${param.label}: ${value}`);
    case 'choice':
    case 'flag':
      return same(value, param.apiDefault) && !param.common ? [] : chip(choiceSentence(name, param.label, value));
    default:
      return chip(`${param.label}: ${value}`, param.required ? null : undefined);
  }
}

const isFilter = (value: unknown): value is Filter => Array.isArray(value) && value.length > 0;

/** Without a value, the API assumes its own; that is said, as silence would bring our own value back. */
function restOf(name: string, param: Param, value: unknown, request: AnyRequest, defaults: AnyRequest): AnyRequest | null {
  const { [name]: _, ...rest } = request;
  if (param.control === 'whole' && param.common) return null;
  if (param.apiDefault !== undefined) return same(value, param.apiDefault) ? null : { ...rest, [name]: param.apiDefault };
  return defaults[name] !== undefined && same(value, defaults[name]) ? null : rest;
}

/** One chip for each condition that must hold; a filter with alternatives is one chip, as none of them can go by itself. */
function chipsOfFilter(name: string, filter: Filter, request: AnyRequest, fields: readonly Filterable[]): Chip[] {
  // A parameter for other rows than the report's own says so.
  const before = name === 'filters' ? '' : t`Links: `;
  const { [name]: _, ...without } = request;
  const parts = isCondition(filter) ? [filter] : (filter as (Filter | 'and' | 'or')[]);
  if (parts.includes('or')) return [{ key: name, name, text: before + filterWords(filter, fields), rest: without }];
  const all = parts.filter((part): part is Filter => typeof part !== 'string');
  return all.map((part, at) => {
    const left = all.toSpliced(at, 1).flatMap((each, index): (Filter | 'and')[] => (index === 0 ? [each] : ['and', each]));
    const rest = left.length === 0 ? without : { ...without, [name]: left };
    return { key: `${name} ${at}`, name, text: before + filterWords(part, fields), rest };
  });
}
