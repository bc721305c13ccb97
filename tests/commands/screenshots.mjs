/** `npm run screenshots`: builds the extension and renews every picture of it in docs. What is shown is in screenshots.ts. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, root, toolOf } from './bootstrap.mjs';

const { node, env } = ensureInstalled();

for (const args of [[toolOf('wxt'), 'build'], [fileURLToPath(new URL('./screenshots.ts', import.meta.url))]]) {
  const { status, error } = spawnSync(node, args, { cwd: root, env, stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
