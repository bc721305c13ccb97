/**
 * `npm run figures`: writes the table of SECURITY.md from what the last `npm test` (and `npm run test:slow`) have found, from the built packages
 * and from the sources. Nothing in it is typed by hand: what no run has measured says so.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { read, testsOf } from './runs.mjs';

const NOT_RUN = '*not run*';
const textOf = (file) => readFileSync(path.join(root, file), 'utf8');
const count = (value) => value.toLocaleString('en');

const tests = [...testsOf('unit.json', 'unit'), ...testsOf('e2e.json', 'Chromium'), ...testsOf('slow.json', 'Chromium, in real time')];

/** A figure that tests hold: their own where all passed. `figure` may be made of their titles. */
function held(pattern, figure) {
  const found = tests.filter(({ title }) => pattern.test(title));
  const failed = found.filter(({ passed }) => !passed).length;
  if (found.length === 0) return NOT_RUN;
  if (failed > 0) return `**${count(failed)} of ${count(found.length)} tests failed**`;
  return typeof figure === 'function' ? figure(found.map(({ title }) => title)) : figure;
}

/** The sum of the first number in each title. */
const sumIn = (titles) => count(titles.reduce((sum, title) => sum + Number(/\d[\d,]*/.exec(title)?.[0].replaceAll(',', '') ?? 0), 0));

/** What is read of a built package; nothing where none was built. */
function built(browser, of) {
  try {
    return of(JSON.parse(textOf(`.output/${browser}-mv3/manifest.json`)));
  } catch {
    return NOT_RUN;
  }
}

/** Both packages' figure, as one where they are alike. */
const inBoth = (of) => [...new Set(['chrome', 'firefox'].map((browser) => String(built(browser, of))))].join(' and ');

/** Our own code that ships, comments left out. */
const code = ['components', 'entrypoints', 'lib']
  .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)))
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => textOf(name).replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/ .*$/gm, ''));

const inSource = (pattern) => count(code.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0));

