/**
 * Measures the grid beside two known ones, on the same rows, in the same browser, one after the other: `node tests/bench/bench.ts`.
 * Prints a table and writes every run to artifacts/bench/. Nothing is asserted: times are those of this machine, ratios say more.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { findChromium } from '../browser/find.ts';
import { reply, resultOf } from './data.ts';
import { lineOf, type Spread, spreadOf } from './numbers.ts';
import type { Bench, Name } from './page.tsx';

declare const bench: Bench;

const names: readonly Name[] = ['ours', 'AG Grid', 'Tabulator'];
const RUNS = 10;
const COLUMNS = 20;
const FRAMES = 240;
/** Ten rows and more a frame, as a wheel that is turned fast does. */
const PX_A_FRAME = 420;
const words = ['news', 'blog', 'guide', 'example', 'travel'];

type Runs = Record<string, number[]>;
type Part = { title: string; unit: string; runs: Partial<Record<Name, Runs>> };

const quick = process.argv.includes('--quick');

/** Every sort and filter of a grid that is on the page. */
async function measure(page: Page, name: Name, rows: number, paths: readonly { path: string; kind: string }[]): Promise<Runs> {
  const runs: Runs = { 'first rows': [], 'first sort': [], sort: [], 'filter, a letter': [], 'scroll, % of frames over 33.4 ms': [] };
  const add = (what: string, time: number | null) => time !== null && runs[what]?.push(time);
  const times = quick ? 2 : rows > 50_000 ? 3 : RUNS;
  for (let run = 0; run < times; run++) {
    add('first rows', await page.evaluate((name) => bench.mount(name), name));
    const first = paths[run % paths.length]?.path ?? '';
    add('first sort', await page.evaluate((path) => bench.sort(path, 'asc'), first));
    if (run < times - 1) await page.evaluate(() => bench.unmount());
  }
  // A person looks at the rows before they do something with them.
  await page.waitForTimeout(rows > 50_000 ? 8000 : 2500);
  for (const { path } of paths) {
    for (const direction of ['asc', 'desc'] as const) {
      add('sort', await page.evaluate(([path, direction]) => bench.sort(path, direction), [path, direction] as const));
    }
  }
  for (const word of words) {
    for (let length = 1; length <= word.length; length++) {
      add('filter, a letter', await page.evaluate((text) => bench.filter(text), word.slice(0, length)));
    }
    await page.evaluate(() => bench.filter(''));
  }
  for (let run = 0; run < (quick ? 2 : RUNS); run++) {
    const frames = await page.evaluate(([frames, px]) => bench.scroll(frames, px), [FRAMES, PX_A_FRAME] as const);
    add('scroll, % of frames over 33.4 ms', (100 * frames.filter((length) => length > 33.4).length) / frames.length);
  }
  await page.evaluate(() => bench.unmount());
  return runs;
}

async function grids(page: Page): Promise<Part[]> {
  const parts: Part[] = [];
  for (const [id, rows] of [
    ['backlinks', 10_000],
    ['referring_domains', 10_000],
    ['backlinks', 100_000],
  ] as const) {
    const loaded = await page.evaluate(([id, rows, columns]) => bench.load(id, rows, columns), [id, rows, COLUMNS] as const);
    const part: Part = { title: `${id}, ${loaded.rows.toLocaleString('en')} rows × ${loaded.columns} columns`, unit: 'ms', runs: {} };
    for (const name of names) part.runs[name] = await measure(page, name, rows, loaded.paths);
    parts.push(part);
    print(part);
  }
  return parts;
}

function print({ title, runs }: Part): void {
  console.log(
    `\n### ${title}\n\n| median ms (middle half) | ours | AG Grid | Tabulator | ours / AG Grid | ours / Tabulator |\n|---|---|---|---|---|---|`,
  );
  for (const what of Object.keys(runs.ours ?? {})) {
    const spreads = names.map((name) => spreadOf(runs[name]?.[what] ?? []));
    console.log(lineOf(what, spreads as [Spread, Spread, Spread]));
  }
}

/** How long it takes to read a reply, beside parsing its JSON alone. */
async function reading(): Promise<Runs> {
  const text = await reply('backlinks', { target: 'forbes.com', limit: 1000 });
  const endpoint = endpointOf('backlinks');
  const runs: Runs = { parse: [], 'parse and read': [] };
  for (let run = 0; run < 40; run++) {
    for (const [what, act] of [
      ['parse', () => JSON.parse(text)],
      ['parse and read', () => endpoint.read(resultOf(text))],
    ] as const) {
      const from = performance.now();
      act();
      // The first ones are slow while the engine is still learning.
      if (run >= 10) runs[what]?.push(performance.now() - from);
    }
  }
  const [parse, both] = [spreadOf(runs.parse ?? []), spreadOf(runs['parse and read'] ?? [])];
  console.log(`\n### Reading a reply of 1,000 backlinks (${(text.length / 1e6).toFixed(2)} MB)\n`);
  console.log(
    `JSON.parse ${parse.median.toFixed(1)} ms, with reading ${both.median.toFixed(1)} ms: ${(both.median / parse.median).toFixed(2)} ×`,
  );
  return runs;
}

const outDir = await mkdtemp(path.join(tmpdir(), 'grid-bench-'));
const root = import.meta.dirname;
try {
  await build({
    ...{ root, configFile: false, logLevel: 'error' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 4000 },
  });
  const server = await preview({ root, configFile: false, logLevel: 'error', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath: await findChromium(), headless: true, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => console.error(error));
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const parts = await grids(page);
    const replies = await reading();
    const folder = path.resolve(root, '../../artifacts/bench');
    await mkdir(folder, { recursive: true });
    const about = {
      at: new Date().toISOString(),
      browser: browser.version(),
      cpu: `${cpus().length} × ${cpus()[0]?.model}`,
      node: process.version,
    };
    await writeFile(path.join(folder, 'bench.json'), JSON.stringify({ about, parts, replies }, null, 1));
  } finally {
    await browser.close();
    await server.close();
  }
} finally {
  await rm(outDir, { recursive: true, force: true });
}
