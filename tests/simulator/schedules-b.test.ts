import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe } from 'vitest';
import { playSchedules } from './schedules.ts';
import { install, uninstall } from './world.ts';

beforeAll(install);
afterAll(uninstall);

describe('money', () => {
  playSchedules('b', Number(process.env.SCHEDULES ?? 10_000) / 2);
});
