import path from 'node:path';
import { defineConfig } from '@playwright/test';
import quick from './playwright.config.ts';

/** The nightly suite: answers that take up to two minutes, in real time. */
export default defineConfig({
  ...quick,
  testDir: 'slow',
  reporter: [['list'], ['json', { outputFile: path.resolve(import.meta.dirname, '../artifacts/slow.json') }]],
});
