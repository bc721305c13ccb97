import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { play, type Schedule } from './schedules.ts';
import { install, uninstall } from './world.ts';

beforeAll(install);
afterAll(uninstall);

/** Schedules that once broke something, made as small as they get, each with what was wrong. */
const mended: [string, Schedule][] = [
  [
    // The list showed one of the two charges at the first look and the other four minutes later. The ledger can know of the second only
    // then: the simulator was wrong to want it before, and now wants both to be counted once all is listed.
    'a request the browser sent twice is listed in two steps',
    {
      ...{ seed: -1177528886, dayCapUsd: 0.05, monthCapUsd: 0.12, only: null, fates: ['sent twice'] },
      events: [{ is: 'ask', endpoint: 0, target: 'a.com', buy: 'unless-fresh', allow: false }, { is: 'looks' }, { is: 'looks' }],
    },
  ],
  [
    // The lost call stayed open for ever, for by the clock that was set back it lay in the future.
    'the clock is set back a day after an answer was lost',
    {
      ...{ seed: 0, dayCapUsd: 0.05, monthCapUsd: 0.12, only: null, fates: ['answer lost'] },
      events: [
        { is: 'ask', endpoint: 0, target: 'a.com', buy: 'unless-fresh', allow: false },
        { is: 'looks' },
        { is: 'rests' },
        { is: 'clock', aheadMs: -86_400_000 },
      ],
    },
  ],
  [
    // A look went a day back and no further: what the browser sent twice and nobody looked up in time was never counted.
    'a request the browser sent twice is looked up two days later',
    {
      ...{ seed: 0, dayCapUsd: 0.05, monthCapUsd: 0.12, only: null, fates: ['sent twice'] },
      events: [
        { is: 'ask', endpoint: 0, target: 'a.com', buy: 'unless-fresh', allow: false },
        { is: 'rests' },
        { is: 'passes', ms: 144_000_000 },
      ],
    },
  ],
];

describe('what once went wrong', () => {
  it.each(mended)('%s', async (_, schedule) => {
    expect((await play(schedule)).faults).toEqual([]);
  });
});
