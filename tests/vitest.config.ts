import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('..'),
  // Replaces `wxt/browser` by an in-memory browser.
  plugins: [WxtVitest({ root: at('..') })],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    reporters: ['default', 'json'],
    // Property tests run thousands of cases, and a test machine may be busy.
    testTimeout: 30_000,
    outputFile: { json: at('../artifacts/unit.json') },
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['tests/{unit,contract,structure,simulator}/**/*.test.{ts,tsx}'], environment: 'node' },
      },
      {
        extends: true,
        test: { name: 'dom', include: ['tests/components/**/*.test.{ts,tsx}'], environment: 'happy-dom' },
      },
    ],
  },
});
