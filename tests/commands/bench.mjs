/** `npm run bench`: measures beside references, on this machine; what is measured is in tests/bench. `-- --quick` runs each twice. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, root } from './bootstrap.mjs';

const { node, env } = ensureInstalled();
const bench = fileURLToPath(new URL('../bench/bench.ts', import.meta.url));
const { status, error } = spawnSync(node, [bench, ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' });
if (error) console.error(error.message);
process.exit(status ?? 1);
