/**
 * Whether the packages are fit to hand in: two clean builds, the second from nothing but the unpacked sources package in another folder,
 * give the same bytes, and Mozilla's own check of the Firefox package finds what is expected and no more.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { root, toolOf } from './bootstrap.mjs';

/** What Mozilla's check says of our package, and why that is so. */
const expected = {
  UNSAFE_VAR_ASSIGNMENT:
    'Preact’s own dangerouslySetInnerHTML path, which we never use: a structure test holds it, and Trusted Types refuse it.',
};

const output = path.join(root, '.output');
const [different, refused] = [rebuilt(), linted()];
const failures = [...different, ...refused.failures];
mkdirSync(path.join(root, 'artifacts'), { recursive: true });
writeFileSync(path.join(root, 'artifacts/packages.json'), JSON.stringify({ areEqual: different.length === 0, linter: refused.summary }));
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

/** Builds twice; gives the sentences of what differs. */
function rebuilt() {
  zipIn(root);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backlens-sources-'));
  try {
    const [sources] = readdirSync(output).filter((file) => file.endsWith('-sources.zip'));
    unpack(path.join(output, sources), folder);
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    zipIn(folder);
    const [first, second] = [output, path.join(folder, '.output')].map((at) => readFileSync(path.join(at, 'SHA256SUMS'), 'utf8'));
    console.log(`\nFrom the repository:\n${first}\nFrom the sources package:\n${second}`);
    return first === second ? [] : ['The sources package does not rebuild to the same bytes.'];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function zipIn(folder) {
  const { status } = spawnSync(process.execPath, ['tests/commands/zip.mjs'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm run zip ended with ${status} in ${folder}`);
}

function unpack(archive, folder) {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive)))) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

/** Runs Mozilla's check; gives its counts, and the sentences of what is not expected. */
function linted() {
  const args = [toolOf('addons-linter'), '--output', 'json', path.join(output, 'firefox-mv3')];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (!stdout.trim().startsWith('{')) return { summary: null, failures: [`addons-linter gave no report: ${stdout}${stderr}`] };
  const { summary, errors, notices, warnings } = JSON.parse(stdout);
  console.log(`addons-linter: ${summary.errors} errors, ${summary.notices} notices, ${summary.warnings} warnings`);
  for (const { code } of warnings) if (expected[code]) console.log(`  ${code}: ${expected[code]}`);
  const found = [...errors, ...notices, ...warnings.filter(({ code }) => !expected[code])];
  if (warnings.length > 1) found.push({ code: 'WARNINGS', message: `${warnings.length} warnings; one is expected` });
  return {
    summary: { errors: summary.errors, notices: summary.notices, warnings: summary.warnings },
    failures: found.map(({ code, message, file = '', line = '' }) => `addons-linter: ${code} ${message} ${file}:${line}`),
  };
}
