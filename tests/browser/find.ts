import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from '@playwright/test';

const home = process.env.HOME ?? '';
const windowsFolders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
  (folder) => folder !== undefined,
);

const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];
const chromiumPlaces = {
  darwin: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
};
const firefoxNames = ['firefox-esr', 'firefox'];
const firefoxPlaces = {
  darwin: ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
  win32: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
};

/**
 * The path of a Chromium that can run the extension: CHROMIUM_PATH, else Playwright's own, else one of the system's, else Playwright's or
 * (as root, where there is apt-get) the distribution's is installed.
 * @throws with the list of what was tried
 */
export async function findChromium(): Promise<string> {
  const tried: string[] = [];
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (runs(asked)) return asked;
    tried.push(`CHROMIUM_PATH (${asked}: does not run)`);
  }
  const own = chromium.executablePath();
  if (runs(own)) return own;
  tried.push(`Playwright's own (${own})`);

  const system = installed(chromiumNames, chromiumPlaces);
  if (system) return system;
  tried.push(`the system's (${chromiumNames.join(', ')} and the usual folders)`);

  console.error('No Chromium found; asking Playwright to install its own …');
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium']);
  if (runs(own)) return own;
  tried.push('playwright install chromium');

  const packaged = installFromApt('chromium') ? installed(chromiumNames, chromiumPlaces) : undefined;
  if (packaged) return packaged;
  tried.push('apt-get install chromium (needs root and a Debian-like system)');
  throw new Error(`No Chromium to run the extension in. Set CHROMIUM_PATH, or install one. Tried:\n- ${tried.join('\n- ')}`);
}

/**
 * The path of a Firefox, or null: FIREFOX_PATH (`none` says that there is none), else one of the system's, else, as root where there is
 * apt-get, the distribution's is installed.
 */
export function findFirefox(): string | null {
  const asked = process.env.FIREFOX_PATH;
  if (asked === 'none') return null;
  if (asked && runs(asked)) return asked;
  const system = installed(firefoxNames, firefoxPlaces);
  if (system) return system;
  return (installFromApt('firefox-esr') ? installed(firefoxNames, firefoxPlaces) : undefined) ?? null;
}

function installed(names: string[], places: { darwin: string[]; win32: string[] }): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...(process.platform === 'darwin'
      ? places.darwin.flatMap((app) => [path.join('/Applications', app), path.join(home, 'Applications', app)])
      : []),
    ...(process.platform === 'win32' ? places.win32.flatMap((program) => windowsFolders.map((folder) => path.join(folder, program))) : []),
  ];
  return candidates.find(runs);
}

/** Whether a browser is there and starts: on some systems the file is only a note saying how to install it. */
function runs(file: string): boolean {
  if (!existsSync(file)) return false;
  // On Windows --version opens a window instead of answering.
  return process.platform === 'win32' || spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function installFromApt(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.error(`Installing ${name} with apt-get …`);
  return run('apt-get', ['update']) && run('apt-get', ['install', '-y', '--no-install-recommends', name]);
}

/** Runs an installer; what it says goes to stderr, so that a caller's stdout stays its own. */
function run(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 10 * 60_000, env }).status === 0;
}
