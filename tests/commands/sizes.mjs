/** Prints what each built file weighs, and fails where something is heavier than it may be. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './bootstrap.mjs';

/** In kB (1000 bytes) after gzip. */
const limits = {
  /** What the popup loads before it can show anything: its page, and every script and style that it does not ask for later. */
  popup: 30,
  /** What starts at every event. */
  background: 120,
};

const failures = ['chrome-mv3', 'firefox-mv3'].flatMap((target) => weigh(path.join(root, '.output', target), target));
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

/** Prints the sizes of one build; gives the sentences of what is wrong with it. */
function weigh(folder, target) {
  if (!existsSync(path.join(folder, 'manifest.json'))) return [`${target}: is not built (no .output/${target}/manifest.json)`];
  const { background = {} } = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const { service_worker: worker, scripts = worker ? [worker] : [] } = background;

  console.log(`\n${target.padEnd(52)}${'kB'.padStart(9)}${'gzipped'.padStart(9)}`);
  const files = readdirSync(folder, { recursive: true }).map((file) => file.split(path.sep).join('/'));
  const code = files.filter((file) => /\.(js|css)$/.test(file)).sort();
  for (const file of code) console.log(row(file, sizeOf(folder, [file])));
  console.log(row('all scripts and styles', sizeOf(folder, code)));
  return [
    ...judge('popup before its figures', limits.popup, folder, ['popup.html'], target),
    ...judge('background', limits.background, folder, scripts, target),
  ];
}

function judge(name, limit, folder, entries, target) {
  const missing = entries.length === 0 ? ['no file'] : entries.filter((file) => !existsSync(path.join(folder, file)));
  if (missing.length > 0) return [`${target}: ${name} is not there (${missing.join(', ')})`];
  const size = sizeOf(folder, eagerFrom(folder, entries));
  console.log(`${row(name, size)}  of ${limit}`);
  return size.gzipped > limit * 1000 ? [`${target}: ${name} is ${kB(size.gzipped)} kB gzipped; it may be ${limit}`] : [];
}

/** The files themselves and all they load at once: what pages name in their head and what scripts import, but not `import()`. */
function eagerFrom(folder, entries) {
  const found = new Set();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !existsSync(path.join(folder, file))) continue;
    found.add(file);
    waiting.push(...namedIn(file, readFileSync(path.join(folder, file), 'utf8')));
  }
  return [...found];
}

function namedIn(file, text) {
  if (file.endsWith('.html')) {
    const tags = [...text.matchAll(/<(?:script|link)\b[^>]*>/gi)].map(([tag]) => tag);
    const eager = tags.filter((tag) => /^<script/i.test(tag) || /rel="?(?:stylesheet|modulepreload|preload)\b/i.test(tag));
    return eager.flatMap((tag) => resolved(file, /(?:src|href)="?([^"\s>]+)/i.exec(tag)?.[1]));
  }
  if (file.endsWith('.js')) {
    // `import"./a.js"`, `import{b as c}from"./a.js"`, `export*from"./a.js"`
    const imports = text.matchAll(/(?:^|[;}\s/])(?:import|export)\s*(?:[\w$*{},\s]+?\s*from\s*)?["']([^"'\s]+\.js)["']/g);
    return [...imports].flatMap(([, address]) => resolved(file, address));
  }
  return [];
}

/** An address in a file as the build's own file, or nothing where it leads elsewhere. */
function resolved(file, address) {
  const from = new URL(file, 'https://build.invalid/');
  const url = address === undefined ? undefined : new URL(address, from);
  return url?.host === from.host ? [url.pathname.slice(1)] : [];
}

/** Each file is compressed for itself, as it is when it travels. */
function sizeOf(folder, files) {
  const contents = files.map((file) => readFileSync(path.join(folder, file)));
  return {
    plain: contents.reduce((sum, content) => sum + content.length, 0),
    gzipped: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  };
}

function row(name, { plain, gzipped }) {
  return `  ${name.padEnd(50)}${kB(plain).padStart(9)}${kB(gzipped).padStart(9)}`;
}

function kB(bytes) {
  return (bytes / 1000).toFixed(1);
}
