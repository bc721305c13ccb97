import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointNamed, endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import type { Param } from '../../lib/params.ts';
import { identityOf } from '../../lib/request.ts';
import { hashOf, hashOfRequest, requestOf, routeOf } from '../../lib/route.ts';
import { aRequest } from '../fixtures/arbitraries.ts';

const readBack = (hash: string) => {
  const { page, values } = routeOf(hash);
  const endpoint = endpointNamed(page);
  if (!endpoint) throw new Error(`${hash} names no endpoint`);
  return { endpoint, request: requestOf(endpoint, values) };
};

/** A form trims what is typed, and reads lists line by line. */
const asTyped = ({ control }: Param, value: unknown): unknown => {
  if (typeof value === 'string' && control === 'text') return value.trim();
  if (Array.isArray(value) && control === 'targets') return value.filter((item) => !/\n|[,;](\s|$)|^\s|\s$/.test(String(item)));
  return value;
};

describe('an address and its request', () => {
  it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('mean the same for %s', (_, endpoint) => {
    fc.assert(
      fc.property(aRequest(endpoint), (drawn) => {
        const request = Object.fromEntries(
          Object.entries(drawn).map(([name, value]) => [name, asTyped(endpoint.request[name] as Param, value)]),
        );
        const read = readBack(hashOfRequest(endpoint, request));
        expect(read.endpoint.id).toBe(endpoint.id);
        expect(identityOf(endpoint, read.request)).toBe(identityOf(endpoint, request));
        expect(hashOfRequest(endpoint, read.request)).toBe(hashOfRequest(endpoint, request));
      }),
    );
  });

  it('are understood by the path of the API as well as by our name', () => {
    expect(endpointNamed('appendix/user_data')?.id).toBe('appendix_user_data');
    expect(endpointNamed('backlinks/errors')?.id).toBe('errors');
    expect(endpointNamed('backlinks/summary')?.id).toBe('summary');
    expect(endpointNamed('constructor')).toBeNull();
    expect(endpointNamed('')).toBeNull();
  });

  it('keep what cannot be read as text, so that it is refused by name and not asked differently', () => {
    const backlinks = endpointOf('backlinks');
    const { request } = readBack('#/backlinks?target=example.com&limit=many&include_subdomains=maybe&filters=[1&typo=1');
    expect(request).toEqual({ target: 'example.com', limit: 'many', include_subdomains: 'maybe', filters: '[1', typo: '1' });
    expect(backlinks.schema.safeParse(request).success).toBe(false);
  });

  it('with a malformed percent sign names no endpoint, and breaks nothing', () => {
    expect(endpointNamed(routeOf('#/%E0%A4%A?target=a').page)).toBeNull();
  });

  it('leave blanks out', () => {
    expect(readBack('#/backlinks?target=&limit=').request).toEqual({});
    expect(hashOf('settings')).toBe('#/settings');
    expect(hashOfRequest(endpointOf('summary'), { target: '' })).toBe('#/summary');
  });

  it('begin without the slash or the sign too', () => {
    for (const hash of ['', '#', '#/']) expect(routeOf(hash).page).toBe('');
    for (const hash of ['anchors?target=a.com', '#anchors?target=a.com', '#/anchors?target=a.com']) {
      expect(routeOf(hash).page).toBe('anchors');
      expect(routeOf(hash).values.get('target')).toBe('a.com');
    }
  });
});
