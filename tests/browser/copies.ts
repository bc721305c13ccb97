import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const built = path.resolve(import.meta.dirname, '../../.output/chrome-mv3');

/** What tests change of a manifest. */
export type Manifest = { permissions: string[]; host_permissions: string[]; optional_host_permissions: string[] } & Record<string, unknown>;

/**
 * Gives `use` the folder of a copy of the built extension, changed by `change`, and takes it away afterwards. For what a driver cannot do to the
 * extension as it ships, such as answering the browser's question for a permission.
 */
export async function withCopy<T>(change: (folder: string) => Promise<void>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'backlens-copy-'));
  try {
    await cp(built, folder, { recursive: true });
    await change(folder);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A change of a copy: nothing but its manifest. */
export const inManifest =
  (change: (manifest: Manifest) => Partial<Manifest>) =>
  async (folder: string): Promise<void> => {
    const file = path.join(folder, 'manifest.json');
    const manifest: Manifest = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...manifest, ...change(manifest) }));
  };
