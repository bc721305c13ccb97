import type { AnyRequest, Endpoint } from './endpoints/define.ts';
import type { Param } from './params.ts';

/** The explorer's address: a page (an endpoint's id, or a page of ours) and its values. */
export type Route = { page: string; values: URLSearchParams };

/** Reads `#/anchors?target=forbes.com&limit=100`. */
export function routeOf(hash: string): Route {
  const [page = '', query = ''] = splitOnce(hash.replace(/^#?\/?/, ''), '?');
  return { page: decoded(page), values: new URLSearchParams(query) };
}

/** A malformed percent sign is a slip in an address like any other: the page that is named then does not exist. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const splitOnce = (text: string, at: string): string[] => {
  const found = text.indexOf(at);
  return found < 0 ? [text] : [text.slice(0, found), text.slice(found + 1)];
};

/** The address of a page with its values; `hashOf('anchors', …)` is what `routeOf` reads. */
export function hashOf(page: string, values: URLSearchParams | null = null): string {
  const query = values?.toString() ?? '';
  return `#/${page}${query ? `?${query}` : ''}`;
}

/** The address that shows a request. */
export function hashOfRequest(endpoint: Pick<Endpoint, 'id' | 'request'>, request: AnyRequest): string {
  const values = new URLSearchParams();
  for (const [name, param] of Object.entries(endpoint.request)) for (const text of textsOf(param, request[name])) values.append(name, text);
  return hashOf(endpoint.id, values);
}

/**
 * The request an address asks for. A value that cannot be read as its parameter wants stays text, so that validation can say what is wrong
 * with it instead of silently asking for something else.
 */
export function requestOf(endpoint: Pick<Endpoint, 'request'>, values: URLSearchParams): AnyRequest {
  const request: AnyRequest = {};
  for (const name of new Set(values.keys())) {
    const param = endpoint.request[name];
    const texts = values.getAll(name).filter((text) => text !== '');
    if (texts.length === 0) continue;
    request[name] = param ? valueFrom(param, texts) : texts[0];
  }
  return request;
}

/** What a form or an address holds for a value, as texts. */
export function textsOf(param: Param, value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (param.control === 'targets' || param.control === 'order') return Array.isArray(value) ? value.map(String) : [String(value)];
  if (param.control === 'filter' || param.control === 'grouping') return [typeof value === 'string' ? value : JSON.stringify(value)];
  return [String(value)];
}

/** What ends a target in a list that somebody typed or pasted. */
export const TARGET_ENDS = /\s*\n\s*|[,;]\s+|[,;]$/;

/** The value that texts of a form or an address mean for a parameter. */
export function valueFrom(param: Param, texts: string[]): unknown {
  const text = texts[0]?.trim() ?? '';
  switch (param.control) {
    case 'targets':
      return (
        texts
          // Addresses may hold commas; one that is followed by a space stands between two.
          .flatMap((line) => line.split(TARGET_ENDS))
          .map((line) => line.trim())
          .filter(Boolean)
      );
    case 'order':
      return texts
        .flatMap((line) => line.split(/[\n;]+/))
        .map((line) => line.trim())
        .filter(Boolean);
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'whole':
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'filter':
    case 'grouping':
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    default:
      return text;
  }
}
