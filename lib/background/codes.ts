import type { FailureKind, Spent } from '../outcome.ts';

type Meaning = { kind: FailureKind; spent: Spent };

const free = (kind: FailureKind): Meaning => ({ kind, spent: 'no' });
/** The API may have done the work: only the `cost` it gives tells. */
const unsure = (kind: FailureKind): Meaning => ({ kind, spent: 'maybe' });

/**
 * Every documented code of the API, by meaning. Texts may change at any time, codes not. https://docs.dataforseo.com/v3/appendix/errors/
 * Refusals cost nothing; whatever may have been worked on counts as perhaps charged unless the reply names its cost.
 */
const meanings: Record<number, Meaning> = {
  40000: free('rejected-request'),
  40001: free('foreign-task'),
  40002: free('foreign-task'),
  40003: free('foreign-task'),
  40004: free('foreign-task'),
  40006: free('rejected-request'),
  40100: free('bad-credentials'),
  // "Internal SE Server Error": an error of the service in spite of its number, and known to be billed elsewhere.
  40101: unsure('server-trouble'),
  40102: unsure('no-results'),
  40103: unsure('task-failed'),
  40104: free('unverified-account'),
  40200: free('no-funds'),
  40201: free('account-blocked'),
  40202: free('rate-limited'),
  40203: free('account-limit'),
  40204: free('no-access'),
  40205: free('repeat-limit'),
  40206: free('repeat-limit'),
  40207: free('ip-not-allowed'),
  40209: free('too-many-at-once'),
  40210: free('no-funds'),
  40400: free('unknown-address'),
  40401: free('expired'),
  40402: free('unknown-address'),
  40403: free('expired'),
  40404: free('no-sandbox-data'),
  40408: unsure('target-unreachable'),
  40501: free('rejected-request'),
  40502: free('rejected-request'),
  40503: free('rejected-request'),
  40504: free('rejected-request'),
  40505: free('rejected-request'),
  40506: free('rejected-request'),
  40601: free('still-running'),
  40602: free('still-running'),
  50000: unsure('server-trouble'),
  50001: unsure('server-trouble'),
  50100: free('not-implemented'),
  50301: unsure('service-paused'),
  50303: unsure('service-paused'),
  50304: unsure('service-paused'),
  50401: unsure('task-timeout'),
  50402: unsure('task-timeout'),
};

/** What a code of the API means. */
export const meaningOf = (code: number): Meaning =>
  meanings[code] ?? (code >= 40_000 && code < 50_000 ? free('unknown-code') : unsure('unknown-code'));

/** What an HTTP status means where the body has no code of the API. */
export function meaningOfStatus(status: number): Meaning {
  if (status === 401) return free('bad-credentials');
  if (status === 402) return free('no-funds');
  if (status === 404) return free('unknown-address');
  if (status === 429) return free('rate-limited');
  if (status >= 500) return unsure('server-trouble');
  return unsure('unreadable-reply');
}
