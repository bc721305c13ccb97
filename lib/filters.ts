/**
 * The filter grammar of the Backlinks API: one condition `["rank",">",80]`, or conditions joined by "and" / "or", nested at will, at most
 * eight conditions in all. https://docs.dataforseo.com/v3/backlinks/filters/
 */
import { t } from './words.ts';
import { z } from './zod.ts';

/** Most conditions one `filters` or `backlinks_filters` may hold. */
export const MOST_CONDITIONS = 8;
/** Most sorts one `order_by` may hold. */
export const MOST_SORTS = 3;
/** Longest regular expression (RE2) the API takes, in characters. */
export const LONGEST_REGEX = 1000;

/** A field's type as the free `available_filters` call names it. */
export type FilterType = 'bool' | 'num' | 'str' | 'time' | 'array.str' | 'array.num';

const onNumbers = ['<', '<=', '>', '>=', '=', '<>', 'in', 'not_in'] as const;

/** The operators the API takes for each type of field. */
export const operatorsOf: Record<FilterType, readonly string[]> = {
  bool: ['=', '<>'],
  num: onNumbers,
  str: ['=', '<>', 'in', 'not_in', 'like', 'not_like', 'ilike', 'not_ilike', 'match', 'not_match', 'regex', 'not_regex'],
  time: onNumbers,
  'array.str': ['has', 'has_not'],
  'array.num': ['has', 'has_not'],
};

const operators: ReadonlySet<string> = new Set(Object.values(operatorsOf).flat());

export type ConditionValue = string | number | boolean | (string | number)[];
export type Condition = [field: string, operator: string, value: ConditionValue];
/** What `filters` and `backlinks_filters` carry. Lists are conditions (or lists) with "and" / "or" between them. */
export type Filter = Condition | (Filter | 'and' | 'or')[];

const isJoint = (part: unknown): part is 'and' | 'or' => part === 'and' || part === 'or';
const isValue = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** True where `part` is one condition (a field, an operator and a value) and not a list of them. */
export function isCondition(part: unknown): part is Condition {
  return Array.isArray(part) && part.length === 3 && typeof part[0] === 'string' && typeof part[1] === 'string' && !isJoint(part[1]);
}

/** Every condition of a filter, in the order written. */
export function conditionsOf(filter: Filter): Condition[] {
  if (isCondition(filter)) return [filter];
  return (filter as (Filter | 'and' | 'or')[]).flatMap((part) => (isJoint(part) ? [] : conditionsOf(part)));
}

/** What is wrong with a filter, in words for the person who wrote it; null where the API would take it. */
export function faultOf(filter: unknown): string | null {
  const fault = faultOfPart(filter, 0);
  if (fault) return fault;
  const count = conditionsOf(filter as Filter).length;
  return count > MOST_CONDITIONS ? t`The API takes at most ${MOST_CONDITIONS} conditions; this has ${count}.` : null;
}

function faultOfPart(part: unknown, depth: number): string | null {
  if (depth > MOST_CONDITIONS) return t`The conditions are nested too deeply.`;
  if (!Array.isArray(part) || part.length === 0) return t`A filter is a list such as ["rank", ">", 80].`;
  if (isCondition(part)) return faultOfCondition(part);
  // The API's own examples also wrap one condition in a list: [["rank",">",80]].
  if (part.length % 2 === 0) return t`Put "and" or "or" between two conditions.`;
  for (const [at, item] of part.entries()) {
    if (at % 2 === 1) {
      if (!isJoint(item)) return t`Put "and" or "or" between two conditions.`;
      continue;
    }
    const fault = faultOfPart(item, depth + 1);
    if (fault) return fault;
  }
  return null;
}

function faultOfCondition([field, operator, value]: Condition): string | null {
  if (!field) return t`A condition begins with the name of a field.`;
  if (!operators.has(operator)) return t`“${operator}” is not an operator the API knows.`;
  const isList = operator === 'in' || operator === 'not_in';
  if (isList !== Array.isArray(value)) return isList ? t`“${operator}” wants a list of values.` : t`“${operator}” wants one value.`;
  if (!(Array.isArray(value) ? value.length > 0 && value.every(isValue) : isValue(value))) return t`The value of “${field}” is missing.`;
  if (/regex|match/.test(operator) && String(value).length > LONGEST_REGEX)
    return t`A regular expression may have ${LONGEST_REGEX} characters.`;
  return null;
}

/** Schema of `filters` and `backlinks_filters`. */
export const filterSchema = z.custom<Filter>((value) => faultOf(value) === null, {
  error: (issue) => faultOf(issue.input) ?? t`This is not a filter.`,
});

const notASort = t`A sort is a field and a direction: rank,desc.`;

/** Schema of `order_by`: up to three `field,asc` or `field,desc`. Links by TLD can be filtered by, never sorted. */
export const orderSchema = z
  .array(
    z.string({ error: notASort }).check(
      z.regex(/^[\w.$-]+,(asc|desc)$/, { error: notASort }),
      z.refine((sort) => !/(^|\.)referring_links_tld\./.test(sort), { error: t`The API cannot sort by links of one TLD.` }),
    ),
    { error: t`Sorts are a list: ["rank,desc"].` },
  )
  .check(z.maxLength(MOST_SORTS, { error: t`The API takes at most ${MOST_SORTS} sorts.` }));
