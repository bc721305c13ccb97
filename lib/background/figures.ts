import type { AnyRequest, Endpoint } from '../endpoints/define.ts';
import type { EndpointId } from '../endpoints/index.ts';
import type { FieldKind } from '../fields.ts';
import type { Figures } from '../messages.ts';
import { dayOf } from '../params.ts';
import { wireTargetOf } from '../target.ts';

/** What is known of a target, as kept: one per endpoint, target and UTC day; the day's last answer counts. */
export type KeptFigures = Figures & { day: string };

/** Kinds that would make a kept row long without being figures. */
const long: readonly FieldKind[] = ['list', 'json', 'perTarget', 'words'];

/**
 * Whether a request asks for nothing but targets. Figures of live links only, of one host or on another rank scale are other figures, and
 * one curve must not be drawn through both.
 */
const isPlain = (endpoint: Endpoint, request: AnyRequest): boolean =>
  Object.entries(endpoint.request).every(
    ([name, { control, apiDefault, ours }]) =>
      control === 'target' || control === 'targets' || name === 'tag' || [undefined, apiDefault, ours].includes(request[name]),
  );

/** The figures an answer brought of the targets it was asked for. Rows that name another target than those are left out. */
export function figuresIn(
  endpoint: Endpoint & { id: EndpointId },
  request: AnyRequest,
  rows: readonly Record<string, unknown>[],
  fetchedAt: number,
): KeptFigures[] {
  const { figuresOf } = endpoint;
  if (!figuresOf || !isPlain(endpoint, request)) return [];
  const asked = new Set([request.target ?? request.targets].flat());
  const shown = Object.keys(endpoint.row).filter((name) => !long.includes(endpoint.row[name]?.kind ?? 'json'));
  return rows.flatMap((row) => {
    const target = spelled(row[figuresOf]);
    if (target === null || !asked.has(target)) return [];
    const kept = Object.fromEntries(shown.map((name) => [name, row[name] ?? null]));
    return [{ endpoint: endpoint.id, target, day: dayOf(fetchedAt), fetchedAt, row: kept }];
  });
}

/** A target as we spell it, so that it is found again however it is written; null where it is none. */
export function spelled(target: unknown): string | null {
  const reading = typeof target === 'string' ? wireTargetOf(target, 'any') : null;
  return reading?.ok ? reading.target : null;
}
