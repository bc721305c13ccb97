/**
 * Takes every measurement beside its references, in turns, on this machine: `node tests/bench/bench.ts [name …] [--quick]`. All of them
 * together write docs/benchmarks.md and .json; single ones and quick runs write into artifacts/bench. Nothing is asserted.
 */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { background } from './background.ts';
import { charts } from './charts.ts';
import { day } from './day.ts';
import { exports } from './exports.ts';
import { matrix } from './matrix.ts';
import type { Measure, Part } from './measure.ts';
import { memory } from './memory.ts';
import { parsing } from './parsing.ts';
import { popup } from './popup.ts';
import { type About, reportOf, writtenOf } from './report.ts';
import { sizes } from './sizes.ts';
import { openStage, root } from './stage.ts';
import { tables } from './tables.ts';

const measures: Record<string, Measure> = { popup, background, sizes, day, parsing, tables, matrix, charts, exports, memory };

const isQuick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = wanted.filter((name) => !Object.hasOwn(measures, name));
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(', ')}. There are ${Object.keys(measures).join(', ')}.`);
  process.exit(1);
}

const load = () =>
  loadavg()
    .map((each) => each.toFixed(2))
    .join(' ');
const at = new Date();
const loadBefore = load();
const parts: Part[] = [];
const stage = await openStage({ isQuick });
let browser = '';
try {
  for (const [name, measure] of Object.entries(measures)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    stage.tell(`${name} (load ${load()})`);
    // What cannot be measured is named in the report, and the others are measured all the same.
    const found = await measure(stage).catch((error: unknown): Part[] => {
      console.error(error);
      process.exitCode = 1;
      return [{ title: `Not measured: ${name}`, how: String(error), figures: [] }];
    });
    parts.push(...found);
    for (const part of found) console.log(`\n${writtenOf(part)}`);
  }
  browser = `Chromium ${(await stage.browser()).version()}`;
} finally {
  await stage.close();
}

const about: About = {
  at: at.toISOString(),
  version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version,
  browser,
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${process.platform}`,
  load: `${loadBefore} → ${load()}`,
  took: `${((Date.now() - at.getTime()) / 60_000).toFixed(1)} minutes`,
};
const folder = path.join(root, isQuick || wanted.length > 0 ? 'artifacts/bench' : 'docs');
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'benchmarks.md'), reportOf(about, parts));
await writeFile(path.join(folder, 'benchmarks.json'), `${JSON.stringify({ about, parts: parts.map(withRounded) }, null, 1)}\n`);
stage.tell(`Written: ${path.relative(root, path.join(folder, 'benchmarks.md'))} and .json`);

/** Microseconds say nothing here. */
function withRounded(part: Part): Part {
  const rounded = (runs: readonly number[]) => runs.map((run) => Math.round(run * 1000) / 1000);
  const figures = part.figures.map((figure) => {
    const all = Object.entries(figure.runs).map(([name, runs]) => [name, rounded(runs)] as const);
    return { ...figure, runs: { ...figure.runs, ...Object.fromEntries(all) } };
  });
  return { ...part, figures };
}
