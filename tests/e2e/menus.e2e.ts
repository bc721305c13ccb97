import type { Page } from '@playwright/test';
import { type App, expect, test } from './fixtures.ts';
import { connect, openExplorer, paid, set } from './steps.ts';

const carried = encodeURIComponent('https://www.example.com/shoes?id=1');

/** A click on an entry of ours, and the page it opens. */
async function opened(app: App, click: object): Promise<Page> {
  const page = app.context.waitForEvent('page');
  await app.dispatchMenuClick({ pageUrl: 'https://forbes.com/', ...click });
  return page;
}

const task = (app: App) => (paid(app).at(-1)?.body as { target?: string }[] | undefined)?.[0];

for (const [name, address] of [
  ['Google', `https://www.google.com/url?sa=t&url=${carried}`],
  ['Facebook', `https://l.facebook.com/l.php?u=${carried}&h=AT0`],
  ['DuckDuckGo', `https://duckduckgo.com/l/?uddg=${carried}`],
] as const)
  test(`a link through ${name} is a link to where it ends`, async ({ app }) => {
    await connect(app);
    const page = await opened(app, { menuItemId: 'analyze-link', linkUrl: address });
    await expect(page).toHaveURL(/#\/summary\?target=example\.com&/);
    await expect.poll(() => task(app)?.target).toBe('example.com');
    expect(paid(app)).toHaveLength(1);
  });

test('the linked page is the exact address; with a query it is shown with its price before anything is sent', async ({ app }) => {
  await connect(app);
  const plain = await opened(app, { menuItemId: 'analyze-link-page', linkUrl: 'https://user:secret@example.com/shoes#size' });
  await expect.poll(() => task(app)?.target).toBe('https://example.com/shoes');
  await plain.close();
  const withQuery = await opened(app, { menuItemId: 'analyze-link-page', linkUrl: 'https://example.com/shoes?session=CANARY' });
  await expect(withQuery.getByRole('button', { name: /^Run.*\$0\.024/ })).toBeVisible();
  await expect(withQuery.getByRole('textbox', { name: 'Target' })).toHaveValue('https://example.com/shoes?session=CANARY');
  expect(JSON.stringify(app.server.calls)).not.toMatch(/CANARY|secret|size/);
  expect(paid(app)).toHaveLength(1);
});

test('a selection with several sites opens the bulk page with all of them, and buys nothing', async ({ app }) => {
  await connect(app);
  const page = await opened(app, {
    menuItemId: 'analyze-selection',
    selectionText: 'Compare moz.com, ahrefs.com and https://example.com/a.',
  });
  expect(new URL(page.url()).hash).toBe('#/bulk?targets=moz.com&targets=ahrefs.com&targets=https%3A%2F%2Fexample.com%2Fa');
  await page.waitForTimeout(300);
  expect(paid(app)).toEqual([]);
});

test('a selection that names nothing is put into the form as it is, with what is wrong with it', async ({ app }) => {
  await connect(app);
  const page = await opened(app, { menuItemId: 'analyze-selection', selectionText: 'no site in here' });
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('no site in here');
  expect(paid(app)).toEqual([]);
});

test('“Links on this page” opens the popup at the links', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  // What allows reading the page is the real menu click, which a driver cannot make; an earlier press does the same.
  await app.openPopup(page);
  await app.closePopup();
  const tabId = await (await app.worker()).evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: { tabs: { query(how: object): Promise<{ id: number }[]> } } };
    return (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id;
  });
  const popup = await app.openPopup(page, { by: () => app.dispatchMenuClick({ menuItemId: 'links-on-page' }, { id: tabId }) });
  await expect(popup.getByRole('heading', { name: 'Links on this page', level: 1 })).toBeVisible();
  await app.closePopup();
  // The button itself opens the figures as ever.
  const next = await app.openPopup(page);
  await expect(next.getByRole('button', { name: 'Links on this page' })).toBeVisible();
});

test('the keyword in the address bar opens the overview, which buys nothing', async ({ app }) => {
  await connect(app);
  const type = async (text: string, where: string) =>
    (await app.worker()).evaluate(
      ([typed, how]) => {
        const { chrome } = globalThis as unknown as { chrome: { omnibox: { onInputEntered: { dispatch(...all: unknown[]): void } } } };
        chrome.omnibox.onInputEntered.dispatch(typed, how);
      },
      [text, where] as const,
    );
  for (const [typed, hash] of [
    [' www.Example.com ', /#\/summary\?target=example\.com&/],
    ['moz.com ahrefs.com', /#\/bulk\?targets=moz\.com&targets=ahrefs\.com$/],
    ['', /#\/summary$/],
  ] as const) {
    const page = app.context.waitForEvent('page');
    await type(typed, 'newForegroundTab');
    expect((await page).url()).toMatch(hash);
  }
  const here = await openExplorer(app, '#/settings');
  await here.bringToFront();
  await type('forbes.com', 'currentTab');
  await expect(here).toHaveURL(/#\/summary\?target=forbes\.com&/);
  expect(paid(app)).toEqual([]);
});

test('a badge is off until it is wanted', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'on-open' });
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const popup = await app.openPopup(page);
  await expect(popup.locator('[data-field="rank"]')).toHaveText('689');
  const badge = async () =>
    (await app.worker()).evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { tabs: { query(how: object): Promise<{ id: number }[]> }; action: { getBadgeText(how: object): Promise<string> } };
      };
      const tabs = await chrome.tabs.query({ active: true });
      return (await Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id })))).join('');
    });
  expect(await badge()).toBe('');
  // While the popup is open its press lets us see this one address, so that no permission is needed here.
  await set(app, { badge: true });
  await page.bringToFront();
  await expect.poll(badge).toBe('689');
  await set(app, { badge: false });
  await page.bringToFront();
  await expect.poll(badge).toBe('');
  expect(paid(app)).toHaveLength(1);
});

test('installing warns of one thing: the API’s host', async ({ app }) => {
  const page = await openExplorer(app, '#/settings');
  const warnings = await page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { management: { getPermissionWarningsByManifest(manifest: string): Promise<string[]> } };
    };
    const manifest = await (await fetch('/manifest.json').catch(() => null))?.text();
    return manifest ? chrome.management.getPermissionWarningsByManifest(manifest) : null;
  });
  console.log(warnings);
  expect(warnings).toEqual(['Read and change your data on api.dataforseo.com']);
});
