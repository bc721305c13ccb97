import type { Endpoint } from '../endpoints/define.ts';

/** Documented fields that replies lacked or had in another shape, by `endpoint.field`, since this background started. */
const drift = new Map<string, number>();
const MOST = 500;

/** Notes where a reply's first row differs from what is documented. Only our own names are noted, never anything the reply says. */
export function noteDrift({ id, row: fields }: Endpoint, raw: unknown): void {
  if (typeof raw !== 'object' || raw === null) return;
  for (const [name, { read }] of Object.entries(fields)) {
    const value = (raw as Record<string, unknown>)[name];
    const isFine = value === null || (value !== undefined && read.safeParse(value).data !== null);
    if (isFine || drift.size >= MOST) continue;
    drift.set(`${id}.${name}`, (drift.get(`${id}.${name}`) ?? 0) + 1);
  }
}

export const driftSoFar = (): Record<string, number> => Object.fromEntries(drift);
