import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ask } from '../../lib/messages.ts';
import { DAY, type Fate, fates, paid, question, World } from './world.ts';

const HOUR = 3_600_000;

/** What may happen next in a world. */
type Event =
  | { is: 'ask'; endpoint: number; target: string; buy: Ask['buy']; allow: boolean }
  | { is: 'dies'; afterSteps: number }
  | { is: 'pulls'; target: string; upTo: number | null }
  | { is: 'resumes'; again: boolean }
  | { is: 'halts'; isForGood: boolean }
  | { is: 'passes'; ms: number }
  | { is: 'clock'; aheadMs: number }
  | { is: 'looks' | 'rests' | 'restarts' };

const anEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      is: fc.constant('ask' as const),
      endpoint: fc.nat({ max: paid.length - 1 }),
      target: fc.constantFrom('a.com', 'c.com'),
      buy: fc.constantFrom('unless-fresh' as const, 'unless-fresh' as const, 'always' as const, 'again' as const, 'never' as const),
      allow: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('dies' as const), afterSteps: fc.integer({ min: 1, max: 200 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('pulls' as const),
      target: fc.constantFrom('a.com', 'c.com'),
      upTo: fc.constantFrom(null, 3, 4),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('resumes' as const), again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('halts' as const), isForGood: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('passes' as const), ms: fc.constantFrom(1000, 10_000, 140_000, HOUR, 20 * HOUR) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('clock' as const),
      aheadMs: fc.constantFrom(0, HOUR, -HOUR, DAY, -DAY, 365 * DAY, -365 * DAY),
    }),
  },
  { weight: 4, arbitrary: fc.record({ is: fc.constantFrom('looks' as const, 'rests' as const, 'rests' as const, 'restarts' as const) }) },
);

/** A few questions, or often the same, so that they meet. */
const aSchedule = fc.record({
  seed: fc.integer(),
  dayCapUsd: fc.constantFrom(0.05, 0.1, 10),
  monthCapUsd: fc.constantFrom(0.12, 100),
  only: fc.option(fc.nat({ max: paid.length - 1 }), { freq: 2 }),
  events: fc.array(anEvent, { minLength: 1, maxLength: 8 }),
  fates: fc.array(fc.constantFrom<Fate>(...fates), { maxLength: 6 }),
});

export type Schedule = typeof aSchedule extends fc.Arbitrary<infer T> ? T : never;

/** Plays a schedule and gives what was wrong. */
export async function play({ seed, dayCapUsd, monthCapUsd, only, events, fates: to }: Schedule): Promise<World> {
  const world = new World(seed, { dayCapUsd, monthCapUsd });
  await world.connect();
  world.fates.push(...to);
  for (const event of events) {
    if (event.is === 'ask') {
      const more = event.allow ? { allow: { past: 'day' as const, upToUsd: 1 } } : {};
      void world.ask(question(only ?? event.endpoint, event.target, event.buy, more));
    } else if (event.is === 'dies') world.dieAt = world.steps + event.afterSteps;
    else if (event.is === 'pulls') void world.pull(event.target, event.upTo);
    else if (event.is === 'resumes') world.resume(event.again);
    else if (event.is === 'halts') world.halt(event.isForGood);
    else if (event.is === 'passes') await world.pass(event.ms);
    else if (event.is === 'clock') world.setClock(event.aheadMs);
    else if (event.is === 'looks') void world.reconcile();
    else if (event.is === 'restarts') world.kill();
    else await world.pump();
  }
  await world.pump();
  await world.settleAll();
  return world;
}

/** Random schedules: a fast-check property, so that a failing one is made small and said with its seed. Writes down what was played. */
export function playSchedules(name: string, runs: number): void {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  it(`holds for ${runs.toLocaleString('en')} random schedules`, async () => {
    let [steps, sends, kills] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(aSchedule, async (schedule) => {
        const world = await play(schedule);
        steps += world.steps;
        sends += world.sends;
        kills += world.kills;
        expect(world.faults).toEqual([]);
      }),
      { numRuns: runs, seed },
    );
    mkdirSync('artifacts', { recursive: true });
    writeFileSync(`artifacts/simulator-${name}.json`, JSON.stringify({ runs, seed, steps, sends, kills }));
    console.log(`${runs} schedules, seed ${seed}: ${steps} steps, ${sends} paid sends, ${kills} deaths, nothing broken`);
  }, 1_200_000);
}
