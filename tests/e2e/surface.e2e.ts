import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { launchChromium } from '../browser/chromium.ts';
import { startServer } from '../server/server.ts';
import { expect, test } from './fixtures.ts';
import { connect, openExplorer } from './steps.ts';

/** What strangers can reach of the extension as it is built: the manifest, the warnings, and what pages, scripts and extensions get of it. */
const root = path.resolve(import.meta.dirname, '../..');
const built = (folder: string, file: string): string => readFileSync(path.join(root, '.output', folder, file), 'utf8');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

const common = {
  manifest_version: 3,
  name: 'Backlens',
  default_locale: 'en',
  // The words of it are in public/_locales.
  description: '__MSG_who_links_to_this_page_how_strong_and_ho_lrggd4__',
  version,
  icons: Object.fromEntries(['16', '32', '48', '96', '128'].map((size) => [size, `icon/${size}.png`])),
  permissions: ['storage', 'activeTab', 'contextMenus', 'scripting', 'alarms'],
  host_permissions: ['https://api.dataforseo.com/*'],
  optional_permissions: ['tabs', 'notifications'],
  // Any site is optional, and asked for one by one: a link is checked on its page, and the permission given back.
  optional_host_permissions: ['https://sandbox.dataforseo.com/*', 'https://*/*', 'http://*/*'],
  commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+B' } } },
  omnibox: { keyword: 'bl' },
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      'connect-src https://api.dataforseo.com https://sandbox.dataforseo.com; ' +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  },
  action: { default_title: 'Backlens: who links to this page', default_popup: 'popup.html' },
  options_ui: { open_in_tab: true, page: 'options.html' },
};

/** The whole of each manifest: whatever is added to one must be added here, and be meant. */
const manifests = {
  'chrome-mv3': {
    ...common,
    permissions: [...common.permissions, 'sidePanel'],
    side_panel: { default_path: 'sidepanel.html' },
    incognito: 'spanning',
    minimum_chrome_version: '120',
    background: { service_worker: 'background.js' },
  },
  'firefox-mv3': {
    ...common,
    sidebar_action: { default_panel: 'sidepanel.html', default_title: 'Backlens', open_at_install: false },
    incognito: 'not_allowed',
    background: { scripts: ['background.js'] },
    browser_specific_settings: {
      gecko: {
        id: 'backlens@backlens.app',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['authenticationInfo', 'browsingActivity'], optional: ['websiteContent'] },
      },
      gecko_android: { strict_min_version: '142.0' },
    },
  },
};