/** The packages our code is made of, besides the builder's own, and those with what they need themselves. */
function shipped() {
  const { packages } = JSON.parse(textOf('package-lock.json'));
  const named = new Set(code.flatMap((text) => [...text.matchAll(/ from '((?:@[\w-]+\/)?[a-z][\w-]*)/g)].map(([, name]) => name)));
  named.delete('wxt');
  const all = new Set();
  const walk = (name) => {
    if (all.has(name)) return;
    all.add(name);
    Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}).forEach(walk);
  };
  named.forEach(walk);
  const scripts = [...all].filter((name) => packages[`node_modules/${name}`]?.hasInstallScript).length;
  return { named: named.size, all: all.size, scripts };
}

/** Faults by where they were tested, as docs/faults.md has them. */
function faults() {
  const rows = [...textOf('docs/faults.md').matchAll(/^\| R\d+ \|[^|]*\| ([^|]*) \|[^|]*\| ([^|]*) \|$/gm)];
  const passed = rows.filter(([, , result]) => result === 'passed');
  const inBrowser = passed.filter(([, where]) => /Chromium|Firefox/.test(where)).length;
  return `${passed.length} of ${rows.length} listed, ${inBrowser} of them in a browser`;
}

const played = ['a', 'b'].map((name) => read(`simulator-${name}.json`)).filter((each) => each !== null);
const schedules = played.length > 0 ? `none in ${count(played.reduce((sum, { runs }) => sum + runs, 0))} random schedules` : NOT_RUN;
const packages = read('packages.json');
const linter = packages?.linter;

const ship = shipped();

const rows = [
  ['Hosts asked for at install', '1', inBoth(({ host_permissions: hosts }) => hosts.length)],
  ['Lines Chrome warns of at install', '1', held(/at install Chrome warns of one host, in one line/, '1')],
  ['Declared content scripts', '0', inBoth(({ content_scripts: scripts = [] }) => scripts.length)],
  ['Web-accessible resources', '0', inBoth(({ web_accessible_resources: files = [] }) => files.length)],
  ['Listeners for other extensions and pages', '0', inSource(/onMessageExternal|onConnectExternal/g)],
  [
    'HTML from text, `eval`, `document.write` in our source',
    '0',
    inSource(/innerHTML|outerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/g),
  ],
  [
    'What the content security policy refused while hostile texts stood in every field of every report',
    '0',
    held(/every text of every report may be hostile/, '0'),
  ],
  [
    'Types of message, each refused to every kind of stranger',
    'all',
    held(/stays shut for “.*” with a good payload from/, (titles) => `${titles.length} of ${titles.length}`),
  ],
  [
    'Mutated and cut replies the readers were fed, none of which threw',
    '100,000',
    held(/mutations of every endpoint|texts that are cut, flipped/, sumIn),
  ],
  ['Fields of a reply that suffered when another one was broken', '0', held(/R20 drift of any field/, '0')],
  [
    'User names, passwords, queries or fragments of addresses that were sent',
    '0',
    held(/never lets user names, passwords, queries and fragments through/, '0'),
  ],
  ['Documented codes of the API without words of their own', '0', held(/R14 every documented code/, '0')],
  ['Faults survived ([docs/faults.md](docs/faults.md))', 'all', faults()],
  [
    'Endpoints whose call was killed at every step',
    'all paid',
    held(/a background killed at every await/, (titles) => `${titles.length} of ${titles.length}`),
  ],
  ['Requests for a hundred equal asks at once', '1', held(/R7 a hundred asks from four pages/, '1')],
  [
    'Calls sent again by themselves though they may have been charged',
    '0',
    held(/is never sent again, whatever comes back|that breaks off may have been charged/, '0'),
  ],
  ['Money spent past a cap', '$0', schedules === NOT_RUN ? NOT_RUN : `$0, ${schedules}`],
  [
    'Ledger against what was charged, after a long mixed run of faults',
    '$0.00 apart',
    held(/the ledger and the server agree to the cent/, '$0.00 apart'),
  ],
  ['Pages of a list bought twice after an interruption', '0', held(/R4 goes on when its tab closes/, '0')],
  [
    'Paid calls on load, reload, Back, restart',
    '0',
    held(/a deep link, reload, Back and Forward never spend|R6 a restart of the browser goes on with nothing/, '0'),
  ],
  ['Answers lost that came within 120 s of a closed page', '0', held(/R12 an answer after/, '0')],
  ['Figures seen under another target’s name', '0', held(/R9 figures never stand under another name|R10 a page that changes/, '0')],
  [
    'Traces of the login in the profile on disk, where it is kept until the browser closes or behind a passphrase',
    '0',
    held(/the profile on disk holds no trace of a login/, '0'),
  ],
  ['Places a login was found in besides the header to DataForSEO', '0', held(/credentials stand in no page, storage area/, '0')],
  ['Hosts a private window left anywhere', '0', held(/R43 a private window leaves no host/, '0')],
  ['Packages of others whose code ships', '–', `${ship.named} named, ${ship.all} with what those need`],
  ['Of them with scripts that run when they are installed', '0', count(ship.scripts)],
  [
    'Mozilla’s check of the package: errors, notices, warnings',
    '0, 0, at most 1',
    linter ? `${linter.errors}, ${linter.notices}, ${linter.warnings}` : NOT_RUN,
  ],
  [
    'Two clean builds, one from the sources package alone',
    'equal bytes',
    packages ? (packages.areEqual ? 'equal bytes' : '**different**') : NOT_RUN,
  ],
];

const table = ['| Figure | Aim | Found |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
const file = path.join(root, 'SECURITY.md');
const text = readFileSync(file, 'utf8');
writeFileSync(
  file,
  text.replace(/<!-- figures -->[\s\S]*<!-- \/figures -->/, () => `<!-- figures -->\n${table}\n<!-- /figures -->`),
);
const missing = rows.filter(([, , found]) => found.includes(NOT_RUN) || found.startsWith('**'));
if (missing.length > 0) console.error(missing.map(([name, , found]) => `${found}  ${name}`).join('\n'));
process.exitCode = missing.length > 0 ? 1 : 0;
