import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { install, paid, question, uninstall, World } from './world.ts';

beforeAll(install);
afterAll(uninstall);

describe('a background killed at every await', () => {
  it.each(paid.map(({ id }, at) => [id, at] as const))('of a call of %s', async (_, at) => {
    let most = 1;
    for (let dieAt = 0; dieAt <= most; dieAt += 1) {
      const world = new World(dieAt);
      if (dieAt > 0) world.dieAt = dieAt;
      const asked = world.ask(question(at, 'a.com', 'unless-fresh'));
      await world.pump();
      if (dieAt === 0) {
        await asked;
        most = world.steps;
      }
      await world.pass(1000);
      void world.ask(question(at, 'a.com', 'unless-fresh'));
      await world.pump();
      await world.settleAll();
      expect(world.faults, `killed at step ${dieAt} of ${most}`).toEqual([]);
    }
    expect(most).toBeGreaterThan(20);
  });
});
