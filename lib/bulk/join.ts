/** Puts an answer's rows to the targets they are of. The order of rows says nothing, and some may be missing. */
import type { AnyRequest } from '../endpoints/define.ts';

type Row = Record<string, unknown>;

export type Joined = {
  byTarget: Map<string, Row>;
  /** Targets that got no row. */
  missing: string[];
  /** Rows of targets that were not asked for, and second rows of one. */
  strangers: Row[];
};

/**
 * @param key The field that names a row's target.
 * @param targets The targets as they were sent. A row may spell its own otherwise (`www.`, capitals, a scheme, a slash at the end); it is
 * taken where only one target can be meant.
 */
export function joined(key: string, targets: readonly string[], rows: readonly Row[]): Joined {
  const asked = new Set(targets);
  const loosely = new Map<string, string | null>();
  for (const target of asked) loosely.set(loose(target), loosely.has(loose(target)) ? null : target);

  const byTarget = new Map<string, Row>();
  const unsure: Row[] = [];
  const strangers: Row[] = [];
  const put = (row: Row, target: string | null | undefined) => {
    if (target == null || byTarget.has(target)) strangers.push(row);
    else byTarget.set(target, row);
  };
  // A row with the very name goes before one that only resembles it.
  for (const row of rows) {
    const name = row[key];
    if (typeof name === 'string' && asked.has(name)) put(row, name);
    else unsure.push(row);
  }
  for (const row of unsure) put(row, typeof row[key] === 'string' ? loosely.get(loose(row[key])) : null);
  return { byTarget, missing: [...asked].filter((target) => !byTarget.has(target)), strangers };
}

/** A target without what spellings of it differ in. */
function loose(name: string): string {
  try {
    const { hostname, pathname, search } = new URL(/^https?:\/\//i.test(name) ? name : `https://${name}`);
    return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${search}`;
  } catch {
    return name;
  }
}

/** The targets of a request. */
export const targetsIn = ({ targets }: AnyRequest): string[] => (Array.isArray(targets) ? targets.map(String) : []);
