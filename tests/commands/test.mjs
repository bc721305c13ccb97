/**
 * `npm test`: everything that must hold before a change goes in, in one go and from a fresh clone. All steps are run, whatever fails
 * before them, and the last line gives the numbers. `npm test -- types lint` runs only these steps.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { ensureInstalled, root, toolOf } from './bootstrap.mjs';
import { remarks } from './e2e-report.mjs';

const minute = 60_000;

/** The builds of this run that failed; there is nothing to test in a browser then. */
const failedBuilds = [];

/**
 * A step gives its numbers and, where it has any, its words; it counts as one test unless it counts its own.
 * @typedef {{ passed: number, failed: number, skipped: number, output: string }} Result
 * @type {{ name: string, run(): Promise<Result> }[]}
 */
const steps = [
  { name: 'prepare', run: () => tool('wxt', ['prepare']) },
  { name: 'types', run: () => tool('typescript', ['--noEmit'], 'tsc') },
  { name: 'lint', run: () => tool('@biomejs/biome', ['check', '.'], 'biome') },
  { name: 'dead-code', run: () => tool('knip', []) },
  { name: 'unit', run: unit },
  { name: 'build-chrome', run: () => build('chrome-mv3', ['build']) },
  { name: 'build-firefox', run: () => build('firefox-mv3', ['build', '-b', 'firefox', '--mv3']) },
  { name: 'sizes', run: () => asOneTest([path.join(root, 'tests/commands/sizes.mjs')]) },
  { name: 'packages', run: () => asOneTest([path.join(root, 'tests/commands/packages.mjs')]) },
  { name: 'e2e', run: e2e },
];

const { node, env } = ensureInstalled();
// The tools are as strict here as they are in CI: no `test.only`, no snapshot written on the way.
env.CI ||= 'true';

await main(process.argv.slice(2));

async function main(wanted) {
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. There are ${steps.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  const results = [];
  for (const { name, run } of steps) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const start = performance.now();
    const result = await run().catch((error) => oneFailure(error.stack ?? String(error)));
    const seconds = (performance.now() - start) / 1000;
    if (result.failed > 0) console.log(`\n${result.output.trim()}\n`);
    console.log(`${result.failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s   ${numbers(result)}`);
    results.push({ name, seconds, ...result });
  }
  report(results);
}

function report(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  console.log(`\n${'step'.padEnd(14)} ${'seconds'.padStart(8)} ${'passed'.padStart(8)} ${'failed'.padStart(8)} ${'skipped'.padStart(8)}`);
  for (const { name, seconds, passed, failed, skipped } of results) {
    console.log([name.padEnd(14), ...[seconds.toFixed(1), passed, failed, skipped].map((value) => String(value).padStart(8))].join(' '));
  }
  console.log(`\n${numbers(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function numbers({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A command that either succeeds or does not. */
async function asOneTest(args) {
  const { code, output } = await run(args);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0, output } : oneFailure(output);
}

function oneFailure(output) {
  return { passed: 0, failed: 1, skipped: 0, output };
}

async function tool(packageName, args, command) {
  return asOneTest([toolOf(packageName, command), ...args]);
}

async function build(folder, args) {
  // What an earlier build has left must not be tested in this one's place.
  rmSync(path.join(root, '.output', folder), { recursive: true, force: true });
  const result = await tool('wxt', args);
  if (result.failed > 0) failedBuilds.push(folder);
  return result;
}

async function unit() {
  const { report, code, output } = await runner('unit.json', [toolOf('vitest'), 'run', '-c', 'tests/vitest.config.ts']);
  if (!report) return oneFailure(output);
  // A file that cannot be loaded has no tests to fail.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  return counted({ passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped, code, output });
}

async function e2e() {
  if (failedBuilds.length > 0) return oneFailure(`Not run: ${failedBuilds.join(' and ')} could not be built.`);
  const browsers = await findBrowsers();
  if (!browsers.chromium) return oneFailure(browsers.output);
  const playwright = toolOf('@playwright/test', 'playwright');
  const found = { CHROMIUM_PATH: browsers.chromium, FIREFOX_PATH: browsers.firefox ?? 'none' };
  const { report, code, output } = await runner('e2e.json', [playwright, 'test', '-c', 'tests/playwright.config.ts'], found);
  if (!report) return oneFailure(output);
  const { expected, flaky, unexpected, skipped } = report.stats;
  for (const remark of remarks(report)) console.log(remark);
  return counted({ passed: expected + flaky, failed: unexpected, skipped, code, output });
}

/** Finds or installs the browsers, once for all of Playwright's workers. */
async function findBrowsers() {
  const find = pathToFileURL(path.join(root, 'tests/browser/find.ts')).href;
  const script = `
    const { findChromium, findFirefox } = await import(${JSON.stringify(find)});
    console.log('\\n' + JSON.stringify({ chromium: await findChromium(), firefox: findFirefox() }));`;
  const { code, output } = await run(['--input-type=module', '--eval', script]);
  return { ...(code === 0 ? JSON.parse(output.trim().split('\n').at(-1)) : {}), output };
}

/** Runs a test runner; `report` is what it has written into artifacts, undefined where it has not. */
async function runner(file, args, variables) {
  const reportFile = path.join(root, 'artifacts', file);
  rmSync(reportFile, { force: true });
  const result = await run(args, variables);
  try {
    return { ...result, report: JSON.parse(readFileSync(reportFile, 'utf8')) };
  } catch {
    return { ...result, output: `${result.output}\n${file} was not written; the runner ended with ${result.code}.`, report: undefined };
  }
}

/** A runner that fails with no test to show for it has failed, and so has one that found no test. */
function counted({ passed, failed, skipped, code, output }) {
  if (failed > 0) return { passed, failed, skipped, output };
  if (passed === 0) return { passed, failed: 1, skipped, output: `${output}\nNo test has passed, and none has failed.` };
  return { passed, failed: code === 0 ? 0 : 1, skipped, output };
}

/** Runs our Node with these arguments in the repository; the output is what it wrote to both streams, in order. */
function run(args, variables = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: root, env: { ...env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    let late = '';
    // Playwright closes its browsers at SIGTERM; what does not end then is killed.
    const terminate = setTimeout(() => {
      late = '\nIt took more than an hour and was ended.';
      child.kill('SIGTERM');
    }, 60 * minute);
    const kill = setTimeout(() => child.kill('SIGKILL'), 61 * minute);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(terminate);
      clearTimeout(kill);
      resolve({ code: code ?? signal, output: stripVTControlCharacters(Buffer.concat(chunks).toString('utf8')) + late });
    });
  });
}
