/**
 * A filter as a person edits it: a tree of groups and conditions whose values are text, to and from what the wire wants. Nothing of a filter
 * is lost on the way: what was not touched goes back exactly as it came, even in spellings the editor would not choose itself.
 */

import { type Filterable, filterableAt, stemOf } from './filterable.ts';
import { type Condition, type ConditionValue, type Filter, type FilterType, faultOf, isCondition, operatorsOf } from './filters.ts';
import { momentOf } from './format.ts';
import { visibleText } from './visible-text.ts';
import { t } from './words.ts';

export type Joint = 'and' | 'or';

export type ConditionNode = {
  kind: 'condition';
  id: number;
  path: string;
  /** The id of an operator's word; blank until a field is chosen. */
  word: string;
  text: string;
  /** The value as it came, until it or what it is compared by is edited. */
  given?: ConditionValue;
};

export type GroupNode = {
  kind: 'group';
  id: number;
  joint: Joint;
  /** The words between the parts where they are not all the same, which only filters from elsewhere have. */
  mixed?: readonly Joint[];
  /** It came as a list around one thing, which the docs' own examples have too. */
  isWrapped?: true;
  parts: readonly FilterNode[];
};

export type FilterNode = ConditionNode | GroupNode;

/** `words` for a choice, `sign` for a short sentence; `shape` is where the wire's value has its "%". */
export type OperatorWord = { id: string; operator: string; words: string; sign: string; shape?: string };

const word = (operator: string, words: string, sign = words, shape?: string): OperatorWord => ({
  id: shape ? `${operator} ${shape}` : operator,
  operator,
  words,
  sign,
  ...(shape && { shape }),
});

const lists = [word('in', t`is one of`), word('not_in', t`is none of`)];
const has = [word('has', t`has`), word('has_not', t`has not`)];

const wordsByType: Record<FilterType, readonly OperatorWord[]> = {
  bool: [word('=', t`is`, '='), word('<>', t`is not`, '≠')],
  num: [
    word('>=', t`is at least (≥)`, '≥'),
    word('>', t`is more than (>)`, '>'),
    word('<=', t`is at most (≤)`, '≤'),
    word('<', t`is less than (<)`, '<'),
    word('=', t`is (=)`, '='),
    word('<>', t`is not (≠)`, '≠'),
    ...lists,
  ],
  str: [
    word('like', t`contains`, t`contains`, '%x%'),
    word('not_like', t`does not contain`, t`does not contain`, '%x%'),
    word('ilike', t`contains, in any case`, t`contains`, '%x%'),
    word('not_ilike', t`does not contain, in any case`, t`does not contain`, '%x%'),
    word('like', t`begins with`, t`begins with`, 'x%'),
    word('like', t`ends with`, t`ends with`, '%x'),
    word('=', t`is`, '='),
    word('<>', t`is not`, '≠'),
    ...lists,
    word('match', t`has the words`),
    word('not_match', t`has not the words`),
    word('regex', t`matches regex`),
    word('not_regex', t`does not match regex`),
    word('like', t`is like (% is anything)`, t`is like`),
    word('not_like', t`is not like (% is anything)`, t`is not like`),
    word('ilike', t`is like, in any case (% is anything)`, t`is like`),
    word('not_ilike', t`is not like, in any case (% is anything)`, t`is not like`),
  ],
  time: [
    word('>', t`is after`, t`after`),
    word('>=', t`is on or after`, t`from`),
    word('<', t`is before`, t`before`),
    word('<=', t`is on or before`, t`until`),
    word('=', t`is`, '='),
    word('<>', t`is not`, '≠'),
    ...lists,
  ],
  'array.str': has,
  'array.num': has,
};

/** The operators of a type of field, the likeliest first. */
export const wordsOf = (type: FilterType): readonly OperatorWord[] => wordsByType[type];

/** An operator's word by its id, as the type says it where it has it. */
export const wordNamed = (id: string, type: FilterType = 'str'): OperatorWord =>
  [...wordsByType[type], ...Object.values(wordsByType).flat()].find((each) => each.id === id) ?? word(id.split(' ')[0] ?? id, id);

