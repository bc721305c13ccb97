import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { onReact } from './extensions.ts';
import type { Figure, Measure } from './measure.ts';

const kB = (bytes: number): number[] => [bytes / 1000];

/** A page and every script and style it names in its head, in bytes. */
function headOf(folder: string, page: string): { plain: number; gzipped: number } {
  const html = readFileSync(path.join(folder, page));
  const named = [...html.toString().matchAll(/(?:src|href)="\/((?:chunks|assets)\/[^"]+)"/g)].map(([, file]) => file as string);
  const contents = [html, ...named.map((file) => readFileSync(path.join(folder, file)))];
  return {
    plain: contents.reduce((sum, { length }) => sum + length, 0),
    gzipped: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  };
}

/** Everything in a folder, in bytes. */
const unpacked = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);

/** What travels and what is loaded. */
export const sizes: Measure = async (stage) => {
  const packages = await stage.packages();
  const zipOf = (browser: string): string => {
    const name = readdirSync(packages).find((file) => file.endsWith(`-${browser}.zip`));
    if (!name) throw new Error(`No package for ${browser}`);
    return path.join(packages, name);
  };
  const zipped = ['chrome', 'firefox'].map((browser): Figure => {
    const folder = path.join(packages, `${browser}-mv3`);
    return {
      what: `Package for ${browser}`,
      unit: 'kB',
      runs: { ours: kB(statSync(zipOf(browser)).size), unpacked: kB(unpacked(folder)) },
    };
  });
  const ours = headOf(path.join(packages, 'chrome-mv3'), 'popup.html');
  const react = headOf(await onReact(stage), 'popup.html');
  return [
    {
      title: 'Sizes',
      how: 'The packages as they are handed in; and what the popup loads before its figures, beside the same popup on React.',
      figures: [
        ...zipped,
        { what: 'Popup', unit: 'kB', runs: { ours: kB(ours.plain), 'on React': kB(react.plain) } },
        { what: 'Popup, gzipped', unit: 'kB', runs: { ours: kB(ours.gzipped), 'on React': kB(react.gzipped) }, aim: { atMost: 30 } },
      ],
    },
  ];
};
