/** What measurements share, each made when it is first wanted: the packages, a server that plays API and web, a page to draw in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { zip } from 'wxt';
import { createSample } from '../../lib/sample/index.ts';
import { findChromium } from '../browser/find.ts';
import { startServer } from '../server/server.ts';

export const root = path.resolve(import.meta.dirname, '../..');

export type Stage = Awaited<ReturnType<typeof openStage>>;

export async function openStage({ isQuick }: { isQuick: boolean }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'backlens-bench-'));
  const closers: (() => Promise<unknown>)[] = [];
  const begun = performance.now();

  const server = once(async () => {
    const started = await startServer({ answer: createSample() });
    closers.unshift(() => started.close());
    return started;
  });

  /** The packages as they are handed in, and the folders they are made from. */
  const packages = once(async () => {
    const out = path.join(folder, 'packages');
    for (const browser of ['chrome', 'firefox'])
      await zip({ ...quietly, root, outDir: out, browser, manifestVersion: 3, zip: { zipSources: false } });
    return out;
  });

  const browser = once(async (): Promise<Browser> => {
    const args = ['--no-sandbox', '--enable-precise-memory-info', '--js-flags=--expose-gc'];
    const launched = await chromium.launch({ executablePath: await findChromium(), headless: true, args });
    closers.unshift(() => launched.close());
    return launched;
  });

  /** The page of tests/bench/page, where `bench` is what the driver calls. */
  const page = once(async (): Promise<Page> => {
    const from = path.join(import.meta.dirname, 'page');
    const outDir = path.join(folder, 'page');
    await build({
      ...{ root: from, configFile: false, logLevel: 'error' },
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 4000 },
    });
    const served = await preview({
      ...{ root: from, configFile: false, logLevel: 'error', build: { outDir } },
      preview: { port: 0, host: '127.0.0.1' },
    });
    closers.unshift(() => served.close());
    const opened = await (await browser()).newPage({ viewport: { width: 1280, height: 800 } });
    opened.on('pageerror', (error) => console.error(error));
    await opened.goto(served.resolvedUrls?.local[0] ?? '');
    return opened;
  });

  return {
    folder,
    server,
    packages,
    page,
    browser,
    /** How often something is done: so many times; in a quick run, to see whether it works, two. */
    rounds: (wanted: number): number => (isQuick ? 2 : wanted),
    isQuick,
    tell(words: string): void {
      console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${words}`);
    },
    async close(): Promise<void> {
      for (const close of closers) await close().catch((error: unknown) => console.error(error));
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const nothing = () => {};
const logger = {
  debug: nothing,
  log: nothing,
  info: nothing,
  warn: nothing,
  fatal: console.error,
  error: console.error,
  success: nothing,
  level: 0,
};
/** The builder's own words are no part of the report; what goes wrong it throws. */
export const quietly = { logger, vite: () => ({ build: { chunkSizeWarningLimit: 4000 } }) };
