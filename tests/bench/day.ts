import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AnyRequest } from '../../lib/endpoints/define.ts';
import type { EndpointId } from '../../lib/endpoints/index.ts';
import type { Call, PopupView } from '../../lib/messages.ts';
import { countedUsd, roundUsd } from '../../lib/price.ts';
import { type Bare, launchBare, type Tab } from './bare.ts';
import { connect, message, ours } from './extensions.ts';
import type { Measure } from './measure.ts';

/** What a person did: looked at a page, opened the popup on it, opened a report of its site. */
export type DayEvent = ['view', url: string] | ['popup', url: string] | ['report', url: string, endpoint: EndpointId];

const file = path.resolve(import.meta.dirname, 'browsing-day.json');

/** Which of these buy, and how: as Backlens does, or each time anew. */
const ways = {
  ours: { view: null, popup: 'unless-fresh', report: 'unless-fresh' },
  'a call at each opening': { view: null, popup: 'always', report: 'always' },
  'a call on each page': { view: 'always', popup: null, report: 'always' },
} as const;

/** Goes through the day by the messages that popup and explorer send. */
async function live(browser: Bare, tab: Tab, events: readonly DayEvent[], way: (typeof ways)[keyof typeof ways]): Promise<void> {
  for (const [what, url, report] of events) {
    const buy = way[what];
    if (buy === null) continue;
    const view = await browser.evaluate<PopupView>(tab, message('viewPopup', { text: url, from: 'tab', scope: 'host', inPrivate: false }));
    const action = view.actions.find(({ endpoint }) => endpoint === report);
    const question: { endpoint: EndpointId; request: AnyRequest | null } = action ?? { endpoint: 'summary', request: view.request };
    const asked = message('ask', { endpoint: question.endpoint, request: question.request, askedBy: 'popup', buy });
    const outcome = await browser.evaluate<{ ok: boolean }>(tab, asked);
    if (!outcome.ok) throw new Error(`${what} ${url}: ${JSON.stringify(outcome)}`);
  }
}

/** The dollars and calls of a recorded day. */
export const day: Measure = async (stage) => {
  const events: DayEvent[] = JSON.parse(readFileSync(file, 'utf8'));
  const server = await stage.server();
  const folder = await ours(stage);
  const calls: Record<string, number[]> = {};
  const usd: Record<string, number[]> = {};
  const told: Record<string, number[]> = {};
  for (const [name, way] of Object.entries(ways)) {
    const browser = await launchBare(server);
    try {
      const id = await browser.load(folder);
      await connect(browser, id, server.account);
      const tab = await browser.openTab(`chrome-extension://${id}/popup.html`);
      // No cap may end the day of the others early.
      await browser.evaluate(tab, message('changeSettings', { dayCapUsd: 1000, monthCapUsd: 1000 }));
      server.calls.length = 0;
      await live(browser, tab, events, way);
      const paid = server.calls.filter((call) => call.path.endsWith('/live'));
      const ledger = await browser.evaluate<Call[]>(tab, message('ledger'));
      if (ledger.length !== paid.length) throw new Error(`The ledger has ${ledger.length} calls and the server ${paid.length}`);
      calls[name] = [paid.length];
      usd[name] = [roundUsd(ledger.reduce((sum, call) => sum + countedUsd(call), 0))];
      told[name] = [new Set(paid.map(({ body }) => (body as { target: string }[])[0]?.target)).size];
    } finally {
      await browser.close();
    }
  }
  const count = (wanted: DayEvent[0]) => events.filter(([what]) => what === wanted).length;
  const sites = new Set(events.map(([, url]) => new URL(url).host)).size;
  const both = (runs: Record<string, number[]>) => runs as { ours: number[] };
  return [
    {
      title: 'A day of browsing',
      how: `A recorded day (tests/bench/browsing-day.json): ${count('view')} page views of ${sites} sites, ${count('popup')} openings of the popup, and 5 sites looked into by ${count('report')} openings of reports. Played to the real background by the popup's own messages, answered by the test server at DataForSEO's prices; dollars are those of the ledger. Beside it: the same clicks where each opening of popup or report is a call, and where each page view is one.`,
      figures: [
        { what: 'Paid calls', unit: 'calls', runs: both(calls) },
        { what: 'Spent', unit: '$', runs: both(usd) },
        { what: 'Targets that DataForSEO is told of', unit: 'targets', runs: both(told) },
      ],
    },
  ];
};
