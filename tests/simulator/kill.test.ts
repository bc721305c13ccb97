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

  it('of a list that is read page by page: no page is bought twice', async () => {
    let most = 1;
    for (let dieAt = 0; dieAt <= most; dieAt += 1) {
      const world = new World(dieAt);
      if (dieAt > 0) world.dieAt = dieAt;
      void world.pull('a.com', null);
      await world.pump();
      if (dieAt === 0) {
        most = world.steps;
        expect(world.sends).toBe(3);
      }
      world.resume(false);
      await world.pump();
      await world.settleAll();
      expect(world.faults, `killed at step ${dieAt} of ${most}`).toEqual([]);
      // One page may have been on its way when it died.
      expect(world.sends, `killed at step ${dieAt} of ${most}`).toBeLessThanOrEqual(4);
    }
    expect(most).toBeGreaterThan(60);
  });
});
