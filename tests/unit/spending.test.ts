import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreedTo, alertOf, nearestCap } from '../../lib/caps.ts';
import { hashOfCall, hitsRow, ledgerRow, ledgerRows, outcomeWords } from '../../lib/ledger.ts';
import type { CacheHits, Call, CapState } from '../../lib/messages.ts';
import { countedUsd, roundUsd } from '../../lib/price.ts';
import { groupings, limitsIn, partOf, totalsBy } from '../../lib/spending.ts';

const call = (more: Partial<Call> = {}): Call => ({
  ...{ opId: crypto.randomUUID(), key: 'anchors?{"target":"a.com"}', endpoint: 'anchors', target: 'a.com', askedBy: 'explorer' },
  ...{ at: Date.UTC(2026, 10, 22, 23, 59, 59), state: 'settled', estimateUsd: 0.0276, costUsd: 0.0276, rows: 100, failure: null },
  ...more,
});
const hit = (more: Partial<CacheHits> = {}): CacheHits => ({
  ...{ day: '2026-11-22', endpoint: 'anchors', target: 'a.com', hits: 2, savedUsd: 0.0552 },
  ...more,
});

describe('the ledger', () => {
  it('says of each call what became of it', () => {
    expect(outcomeWords(call())).toBe('answered');
    expect(outcomeWords(call({ state: 'unknown', failure: 'timeout', missedAt: 1 }))).toMatch(
      /may have been charged.*not in DataForSEO’s list/,
    );
    expect(outcomeWords(call({ state: 'refused', failure: 'offline', costUsd: 0 }))).toBe('cost nothing: You are offline');
    expect(outcomeWords(call({ state: 'refused', failure: 'unreachable', costUsd: 0, checkedAt: 1 }))).toMatch(
      /^cost nothing, by DataForSEO’s own list/,
    );
    expect(outcomeWords(call({ state: 'settled', failure: 'timeout', checkedAt: 1 }))).toMatch(/^charged without an answer, by/);
  });

  it('has the second, the environment, the limit that was passed and how often a call was sent', () => {
    expect(ledgerRow(call({ allowed: 'day', sends: 2 }), 'sandbox')).toMatchObject({
      ...{ at: '2026-11-22 23:59:59 +00:00', environment: 'sandbox', allowed: 'cap per day', sends: 2, counted_usd: 0.0276 },
    });
  });

  it('leads to the answer of a call, and nowhere where its key is gone', () => {
    expect(hashOfCall(call({ key: 'anchors?{"limit":50,"target":"a.com"}' }))).toBe('#/anchors?target=a.com&limit=50');
    expect(hashOfCall(call({ key: 'ai anchors?{"target":"a.com"}' }))).toBe('#/anchors?target=a.com');
    expect(hashOfCall(call({ key: '' }))).toBeNull();
  });

  it('has stored answers that were looked at, at the end of their day and for nothing', () => {
    const rows = ledgerRows([call(), call({ at: Date.UTC(2026, 10, 21) })], [hit()], 'production');
    expect(rows.map(({ at }) => String(at).slice(0, 10))).toEqual(['2026-11-22', '2026-11-22', '2026-11-21']);
    expect(rows[1]).toEqual(hitsRow(hit(), 'production'));
    expect(rows[1]).toMatchObject({ cost_usd: 0, saved_usd: 0.0552 });
  });
});

describe('sums', () => {
  const calls = [
    call(),
    call({ state: 'unknown', costUsd: null, target: null }),
    call({ at: Date.UTC(2026, 9, 1), endpoint: 'summary', costUsd: 0.024036 }),
    call({ state: 'refused', costUsd: 0, failure: 'offline' }),
  ];

  it('are of UTC days and months, newest first, and of reports and targets, largest first', () => {
    expect(totalsBy(calls, [hit()], 'day').map(({ id, usd, calls: many, lost, hits }) => [id, usd, many, lost, hits])).toEqual([
      ['2026-11-22', 0.0552, 3, 1, 2],
      ['2026-10-01', 0.024036, 1, 0, 0],
    ]);
    expect(totalsBy(calls, [], 'month').map(({ id }) => id)).toEqual(['2026-11', '2026-10']);
    expect(totalsBy(calls, [], 'report').map(({ label }) => label)).toEqual(['Anchors', 'Overview']);
    expect(totalsBy(calls, [], 'target').map(({ label }) => label)).toEqual(['a.com', 'no target kept']);
  });

  it('come to what counts against the caps, however one adds up, and each to its own calls', () => {
    const some = fc.array(
      fc.record({
        at: fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2026, 11) }),
        endpoint: fc.constantFrom('summary' as const, 'anchors' as const, 'backlinks' as const),
        target: fc.constantFrom('a.com', 'b.com', null),
        costUsd: fc.option(fc.integer({ min: 0, max: 100_000 }).map((millionths) => millionths / 1e6)),
        state: fc.constantFrom('settled' as const, 'unknown' as const, 'refused' as const),
      }),
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...groupings), (list, by) => {
        const ledger = list.map((each) => call(each));
        const whole = roundUsd(ledger.reduce((sum, each) => sum + countedUsd(each), 0));
        const totals = totalsBy(ledger, [], by);
        expect(roundUsd(totals.reduce((sum, { usd }) => sum + usd, 0))).toBe(whole);
        for (const { id, calls: many } of totals) expect(partOf(ledger, [], by, id).calls).toHaveLength(many);
      }),
    );
  });

  it('name the limits the account’s owner set, and leave out the zeros that mean none', () => {
    expect(limitsIn({ day: { backlinks: { summary: { live: 0 } }, total_backlinks: 5 }, minute: {} })).toEqual([
      { name: 'day total backlinks', usd: 5 },
    ]);
    expect(limitsIn('nonsense')).toEqual([]);
  });
});

describe('caps', () => {
  const cap = (reached: CapState['reached']): CapState => ({
    capUsd: 1,
    spentUsd: reached / 100,
    leftUsd: 1 - reached / 100,
    reached,
    resetsAt: 0,
  });

  it('are told of from a half on, and warn from 80 %', () => {
    expect(alertOf('day', cap(0))).toBeNull();
    expect(([50, 80, 100] as const).map((reached) => alertOf('day', cap(reached))?.tone)).toEqual(['', 'warn', 'bad']);
  });

  it('speak for the one that is nearer to its end', () => {
    expect(nearestCap({ caps: { day: cap(50), month: cap(80) } })).toMatchObject({ of: 'month', alert: { percent: 80 } });
    expect(nearestCap({ caps: { day: cap(80), month: cap(80) } }).of).toBe('day');
  });

  it('are agreed to pass only by a plan above the limit on one action, and only at its price', () => {
    expect(agreedTo(0.25, { confirmAboveUsd: 0.25 })).toEqual({ planUsd: 0.25 });
    expect(agreedTo(0.3, { confirmAboveUsd: 0.25 })).toEqual({ planUsd: 0.3, allow: { past: 'action', upToUsd: 0.3 } });
  });
});