export const isList = ({ operator }: OperatorWord): boolean => operator === 'in' || operator === 'not_in';

let lastId = 0;
/** Nodes are told apart by an id, so that an edit finds its node and a control keeps the focus while others come and go. */
const newId = (): number => ++lastId;

export const emptyGroup = (joint: Joint = 'and'): GroupNode => ({ kind: 'group', id: newId(), joint, parts: [] });
export const blankCondition = (): ConditionNode => ({ kind: 'condition', id: newId(), path: '', word: '', text: '' });

/** The tree of a filter; an empty group for none. */
export function treeOf(filter: Filter | null | undefined): GroupNode {
  if (!filter) return emptyGroup();
  const node = nodeOf(filter);
  return node.kind === 'group' ? node : { ...emptyGroup(), parts: [node] };
}

function nodeOf(filter: Filter): FilterNode {
  if (isCondition(filter)) return conditionNodeOf(filter);
  const list = filter as (Filter | Joint)[];
  const parts = list.filter((_, at) => at % 2 === 0).map((part) => nodeOf(part as Filter));
  const joints = list.filter((_, at) => at % 2 === 1) as Joint[];
  const joint = joints[0] ?? 'and';
  const isMixed = joints.some((each) => each !== joint);
  return { ...emptyGroup(joint), parts, ...(isMixed && { mixed: joints }), ...(list.length === 1 && { isWrapped: true }) };
}

function conditionNodeOf([path, operator, value]: Condition): ConditionNode {
  const node = { kind: 'condition', id: newId(), path, word: operator, given: value } as const;
  if (Array.isArray(value)) return { ...node, text: textOfList(value.map(String)) };
  const [, before, inner, after] = /^(%?)([^%]+)(%?)$/s.exec(String(value)) ?? [];
  const shaped = before || after ? `${operator} ${before}x${after}` : operator;
  const isShape = inner?.trim() && shaped !== operator && wordsByType.str.some(({ id }) => id === shaped);
  return isShape ? { ...node, word: shaped, text: inner ?? '' } : { ...node, text: String(value) };
}

/** Commas between values, or lines where a value has a comma of its own. */
const textOfList = (values: readonly string[]): string =>
  values.some((value) => value.includes(',')) ? `${values.join('\n')}${values.length === 1 ? '\n' : ''}` : values.join(', ');

const valuesIn = (text: string): string[] =>
  text
    .split(text.includes('\n') ? '\n' : ',')
    .map((value) => value.trim())
    .filter(Boolean);

/** The filter of a tree, null for one without conditions. A value that cannot be read goes as text, for `faultsIn` to speak of. */
export function filterOf(node: FilterNode, fields: readonly Filterable[]): Filter | null {
  if (node.kind === 'condition') return conditionOf(node, fields);
  const kept = node.parts.flatMap((part, at) => {
    const filter = filterOf(part, fields);
    return filter ? [{ filter, joint: node.mixed?.[at - 1] ?? node.joint }] : [];
  });
  const [first] = kept;
  if (!first) return null;
  if (kept.length === 1 && !node.isWrapped) return first.filter;
  return kept.flatMap(({ filter, joint }, at) => (at === 0 ? [filter] : [joint, filter]));
}

function conditionOf(node: ConditionNode, fields: readonly Filterable[]): Condition {
  const type = filterableAt(fields, node.path)?.type ?? null;
  const { operator } = wordNamed(node.word);
  const read = readValue(node, type);
  return [node.path, operator, node.given ?? (read.ok ? read.value : node.text)];
}

type Read = { ok: true; value: ConditionValue } | { ok: false; fault: string };

