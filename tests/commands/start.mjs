/** `npm start`: builds the extension and shows it at work in Chromium. What it shows is in start.ts. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, root, toolOf } from './bootstrap.mjs';

const { node, env } = ensureInstalled();

for (const args of [[toolOf('wxt'), 'build'], [fileURLToPath(new URL('./start.ts', import.meta.url))]]) {
  const { status, error } = spawnSync(node, args, { cwd: root, env, stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
