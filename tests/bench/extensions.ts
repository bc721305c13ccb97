/** The extensions that are measured: ours as it ships, the same screen on React, and two with nothing in them. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'wxt';
import type { Bare } from './bare.ts';
import { quietly, root, type Stage } from './stage.ts';

/**
 * Tells in the title when what is `shown` was painted, in ms since the navigation to the page began. It is the one file that is added to what
 * is measured, and to all of them.
 */
const probe = (shown: string): string => `
const isShown = () => ${shown};
const watch = new MutationObserver(() => {
  if (!isShown()) return;
  watch.disconnect();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { document.title = 'painted ' + performance.now(); };
    port2.postMessage(null);
  });
});
watch.observe(document, { childList: true, subtree: true, characterData: true });
`;

const figures = String.raw`/\d/.test(document.querySelector('[data-field="rank"]')?.textContent ?? '') && !document.querySelector('.waiting')`;
const line = `document.querySelector('p')?.textContent`;

async function withProbe(folder: string, shown: string): Promise<string> {
  const page = path.join(folder, 'popup.html');
  await writeFile(
    page,
    (await readFile(page, 'utf8')).replace(/<head>|<meta/, (tag) => `<script src="/probe.js"></script>${tag}`),
  );
  await writeFile(path.join(folder, 'probe.js'), probe(shown));
  return folder;
}

/** Ours: the very files of the package, and the probe. */
export async function ours({ packages, folder }: Stage): Promise<string> {
  const copy = path.join(folder, 'ours');
  await cp(path.join(await packages(), 'chrome-mv3'), copy, { recursive: true });
  return withProbe(copy, figures);
}

/** The same sources, built with React in Preact's place (as-react.mjs says what stands in for what). Only popup and background. */
export async function onReact({ folder }: Stage): Promise<string> {
  const outDir = path.join(folder, 'react');
  await build({
    ...{ ...quietly, root, outDir, browser: 'chrome', manifestVersion: 3, filterEntrypoints: ['popup', 'background'] },
    vite: () => ({
      ...quietly.vite(),
      oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
      resolve: {
        alias: [
          { find: /^preact\/hooks$/, replacement: 'react' },
          { find: /^preact$/, replacement: path.join(import.meta.dirname, 'as-react.mjs') },
        ],
      },
    }),
  });
  return withProbe(path.join(outDir, 'chrome-mv3'), figures);
}

/** An extension whose popup paints one line. With `asks`, its worker says which. */
export async function empty({ folder }: Stage, { asks }: { asks: boolean }): Promise<string> {
  const at = path.join(folder, asks ? 'empty-asks' : 'empty');
  await mkdir(at, { recursive: true });
  const manifest = {
    ...{ manifest_version: 3, name: 'Empty', version: '1.0' },
    action: { default_popup: 'popup.html' },
    background: { service_worker: 'background.js' },
  };
  await writeFile(path.join(at, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(
    path.join(at, 'background.js'),
    `chrome.runtime.onMessage.addListener((_, __, reply) => { reply('One line'); return true; });`,
  );
  const head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Empty</title></head>';
  const body = asks ? '<p></p><script type="module" src="/popup.js"></script>' : '<p>One line</p>';
  await writeFile(path.join(at, 'popup.html'), `${head}<body>${body}</body></html>`);
  if (asks)
    await writeFile(
      path.join(at, 'popup.js'),
      `chrome.runtime.sendMessage('', (said) => { document.querySelector('p').textContent = said; });`,
    );
  return withProbe(at, line);
}

/** An expression that sends our background a message and gives its answer. */
export const message = (type: string, data: unknown = null): string =>
  `new Promise((done) => chrome.runtime.sendMessage(${JSON.stringify({ id: 1, type, data, timestamp: 0 })}, (said) => done(said?.res)))`;

/** Signs in by our own message. */
export async function connect(browser: Bare, id: string, account: { login: string; password: string }): Promise<void> {
  const tab = await browser.openTab(`chrome-extension://${id}/popup.html`);
  const outcome = await browser.evaluate<{ ok: boolean }>(tab, message('connect', { ...account, keeping: 'session' }));
  if (!outcome?.ok) throw new Error(`Signing in failed: ${JSON.stringify(outcome)}`);
  await browser.closeTab(tab);
}
