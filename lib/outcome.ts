/**
 * Expected trouble is data. Everything that can go wrong between a question and its answer has a kind here, named by its meaning; a new kind
 * does not compile until lib/failure-words.ts has words for it.
 */

export type FailureKind =
  // before anything was sent
  | 'signed-out'
  | 'invalid-request'
  | 'refused-target'
  | 'never-send'
  | 'not-cached'
  | 'over-cap'
  | 'interrupted'
  | 'offline'
  | 'other-environment'
  | 'no-permission'
  | 'no-ledger'
  | 'locked'
  | 'wrong-passphrase'
  | 'too-soon'
  | 'dearer'
  // the account
  | 'bad-credentials'
  | 'unverified-account'
  | 'account-blocked'
  | 'no-funds'
  | 'account-limit'
  | 'no-access'
  | 'repeat-limit'
  | 'ip-not-allowed'
  | 'foreign-task'
  // the request, as the API sees it
  | 'rejected-request'
  | 'unknown-address'
  | 'target-unreachable'
  | 'expired'
  | 'no-sandbox-data'
  | 'no-results'
  | 'still-running'
  // the service and the way to it
  | 'rate-limited'
  | 'too-many-at-once'
  | 'unreachable'
  | 'timeout'
  | 'task-failed'
  | 'server-trouble'
  | 'service-paused'
  | 'task-timeout'
  | 'not-implemented'
  | 'unreadable-reply'
  | 'too-large'
  | 'unexpected-reply'
  | 'unknown-code'
  // ourselves
  | 'outdated'
  | 'bug';

/** Failures that every call after would meet as well; going on would only repeat them. */
export const ends: ReadonlySet<FailureKind> = new Set<FailureKind>([
  ...(['signed-out', 'over-cap', 'offline', 'other-environment', 'no-permission', 'no-ledger', 'never-send', 'locked'] as const),
  ...([
    'bad-credentials',
    'unverified-account',
    'account-blocked',
    'no-funds',
    'account-limit',
    'no-access',
    'ip-not-allowed',
    'service-paused',
  ] as const),
]);

/** Whether the trouble cost money: no, yes (the amount is `costUsd`), or it cannot be known yet. */
export type Spent = 'no' | 'yes' | 'maybe';

/**
 * What may stand in the way of a paid call, from the least to the most: the price above which a second press is wanted, the caps of the day
 * and the month, and a ledger that cannot be written.
 */
export const limits = ['action', 'day', 'month', 'ledger'] as const;
export type Limit = (typeof limits)[number];

/**
 * The person saw which limit a call or plan passes, and its whole price, and allows it this once. It allows the lesser limits too, and
 * nothing that costs more than `upToUsd`. The ledger keeps it.
 */
export type AllowOnce = { past: Limit; upToUsd: number };

export type Failure = {
  kind: FailureKind;
  spent: Spent;
  /** What the API said it charged, in US dollars; null where it did not say. */
  costUsd: number | null;
  /** The API's own code, where it gave one. */
  code: number | null;
  /** The first 300 characters of the API's own words, the unseen ones as marks: a stranger's text, shown as text and never as a link. */
  said: string | null;
  /** What is wrong with which parameter. */
  issues?: { param: string; message: string }[];
  /** Amounts that the words of this kind need, in US dollars. */
  amounts?: Record<string, number>;
  /** The limit that stands in the way of a paid call; an ask with `allow` passes it once. */
  limit?: Limit;
  /** How long to wait before another try, in ms. */
  waitMs?: number;
  /** When DataForSEO answered so, by its own clock. */
  answeredAt?: number;
};

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const good = <T>(value: T): Outcome<T> => ({ ok: true, value });

/** A failure of a kind; by default nothing was sent and nothing was spent. */
export function failed(kind: FailureKind, more: Partial<Omit<Failure, 'kind'>> = {}): { ok: false; failure: Failure } {
  return { ok: false, failure: { kind, spent: 'no', costUsd: null, code: null, said: null, ...more } };
}
