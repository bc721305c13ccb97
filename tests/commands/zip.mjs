/**
 * `npm run zip`: the packages for the stores and the sources they are built from, in .output, with their SHA-256 in SHA256SUMS. Equal
 * sources give equal bytes with the same Node, wherever and whenever it runs; packages.mjs holds that.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, root, toolOf } from './bootstrap.mjs';

const output = path.join(root, '.output');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const fileOf = (what) => path.join(output, `backlens-${version}-${what}.zip`);
const { node, env } = ensureInstalled();

rmSync(output, { recursive: true, force: true });
zip([]);
// Edge takes the very package that is tested as Chrome's.
copyFileSync(fileOf('chrome'), fileOf('edge'));
zip(['-b', 'firefox', '--mv3']);

const files = ['chrome', 'edge', 'firefox', 'sources'].map(fileOf);
const sums = files.map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${path.basename(file)}\n`).join('');
writeFileSync(path.join(output, 'SHA256SUMS'), sums);
console.log(`\n${sums}`);

/** One browser's package; Firefox's comes with the sources. */
function zip(args) {
  const { status, error } = spawnSync(node, [toolOf('wxt'), 'zip', ...args], { cwd: root, env, stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
