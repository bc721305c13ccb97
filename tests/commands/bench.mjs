/**
 * `npm run bench`: measures beside references, on this machine, and writes docs/benchmarks.md; what is measured is in tests/bench.
 * `npm run bench -- popup` takes single ones, `-- --quick` each only twice; both write into artifacts/bench.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, root } from './bootstrap.mjs';

const { node, env } = ensureInstalled();
const bench = fileURLToPath(new URL('../bench/bench.ts', import.meta.url));
const { status, error } = spawnSync(node, [bench, ...process.argv.slice(2)], { cwd: root, env: { ...env, CI: 'true' }, stdio: 'inherit' });
if (error) console.error(error.message);
process.exit(status ?? 1);