/** The value a condition's text means for a field of a type; for an unknown one, what it looks like. */
function readValue(node: ConditionNode, type: FilterType | null): Read {
  const { shape, ...operator } = wordNamed(node.word);
  if (isList(operator)) {
    const values = valuesIn(node.text);
    if (values.length === 0) return { ok: false, fault: t`List at least one value, with commas or line breaks between them.` };
    const read = values.map((value) => readOne(value, type));
    const wrong = read.find((each) => !each.ok);
    return wrong ?? { ok: true, value: read.flatMap((each) => (each.ok ? [each.value as string | number] : [])) };
  }
  if (node.text.trim() === '' && node.given === undefined) return { ok: false, fault: t`The value is missing.` };
  return readOne(shape ? shape.replace('x', () => node.text) : node.text, type);
}

const isNumber = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
const dayPattern = /^(\d{4}-\d{2}-\d{2})( 00:00:00 \+00:00)?$/;

/** The day a text means, as a date control wants it; null for a moment within a day, and for nothing. Days are those of UTC. */
export function dayIn(text: string): string | null {
  const [, day = ''] = dayPattern.exec(text.trim()) ?? [];
  const at = momentOf(`${day} 00:00:00 +00:00`);
  // 2026-02-30 reads as a day of March.
  return day && at !== null && new Date(at).toISOString().startsWith(day) ? day : null;
}

function readOne(text: string, type: FilterType | null): Read {
  const trimmed = text.trim();
  const wrong = (what: string): Read => ({
    ok: false,
    fault: trimmed ? t`“${visibleText(trimmed, 40)}” is not ${what}.` : t`This wants ${what}.`,
  });
  switch (type) {
    case 'bool': {
      const said = trimmed.toLowerCase();
      const isYes = [t`yes`, 'yes', 'true'].includes(said);
      if (!isYes && ![t`no`, 'no', 'false'].includes(said)) return wrong(t`yes or no`);
      return { ok: true, value: isYes };
    }
    case 'num':
    case 'array.num':
      return isNumber(trimmed) ? { ok: true, value: Number(trimmed) } : wrong(t`a number`);
    case 'time': {
      const day = dayIn(trimmed);
      if (day) return { ok: true, value: `${day} 00:00:00 +00:00` };
      const isMoment = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [+-]\d{2}:\d{2}$/.test(trimmed) && momentOf(trimmed) !== null;
      return isMoment ? { ok: true, value: trimmed } : wrong(t`a day such as 2026-01-31`);
    }
    case null:
      if (/^(true|false)$/.test(trimmed)) return { ok: true, value: trimmed === 'true' };
      return { ok: true, value: isNumber(trimmed) ? Number(trimmed) : text };
    default:
      return { ok: true, value: text };
  }
}

/** What is wrong with a condition, in words; null where the API would take it. */
function faultOfNode(node: ConditionNode, fields: readonly Filterable[]): string | null {
  if (node.path === '') return t`Choose a field.`;
  const field = filterableAt(fields, node.path);
  if (!field) return t`This report cannot be filtered by “${visibleText(node.path, 80)}”.`;
  if (field.open && (node.path === field.path || node.path === stemOf(field))) return t`Say which ${field.open.word}.`;
  const { operator, words } = wordNamed(node.word, field.type);
  if (!operatorsOf[field.type].includes(operator)) return t`“${words}” does not work on ${field.label}.`;
  const read = readValue(node, field.type);
  return read.ok ? faultOf([node.path, operator, read.value]) : read.fault;
}

/** Every condition of a tree, in the order written. */
export const conditionNodes = (node: FilterNode): ConditionNode[] =>
  node.kind === 'condition' ? [node] : node.parts.flatMap(conditionNodes);

/** What is wrong with a tree: with single conditions, by their ids, and with the whole. */
export function faultsIn(tree: GroupNode, fields: readonly Filterable[]): { byId: ReadonlyMap<number, string>; whole: string | null } {
  const byId = new Map<number, string>();
  for (const node of conditionNodes(tree)) {
    const fault = faultOfNode(node, fields);
    if (fault) byId.set(node.id, fault);
  }
  const filter = filterOf(tree, fields);
  return { byId, whole: byId.size === 0 && filter ? faultOf(filter) : null };
}
