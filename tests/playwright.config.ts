import path from 'node:path';
import { defineConfig } from '@playwright/test';

const artifacts = path.resolve(import.meta.dirname, '../artifacts');

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: path.join(artifacts, 'e2e'),
  reporter: [['list'], ['json', { outputFile: path.join(artifacts, 'e2e.json') }]],
  workers: 2,
  // Each test starts from an extension just installed, so any order and any worker will do.
  fullyParallel: true,
  // A busy machine can make a browser late. What passes at the second try alone is named at the end of the run.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  globalTimeout: 60 * 60_000,
  expect: { timeout: 10_000 },
  use: { actionTimeout: 10_000, navigationTimeout: 15_000, screenshot: 'only-on-failure' },
});
