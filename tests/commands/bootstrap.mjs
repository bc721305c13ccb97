/**
 * What `npm test` and `npm start` do first: the dependencies are installed and a Node new enough for them is found.
 * Node builtins only, so that it runs in a fresh clone, on the older Node that a system may have.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const isWindows = process.platform === 'win32';

/** The first version that runs TypeScript files without a flag; the tests' own tools ask for nothing newer. */
const oldestNode = '22.18.0';

/**
 * Installs the dependencies when they are not the lock file's, and finds a Node that is new enough. Ends the process with 1 and a
 * sentence when either is impossible.
 * @returns {{ node: string, env: NodeJS.ProcessEnv }} the Node to run everything with, and an environment whose PATH starts with its
 * folder and the project's own tools.
 */
export function ensureInstalled() {
  if (!isInstalled()) install();
  const node = modernNode();
  return { node, env: environmentWith([path.dirname(node), path.join(root, 'node_modules/.bin')]) };
}

/**
 * The script behind a tool's command, to be run with a Node of our choice: `.bin` holds shell scripts on Windows.
 * @param {string} packageName
 * @param {string} [command] where it is not the package's name
 */
export function toolOf(packageName, command = packageName) {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Whether node_modules holds what the lock file asks for. npm keeps a copy of what it installed in node_modules/.package-lock.json and
 * writes it last, so an interrupted install has none. The contents are compared, not the times: a checkout or an unpacked archive
 * says nothing by its times, and a switch of branches that leaves the lock file as it was must not install again.
 */
function isInstalled() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([folder, { version, integrity, optional, devOptional }]) => {
    if (folder === '') return true;
    const got = present[folder];
    // An optional package may be absent: most are for other platforms.
    if (!got) return Boolean(optional || devOptional);
    return got.version === version && got.integrity === integrity && existsSync(path.join(root, folder));
  });
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(path.join(root, lockFile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  console.error('Installing the dependencies (npm ci) …');
  // No package here needs an install script. `--include` because NODE_ENV=production would leave the tools out, and `--loglevel`
  // because an older system Node makes npm warn of engines we are about to provide.
  const flags = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const failure = npm(['ci', ...flags]);
  if (failure) fail(`The dependencies could not be installed: npm ci ${failure}. Its own words are above.`);
}

function modernNode() {
  if (isModern(process.versions.node)) return process.execPath;
  // Where npm had one for this platform among the optional dependencies, or an earlier run fetched one.
  const name = nodePackage();
  const found = [root, path.join(root, '.node')].map((folder) => nodeIn(folder, name)).find(runsAndIsModern);
  if (found) return found;

  console.error(`This is Node ${process.versions.node}; fetching Node 24 into .node (${name}) …`);
  mkdirSync(path.join(root, '.node'), { recursive: true });
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  npm(['install', '--prefix', '.node', ...flags, `${name}@24`]);
  const fetched = nodeIn(path.join(root, '.node'), name);
  if (runsAndIsModern(fetched)) return fetched;
  return fail(
    `Backlens needs Node ${oldestNode} or newer to build and test (24 is best). This is Node ${process.versions.node} at ` +
      `${process.execPath}, and none for ${process.platform}-${process.arch} could be fetched from npm. ` +
      'Please install it from https://nodejs.org and run the command again.',
  );
}

/** The npm package that holds Node's binary for this platform. */
function nodePackage() {
  const platform = isWindows ? 'win' : process.platform;
  const name = `${platform}-${process.arch}`;
  // The plain name stopped at Node 18 for Apple's processors.
  return name === 'darwin-arm64' ? `node-bin-${name}` : `node-${name}`;
}

function nodeIn(folder, name) {
  return path.join(folder, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
}

function runsAndIsModern(node) {
  if (!existsSync(node)) return false;
  // It is run, not only looked at: a binary for glibc exists but does not start on musl.
  const { status, stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return status === 0 && isModern(stdout.trim());
}

function isModern(version) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** Runs npm in the repository; gives back how it failed, or undefined. */
function npm(args) {
  // Under `npm test` this is the very npm that runs us. Another package manager would set it to itself.
  const own = process.env.npm_execpath;
  const isNpm = own !== undefined && /npm-cli\.c?js$/.test(own);
  const [command, before] = isNpm ? [process.execPath, [own]] : [isWindows ? 'npm.cmd' : 'npm', []];
  const { status, signal, error } = spawnSync(command, [...before, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: isWindows && !isNpm, // a .cmd file needs one
  });
  if (error) return `could not be started (${error.message})`;
  if (signal) return `was ended by ${signal}`;
  return status === 0 ? undefined : `ended with ${status}`;
}

function environmentWith(folders) {
  // On Windows the variable is often spelled Path, and a copy of process.env is case-sensitive.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: [...folders, process.env[name]].filter(Boolean).join(path.delimiter) };
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}