for (const [folder, manifest] of Object.entries(manifests)) {
  test(`${folder}: the manifest is this and nothing else, and no code listens to strangers`, () => {
    expect(JSON.parse(built(folder, 'manifest.json'))).toEqual(manifest);
    for (const file of readdirSync(path.join(root, '.output', folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.js'),
    ))
      expect(built(folder, file), file).not.toMatch(/onMessageExternal|onConnectExternal|onUserScript|registerContentScripts/);
  });
}

/** Every type of message there is, read from where they are declared. */
const types = [
  ...(/export interface Protocol \{([\s\S]*?)\n\}/.exec(readFileSync(path.join(root, 'lib/messages.ts'), 'utf8'))?.[1] ?? '').matchAll(
    /^ {2}(\w+)\(/gm,
  ),
].map(([, name]) => name ?? '');

/** Makes an extension in a folder of its own, for as long as `use` takes. */
async function withFolder(make: (folder: string) => void, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backlens-surface-'));
  try {
    make(folder);
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const write = (folder: string, file: string, content: string | object): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
};

type Chrome = {
  management: { getPermissionWarningsByManifest(manifest: string): Promise<string[]> };
  runtime: {
    sendMessage(id: string, message: object): Promise<unknown>;
    connect(id: string): { onDisconnect: { addListener(done: () => void): void } };
  };
};

test('at install Chrome warns of one host, in one line; another extension gets no answer', async ({ app }) => {
  await connect(app);
  const other = {
    manifest_version: 3,
    name: 'Other',
    version: '1',
    permissions: ['management'],
    background: { service_worker: 'worker.js' },
  };
  const make = (folder: string) => {
    write(folder, 'manifest.json', other);
    write(folder, 'worker.js', '');
  };
  await withFolder(make, async (folder) => {
    const browser = app.context.browser();
    if (!browser) throw new Error('The browser has gone');
    const cdp = await browser.newBrowserCDPSession();
    const starting = app.context.waitForEvent('serviceworker', { predicate: (worker) => worker.url().endsWith('/worker.js') });
    const { id } = await cdp.send('Extensions.loadUnpacked', { path: folder });
    const worker = await starting;
    try {
      const warnings = await worker.evaluate(
        (manifest) => (globalThis as unknown as { chrome: Chrome }).chrome.management.getPermissionWarningsByManifest(manifest),
        built('chrome-mv3', 'manifest.json'),
      );
      expect(warnings).toEqual(['Read and change your data on api.dataforseo.com']);

      const answers = await worker.evaluate(
        async ([target, all]) => {
          const { runtime } = (globalThis as unknown as { chrome: Chrome }).chrome;
          const said: string[] = [];
          for (const type of all) {
            const message = { id: 1, type, data: {}, timestamp: Date.now() };
            said.push(
              await runtime.sendMessage(target, message).then(
                (reply) => `answered ${type}: ${JSON.stringify(reply)}`,
                () => 'refused',
              ),
            );
          }
          const port = runtime.connect(target);
          said.push(
            await new Promise<string>((done) => {
              port.onDisconnect.addListener(() => done('refused'));
              setTimeout(() => done('connected'), 3000);
            }),
          );
          return said;
        },
        [app.url('').split('/')[2] ?? '', types] as const,
      );
      expect(new Set(answers)).toEqual(new Set(['refused']));
      expect(app.server.calls).toEqual([]);
    } finally {
      await cdp.send('Extensions.uninstall', { id });
    }
  });
});

/** Runs in a web page: everything it can learn of us, by an id that it knows. */
async function probe([id, files]: readonly [string, readonly string[]]): Promise<string[]> {
  const found: string[] = [];
  const { chrome } = globalThis as unknown as { chrome?: { runtime?: { sendMessage?: unknown }; storage?: unknown } };
  if (chrome?.storage) found.push('chrome.storage is there');
  if (chrome?.runtime?.sendMessage) found.push('messages can be sent');
  for (const file of files)
    if (
      await fetch(`chrome-extension://${id}/${file}`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      found.push(`${file} can be read`);
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const frame = document.createElement('iframe');
    frame.src = `chrome-extension://${id}/${file}`;
    document.body.append(frame);
    await new Promise((done) => setTimeout(done, 500));
    // A frame that was refused is an error page of another origin: neither readable nor ours.
    if (frame.contentWindow?.length) found.push(`${file} can be framed`);
    frame.remove();
  }
  for (const [name, stored] of Object.entries({ localStorage, sessionStorage })) if (stored.length > 0) found.push(`${name} has something`);
  if ((await indexedDB.databases()).length > 0) found.push('there is a database');
  const marks = [...document.querySelectorAll('*')].filter(({ localName, shadowRoot }) => localName.includes('-') || shadowRoot);
  if (marks.length > 0 || Object.keys(globalThis).some((name) => /backlens/i.test(name))) found.push('the page is marked');
  return found;
}

test('a web page learns nothing: no storage, no message, no file, no frame, no mark', async ({ app }) => {
  await connect(app);
  const files = readdirSync(path.join(root, '.output/chrome-mv3'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const frames: string[] = [];
  page.on('framenavigated', (frame) => frames.push(frame.url()));
  expect(await page.evaluate(probe, [app.url('').split('/')[2] ?? '', files] as const)).toEqual([]);
  expect(frames.filter((url) => url.startsWith('chrome-extension://'))).toEqual([]);
  expect(app.server.calls).toEqual([]);
});

/** The script of the variant below, in its own world of a page: it leaves what it got in the page. */
const script = `(async () => {
  const found = {};
  for (const area of ['local', 'session', 'sync', 'managed'])
    found[area] = await Promise.resolve().then(() => chrome.storage[area].get()).then((all) => JSON.stringify(all), (error) => 'refused: ' + error.message);
  found.databases = JSON.stringify(await indexedDB.databases());
  found.answers = [];
  for (const type of ${JSON.stringify(types)}) {
    const reply = await chrome.runtime.sendMessage({ id: 1, type, data: {}, timestamp: Date.now() }).catch((error) => ({ err: String(error) }));
    if (!reply || reply.err === undefined) found.answers.push(type + ': ' + JSON.stringify(reply));
  }
  document.documentElement.dataset.found = JSON.stringify(found);
})()`;

const foundBy = async (page: Page) => JSON.parse((await page.locator('html[data-found]').getAttribute('data-found')) ?? '{}');

test('a script of ours in a page, as a captured renderer would have it, reads no storage and is refused every message', async () => {
  test.setTimeout(90_000);
  const make = (folder: string) => {
    cpSync(path.join(root, '.output/chrome-mv3'), folder, { recursive: true });
    const manifest = JSON.parse(built('chrome-mv3', 'manifest.json'));
    write(folder, 'manifest.json', { ...manifest, content_scripts: [{ matches: ['https://forbes.com/*'], js: ['probe.js'] }] });
    write(folder, 'probe.js', script);
  };
  await withFolder(make, async (folder) => {
    const server = await startServer({ answer: createSample() });
    const chromium = await launchChromium({ server, extension: folder });
    try {
      const app = { ...chromium, server };
      await connect(app);
      const report = await openExplorer(app, '#/summary?target=forbes.com');
      await report.getByRole('button', { name: /^Run/ }).click();
      await expect(report.locator('[data-field="rank"]').first()).toHaveText('689');
      const calls = server.calls.length;

      const page = await app.context.newPage();
      await page.goto('https://forbes.com/');
      const found = await foundBy(page);
      for (const area of ['local', 'session']) expect(found[area], area).toMatch(/^refused: Access to storage is not allowed/);
      // These are open to scripts in every browser, so nothing of ours is ever in them.
      for (const area of ['sync', 'managed']) expect(found[area], area).toMatch(/^\{\}$|^refused/);
      expect(found.databases).toBe('[]');
      expect(found.answers).toEqual([]);
      expect(types.length).toBeGreaterThan(20);
      expect(server.calls).toHaveLength(calls);
    } finally {
      await chromium.close();
      await server.close();
    }
  });
});
