import { endpointOf } from '../../lib/endpoints/index.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { withOurs } from '../../lib/request.ts';
import { hashOfRequest } from '../../lib/route.ts';
import { type Bare, launchBare, type Tab } from './bare.ts';
import { connect, message, ours } from './extensions.ts';
import { collector, type Measure } from './measure.ts';
import { reply } from './page/data.ts';

const [ROWS, PER_PAGE] = [100_000, 1000];
const endpoint = endpointOf('backlinks');
/** As the explorer spells it. */
const request = withOurs(endpoint, { ...reportOf(endpoint.id)?.request, target: 'forbes.com', limit: PER_PAGE });
const QUESTION = { endpoint: endpoint.id, request };
/** So many pages are taken of one invented web; not all have many more. */
const PAGES_A_WEB = 5;

/** An API whose list of backlinks is as long as is wanted: web after web, and a cursor after the offset's end. */
function longList(account: (request: Request) => Promise<Response> | Response) {
  return async (request: Request): Promise<Response> => {
    if (!request.url.endsWith('/backlinks/backlinks/live')) return account(request);
    const [task] = (await request.json()) as { offset?: number; search_after_token?: string }[];
    const from = task?.search_after_token ? Number(task.search_after_token) : (task?.offset ?? 0);
    const page = from / PER_PAGE;
    const asked = { target: 'forbes.com', limit: PER_PAGE, offset: (page % PAGES_A_WEB) * PER_PAGE };
    const answer = JSON.parse(await reply('backlinks', asked, String(Math.floor(page / PAGES_A_WEB))));
    Object.assign(answer.tasks[0].result[0], { total_count: ROWS, search_after_token: String(from + PER_PAGE) });
    return Response.json(answer);
  };
}

/** Loads the list by the background, as the explorer's own button does. */
async function pull(browser: Bare, tab: Tab, tell: (words: string) => void): Promise<void> {
  const begun = { ...QUESTION, perPage: PER_PAGE, upTo: ROWS, allow: { past: 'action', upToUsd: 100 } };
  const started = await browser.evaluate<{ ok: boolean }>(tab, message('startPull', begun));
  if (!started.ok) throw new Error(`The list is not loaded: ${JSON.stringify(started)}`);
  for (let told = 0; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const state = await browser.evaluate<{ state: string; loaded: number; failure: unknown }>(tab, message('pullOf', QUESTION));
    if (state.state === 'done') return;
    if (state.state !== 'running') throw new Error(`The list stopped at ${state.loaded}: ${JSON.stringify(state.failure)}`);
    if (state.loaded >= told + 25_000) {
      told = state.loaded;
      tell(`  ${state.loaded} rows bought`);
    }
  }
}

/** An expression that keeps all pages of the list in a variable, as they come from the background. */
const keepRows = `(async () => {
  const pages = await ${message('readPages', QUESTION)};
  globalThis.kept = [];
  for (const { request } of pages) {
    const said = await new Promise((done) =>
      chrome.runtime.sendMessage({ id: 1, type: 'ask', data: { endpoint: 'backlinks', request, askedBy: 'explorer', buy: 'never' }, timestamp: 0 }, done));
    kept.push(...said.res.value.rows);
  }
  return kept.length;
})()`;

/** Where the explorer says how many rows it has. */
const shownRows = `document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') ?? ''`;

/** What the explorer needs for a long list. */
export const memory: Measure = async (stage) => {
  const server = await stage.server();
  const before = server.answer;
  const browser = await launchBare(server);
  try {
    const id = await browser.load(await ours(stage));
    await connect(browser, id, server.account);
    server.answer = longList(before);
    const url = `chrome-extension://${id}/`;
    const work = await browser.openTab(`${url}popup.html`);
    await browser.evaluate(work, message('changeSettings', { dayCapUsd: 1000, monthCapUsd: 1000, confirmAboveUsd: 1000 }));
    await pull(browser, work, stage.tell);
    await browser.closeTab(work);

    const heap = collector('ours', 'the rows alone');
    const opened = collector('ours', 'the rows alone');
    for (let round = 0; round < stage.rounds(3); round++) {
      const bare = await browser.openTab(`${url}popup.html`);
      const empty = await browser.heapOf(bare);
      const from = performance.now();
      const rows = await browser.evaluate<number>(bare, keepRows);
      opened.add('the rows alone', performance.now() - from);
      if (rows < ROWS) throw new Error(`Only ${rows} rows were kept`);
      heap.add('the rows alone', (await browser.heapOf(bare)) - empty);
      await browser.closeTab(bare);

      const began = performance.now();
      const explorer = await browser.openTab(`${url}options.html${hashOfRequest(endpoint, request)}`);
      for (const end = Date.now() + 180_000; Number(await browser.evaluate(explorer, shownRows)) <= ROWS * 0.9; ) {
        if (Date.now() > end) throw new Error(`The explorer shows ${await browser.evaluate(explorer, shownRows)} rows`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      opened.add('ours', performance.now() - began);
      heap.add('ours', await browser.heapOf(explorer));
      await browser.closeTab(explorer);
    }
    return [
      {
        title: `The explorer with ${ROWS.toLocaleString('en')} rows`,
        how: 'A list of backlinks that is stored, opened in the real explorer, beside a page that reads the same rows by the same messages and does nothing with them. Memory is the heap after collecting garbage: all of the explorer, and the rows without the page they are in.',
        figures: [
          { what: 'Heap', unit: 'MB', runs: heap.runs },
          { what: 'Open, until all rows are in the table', unit: 'ms', runs: opened.runs },
        ],
      },
    ];
  } finally {
    server.answer = before;
    await browser.close();
  }
};
