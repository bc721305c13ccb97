import { launchBare } from './bare.ts';
import { connect, empty, onReact, ours } from './extensions.ts';
import type { Measure } from './measure.ts';
import { collector } from './measure.ts';

const names = ['ours', 'empty', 'empty, asks its worker', 'on React'] as const;
const ADDRESS = 'https://forbes.com/';

/** The real action popup on a page whose answer is stored: from its navigation to its figures being painted. */
export const popup: Measure = async (stage) => {
  const server = await stage.server();
  const folders = {
    ours: await ours(stage),
    empty: await empty(stage, { asks: false }),
    'empty, asks its worker': await empty(stage, { asks: true }),
    'on React': await onReact(stage),
  };
  const browser = await launchBare(server);
  try {
    const ids = {} as Record<(typeof names)[number], string>;
    for (const name of names) ids[name] = await browser.load(folders[name]);
    for (const name of ['ours', 'on React'] as const) await connect(browser, ids[name], server.account);
    const tab = await browser.openTab(ADDRESS);
    const open = async (name: (typeof names)[number]) => Number((await browser.popupTitle(ids[name], tab)).replace('painted ', ''));

    // The first opening buys the answer; the second is still the browser's first in some ways.
    for (const name of [...names, ...names]) await open(name);
    const bought = server.calls.length;

    const warm = collector(...names);
    for (let round = 0; round < stage.rounds(17); round++) for (const name of names) warm.add(name, await open(name));
    stage.tell('  warm is done');
    const cold = collector(...names);
    for (let round = 0; round < stage.rounds(17); round++) {
      for (const name of names) {
        await browser.stopWorkers(tab);
        cold.add(name, await open(name));
      }
    }
    const paid = server.calls.slice(bought).filter(({ path }) => path.endsWith('/live')).length;
    if (paid > 0) throw new Error(`The answers were not stored: ${paid} calls were paid for meanwhile`);
    return [
      {
        title: 'Opening the popup where the answer is stored',
        how: `The real action popup, opened by the browser's own action on ${ADDRESS}, from the start of its navigation to the frame in which its figures are painted; no debugger is attached to popup or worker. Beside it: an extension whose popup is one line of HTML (what the browser takes by itself), one whose popup asks its empty worker for that line (the least that a popup with a background can do), and our own sources built with React in Preact's place. Cold: every worker was stopped before.`,
        figures: [
          { what: 'Worker running', unit: 'ms', runs: warm.runs, aim: { atMost: 1.25, times: 'empty' } },
          { what: 'Worker stopped', unit: 'ms', runs: cold.runs, aim: { atMost: 2, times: 'empty' } },
        ],
      },
    ];
  } finally {
    await browser.close();
  }
};
