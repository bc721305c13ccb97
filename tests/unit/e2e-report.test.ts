import { afterEach, expect, it, vi } from 'vitest';
import { findFirefox } from '../browser/find.ts';

type Report = { remarks(report: object): string[] };
const { remarks }: Report = await import(new URL('../commands/e2e-report.mjs', import.meta.url).href);

const test = (status: string, ...reasons: string[]) => ({
  status,
  annotations: reasons.map((description) => ({ type: 'skip', description })),
});

afterEach(() => vi.unstubAllEnvs());

it('says how many tests were skipped for want of a Firefox, and which passed at the second try', () => {
  const suites = [
    {
      specs: [
        { title: 'connects', tests: [test('skipped', 'skipped: no Firefox')] },
        { title: 'opens', tests: [test('expected')] },
      ],
      suites: [
        {
          specs: [
            { title: 'clicks', tests: [test('skipped', 'skipped: no Firefox')] },
            { title: 'waits', tests: [test('flaky')] },
            { title: 'reads', tests: [test('skipped', 'skipped: no corpus')] },
          ],
        },
      ],
    },
  ];
  expect(remarks({ suites })).toEqual([
    'skipped: no Firefox (2 tests)',
    'skipped: no corpus (1 test)',
    'passed at the second try alone: waits',
  ]);
  expect(remarks({ suites: [] })).toEqual([]);
});

it('looks for no Firefox where none is wanted', () => {
  vi.stubEnv('FIREFOX_PATH', 'none');
  expect(findFirefox()).toBeNull();
});
