/** Conditions and sorts on a target name it by its number. Where targets come, go or change places, the numbers follow them. */
import type { AnyRequest } from '../endpoints/define.ts';
import { type Filter, isCondition } from '../filters.ts';

type Path = (path: string) => string | null;

/** A path under the number its target has now; null where the target is gone. */
function pathAfter(before: readonly string[], after: readonly string[]): Path {
  return (path) => {
    const [, number, rest] = /^(\d+)\.(.+)$/s.exec(path) ?? [];
    if (number === undefined) return path;
    const target = before[Number(number) - 1];
    const at = target === undefined ? -1 : after.indexOf(target);
    return at < 0 ? null : `${at + 1}.${rest}`;
  };
}

function filterAfter(filter: Filter, pathOf: Path): Filter | null {
  if (isCondition(filter)) {
    const path = pathOf(filter[0]);
    return path === null ? null : [path, filter[1], filter[2]];
  }
  const list = filter as (Filter | 'and' | 'or')[];
  const kept = list.flatMap((part, at) => {
    const left = typeof part === 'string' ? null : filterAfter(part, pathOf);
    return left ? [{ joint: list[at - 1] as 'and' | 'or', left }] : [];
  });
  const [first] = kept;
  if (!first) return null;
  // A list that held one thing from the start stays one.
  if (kept.length === 1 && list.length > 1) return first.left;
  return kept.flatMap(({ joint, left }, at): (Filter | 'and' | 'or')[] => (at === 0 ? [left] : [joint, left]));
}

/** The request for other targets: what is said of a target goes with it, and is gone with it. */
export function renumbered(request: AnyRequest, before: readonly string[], after: readonly string[]): AnyRequest {
  const pathOf = pathAfter(before, after);
  const { filters, order_by: sorts, ...rest } = request;
  const filter = Array.isArray(filters) && filters.length > 0 ? filterAfter(filters as Filter, pathOf) : filters;
  const order = Array.isArray(sorts) ? sorts.flatMap((sort) => sortAfter(String(sort), pathOf)) : sorts;
  return {
    ...rest,
    ...(filter === null || filter === undefined ? {} : { filters: filter }),
    ...(order === undefined || (Array.isArray(order) && order.length === 0) ? {} : { order_by: order }),
  };
}

function sortAfter(sort: string, pathOf: Path): string[] {
  const at = sort.lastIndexOf(',');
  const path = pathOf(at < 0 ? sort : sort.slice(0, at));
  return path === null ? [] : [path + (at < 0 ? '' : sort.slice(at))];
}
