import type { AnyRequest, Endpoint } from './endpoints/define.ts';

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A request with our own values where it is silent: 100 rows, 50 keys per distribution. Blank values count as silence. */
export function withOurs(endpoint: Pick<Endpoint, 'request'>, request: AnyRequest): AnyRequest {
  const full: AnyRequest = {};
  for (const [name, param] of Object.entries(endpoint.request)) {
    const value = isBlank(request[name]) ? param.ours : request[name];
    if (value !== undefined) full[name] = value;
  }
  // Unknown names stay, so that the schema can refuse them by name.
  for (const [name, value] of Object.entries(request)) if (!(name in endpoint.request) && !isBlank(value)) full[name] = value;
  return full;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/**
 * What makes two requests the same one: every value that differs from what the API assumes anyway, with keys in order. The tag is a note and
 * changes nothing in the answer.
 */
export function identityOf(endpoint: Endpoint, request: AnyRequest): string {
  const told = Object.entries(request).filter(
    ([name, value]) => name !== 'tag' && !isBlank(value) && JSON.stringify(value) !== JSON.stringify(endpoint.request[name]?.apiDefault),
  );
  return `${endpoint.id}?${JSON.stringify(sorted(Object.fromEntries(told)))}`;
}
