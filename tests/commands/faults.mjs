/**
 * `npm run faults`: writes docs/faults.md from what the last `npm test` (and `npm run test:slow`) have found: each fault of the reliability
 * matrix, where a test of it ran, and with what result.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { read, testsOf } from './runs.mjs';

/** The faults, all of them. */
const faults = {
  R1: 'The background is killed in mid-request',
  R2: 'It is killed before it sent',
  R3: 'It is killed after the answer, before saving',
  R4: 'It is killed between the pages of a list',
  R5: 'It is killed inside a page of a list',
  R6: 'The browser is restarted',
  R7: 'Several pages ask the same',
  R8: 'The same is asked in another spelling',
  R9: 'The question changes before its answer comes',
  R10: 'The tab goes elsewhere while the popup is open',
  R11: 'The popup is closed in mid-call',
  R12: 'The answer takes 35, 60 or 119 s',
  R13: 'There is no answer in 130 s',
  R14: 'An error code of the API, documented or not',
  R15: 'A good envelope around a failed task',
  R16: 'The login is refused',
  R17: 'HTTP 402, 403, 404, 429, 5xx; what may be sent again',
  R18: 'A reply that is not JSON',
  R19: 'A reply that is cut off',
  R20: 'A field is missing, renamed or of another shape',
  R21: 'No data',
  R22: 'Offline before sending',
  R23: 'The connection breaks in mid-call',
  R24: 'The name or the certificate of the host is wrong',
  R25: 'A captive portal',
  R26: 'The clock is wrong or jumps',
  R27: 'Storage is full',
  R28: 'The database is blocked, broken, newer or gone',
  R29: 'The journal row cannot be written',
  R30: 'An update waits in mid-call',
  R31: 'Backlens is updated or reloaded under a page that is open',
  R32: 'An upgrade of the database fails half-way',
  R33: 'A list changes while it is read',
  R34: 'The cost is not the estimate',
  R35: 'A cap is reached between two pages',
  R36: 'A hundred asks at once with a budget for ten',
  R37: 'The balance is below the price',
  R38: 'Bulk targets that are doubled or invalid; answers shuffled and short',
  R39: 'Lists longer than the API takes',
  R40: 'One bad target fails a whole bulk call',
  R41: 'Hostile text in replies and pages',
  R42: 'Pages that are not sites',
  R43: 'A private window',
  R44: 'The host permission is withdrawn',
  R45: 'An optional permission is refused, or taken back in use',
  R46: 'An alarm is missed, comes twice, or the clock jumps',
  R47: 'A long watchlist after a week off',
  R48: 'Another machine uses the same account',
  R49: 'The machine sleeps in mid-call',
  R50: 'The popup without a page',
};

const tests = [...testsOf('unit.json', 'unit'), ...testsOf('e2e.json', 'Chromium'), ...testsOf('slow.json', 'Chromium, in real time')];
const rows = Object.entries(faults).map(([id, words]) => {
  const found = tests.filter(({ title }) => new RegExp(`\\b${id}\\b`).test(title));
  const places = [...new Set(found.map(({ where }) => where))].join('; ') || '–';
  const failed = found.filter(({ passed }) => !passed).length;
  const result = found.length === 0 ? 'not run' : failed === 0 ? 'passed' : `${failed} failed`;
  return `| ${id} | ${words} | ${places} | ${found.length} | ${result} |`;
});
const played = ['a', 'b'].map((name) => read(`simulator-${name}.json`)).filter((figures) => figures !== null);
const sum = (key) => played.reduce((total, figures) => total + figures[key], 0).toLocaleString('en');

writeFileSync(
  path.join(root, 'docs/faults.md'),
  `# Faults, and where they are tested

Written by \`npm run faults\` from the last run of the tests, and of \`npm run test:slow\` for answers in real time.

| Fault | What happens | Where it ran | Tests | Result |
|---|---|---|---|---|
${rows.join('\n')}

The simulator played ${sum('runs')} random schedules: ${sum('steps')} steps, ${sum('sends')} paid requests, ${sum('kills')} deaths of the
background (seeds ${played.map(({ seed }) => seed).join(' and ')}). In each of them no ask was bought twice, the ledger was never below what was
charged, looking lost calls up made it equal to the cent, nothing stored was bought again, no page of a list was bought twice and no cap was passed.
Besides, the background was killed at every step of a call of each paid endpoint, and of a list that is read page by page.
`,
);
const missing = rows.filter((row) => !row.endsWith('| passed |'));
if (missing.length > 0) console.error(missing.join('\n'));
process.exitCode = missing.length > 0 ? 1 : 0;
