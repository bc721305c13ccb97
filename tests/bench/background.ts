import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBare } from './bare.ts';
import { connect, empty, message, ours } from './extensions.ts';
import { collector, type Measure } from './measure.ts';

/** In the page, so that only the message's own way is timed. */
const timed = (said: string): string =>
  `(async () => { const from = performance.now(); await ${said}; return performance.now() - from; })()`;

const asks = {
  /** Needs nothing but the worker itself. */
  'a target is read': message('readTarget', { text: 'forbes.com', allows: 'any' }),
  'the store is opened too': message('status'),
};

/** How long the background takes from nothing to its first answer, and what it weighs. */
export const background: Measure = async (stage) => {
  const server = await stage.server();
  const folders = { ours: await ours(stage), empty: await empty(stage, { asks: true }) };
  const browser = await launchBare(server);
  try {
    const ids = { ours: await browser.load(folders.ours), empty: await browser.load(folders.empty) };
    await connect(browser, ids.ours, server.account);
    const tabs = {
      ours: await browser.openTab(`chrome-extension://${ids.ours}/popup.html`),
      empty: await browser.openTab(`chrome-extension://${ids.empty}/popup.html`),
    };
    const toEmpty = timed(`new Promise((done) => chrome.runtime.sendMessage('', done))`);
    const figures = [];
    for (const [what, ask] of Object.entries(asks)) {
      const toOurs = timed(ask);
      for (const state of ['stopped', 'running'] as const) {
        const { runs, add } = collector('ours', 'empty');
        for (let round = -1; round < stage.rounds(15); round++) {
          for (const [name, said] of [['ours', toOurs] as const, ['empty', toEmpty] as const]) {
            if (state === 'stopped') await browser.stopWorkers(tabs.empty);
            const time = await browser.evaluate<number>(tabs[name], said);
            // The first is only to begin.
            if (round >= 0) add(name, time);
          }
        }
        figures.push({ what: `Worker ${state}, ${what}`, unit: 'ms' as const, runs });
      }
    }
    const code = (folder: string) => readFileSync(path.join(folder, 'background.js'));
    const bytes = (of: (code: Buffer) => number) => ({ ours: [of(code(folders.ours)) / 1000], empty: [of(code(folders.empty)) / 1000] });
    return [
      {
        title: 'Starting the background',
        how: 'From a message of an open page to its answer, beside the same of an extension whose worker answers every message with one line. Nothing is attached to the workers.',
        figures: [
          ...figures,
          { what: 'Script', unit: 'kB', runs: bytes(({ length }) => length) },
          { what: 'Script, gzipped', unit: 'kB', runs: bytes((each) => gzipSync(each).length) },
        ],
      },
    ];
  } finally {
    await browser.close();
  }
};
