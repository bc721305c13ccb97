import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { type App, test as base, expect, withEverySite } from './fixtures.ts';
import { connect, openExplorer, paid } from './steps.ts';

/**
 * The extension as it ships, but with the sites' permission given in its manifest: a driver cannot answer the browser's question. What asks
 * for it is the same code.
 */
const test = base.extend<{ allowed: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  allowed: async ({}, use) => withEverySite(use),
});

const TO = 'https://forbes.com/shoes';
const html = (body: string, head = '') => `<!doctype html><html><head><title>A page</title>${head}</head><body>${body}</body></html>`;
const anchor = `<article><p><a href="https://www.forbes.com/shoes#x">Shoes</a></p></article>`;

/** One page for each thing that may become of a link, and what must be said of it. */
const cases: Record<string, { page: App['server']['pages'][string]; verdict: Record<string, unknown> }> = {
  'plain.test/a': { page: html(anchor), verdict: { state: 'present', isDofollow: true, place: 'article', anchor: 'Shoes', status: 200 } },
  'ugc.test/a': {
    page: html(`<footer><a rel="ugc nofollow" href="${TO}">Shoes</a></footer>`),
    verdict: { state: 'present', isDofollow: false, rel: ['nofollow', 'ugc'], place: 'footer' },
  },
  'removed.test/a': { page: html('<a href="https://example.org/">Other</a>'), verdict: { state: 'not-found', instead: null } },
  'moved.test/a': {
    page: html('<a href="https://forbes.com/hats">Hats</a>'),
    verdict: { state: 'not-found', instead: 'https://forbes.com/hats' },
  },
  'noindex.test/a': { page: html(anchor, '<meta name="robots" content="noindex">'), verdict: { state: 'present', isNoindex: true } },
  'canonical.test/a': {
    page: html(anchor, '<link rel="canonical" href="https://example.org/original">'),
    verdict: { state: 'present', canonical: 'https://example.org/original' },
  },
  'refused.test/a': { page: { status: 403, body: html('Forbidden') }, verdict: { state: 'blocked', status: 403 } },
  'captcha.test/a': {
    page: html('<div id="challenge-form">Prove it</div>', '<title>Just a moment...</title>'),
    verdict: { state: 'blocked', status: 200 },
  },
  'gone.test/a': { page: { status: 404, body: html('Gone') }, verdict: { state: 'page-gone', status: 404 } },
  'broken.test/a': { page: { status: 500, body: html('Oops') }, verdict: { state: 'unconfirmed', why: 'unreachable', status: 500 } },
  'chain.test/a': {
    page: { status: 302, headers: { location: 'https://chain.test/b' } },
    verdict: { state: 'present', redirectedTo: 'https://chain.test/c' },
  },
  'away.test/a': {
    page: { status: 301, headers: { location: 'https://example.org/home' } },
    verdict: { state: 'redirected', redirectedTo: 'https://example.org/home' },
  },
  'script.test/a': {
    page: html(`<script>setTimeout(() => { document.body.innerHTML = ${JSON.stringify(anchor)} }, 1500)</script>`),
    verdict: { state: 'present', place: 'article' },
  },
  'forbids.test/a': {
    page: html(anchor, `<meta http-equiv="content-security-policy" content="default-src 'none'">`),
    verdict: { state: 'present', isDofollow: true },
  },
};
const more: Record<string, Record<string, unknown>> = {
  'https://nowhere.invalid.example.net/a': { state: 'unconfirmed', why: 'unreachable' },
  'https://localhost/admin': { state: 'unconfirmed', why: 'private' },
  'https://192.168.0.1/reboot': { state: 'unconfirmed', why: 'private' },
  'https://plain.test/setup.exe': { state: 'unconfirmed', why: 'not-a-page' },
};

/** Has the API answer with these links and nothing else. `.test` is no ending of the public internet, so their pages stand under one that is. */
function serveLinks(app: App): string[] {
  for (const [address, { page }] of Object.entries(cases)) app.server.pages[address.replace('.test/', '.example.com/')] = retold(page);
  app.server.pages['chain.example.com/b'] = { status: 301, headers: { location: 'https://chain.example.com/c' } };
  app.server.pages['chain.example.com/c'] = html(anchor);
  app.server.pages['example.org/home'] = html('Welcome');
  const sample = createSample();
  const sources = [...Object.keys(cases).map((address) => `https://${address}`), ...Object.keys(more)].map((url) =>
    url.replace('.test/', '.example.com/'),
  );
  app.server.answer = async (request) => {
    const response = await sample(request.clone());
    if (!request.url.includes('/backlinks/backlinks/live')) return response;
    const reply = await response.json();
    const [result] = reply.tasks[0].result;
    result.items = sources.map((url_from, at) => ({
      ...result.items[at % result.items.length],
      ...{ url_from, domain_from: new URL(url_from).hostname, url_to: TO, item_type: 'anchor', anchor: `Link ${at}` },
    }));
    result.items_count = result.total_count = sources.length;
    return Response.json(reply);
  };
  return sources;
}
const retold = (page: App['server']['pages'][string]): App['server']['pages'][string] =>
  JSON.parse(JSON.stringify(page).replaceAll('chain.test/', 'chain.example.com/'));

const check = (
  page: Page,
  links: { from: string; to: string }[],
): Promise<{ from: string; at: number; verdict: Record<string, unknown> }[]> =>
  page.evaluate(
    (data) =>
      new Promise((done) =>
        (
          globalThis as unknown as { chrome: { runtime: { sendMessage(message: object, reply: (value: { res: never }) => void): void } } }
        ).chrome.runtime.sendMessage({ id: 1, type: 'checksOf', data, timestamp: Date.now() }, (reply) => done(reply?.res ?? reply)),
      ),
    { links },
  );

test('each link gets the verdict that a person would give it, at most three tabs at a time, and the verdicts stay', async ({
  allowed: app,
}) => {
  test.setTimeout(180_000);
  const sources = serveLinks(app);
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=forbes.com&limit=100');
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.getByRole('grid').first().focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(`${sources.length} selected`)).toBeVisible();

  let most = 0;
  const before = app.context.pages().length;
  const watch = setInterval(() => {
    most = Math.max(most, app.context.pages().length - before);
  }, 20);
  await page.getByRole('button', { name: `Check ${sources.length} links live free` }).click();
  await expect(page.getByText(/Looking in background tabs/)).toBeVisible();
  await expect(page.getByText(/present, dofollow/)).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/Looking in background tabs/)).toHaveCount(0, { timeout: 120_000 });
  clearInterval(watch);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(3);
  await expect.poll(() => app.context.pages().length).toBe(before);

  const kept = new Map(
    (
      await check(
        page,
        sources.map((from) => ({ from, to: TO })),
      )
    ).map((each) => [each.from, each.verdict]),
  );
  const wanted = [
    ...Object.entries(cases).map(([address, { verdict }]) => [`https://${address}`, verdict] as const),
    ...Object.entries(more),
  ];
  for (const [address, verdict] of wanted) {
    const from = address.replace('.test/', '.example.com/');
    expect(kept.get(from), from).toMatchObject(JSON.parse(JSON.stringify(verdict).replaceAll('chain.test/', 'chain.example.com/')));
  }
  expect(app.server.visits.some(({ address }) => /localhost|192\.168|setup\.exe/.test(address))).toBe(false);
  expect(paid(app)).toHaveLength(1);

  // The verdict stands beside its row, also after the page was closed.
  await page.reload();
  await page.getByRole('grid').first().focus();
  await page.keyboard.press('d');
  const panel = page.locator('.detail-panel');
  await expect(panel.locator('[data-verdict="present"]')).toContainText(/Present, dofollow.*seen in your browser/s);
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `artifacts/verify-${colorScheme}.png` });
  }
  const { violations } = await new AxeBuilder({ page })
    .include('.detail-panel')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
  const visits = app.server.visits.length;
  await panel.getByRole('button', { name: 'Check this link again free' }).click();
  await expect.poll(() => app.server.visits.length).toBeGreaterThan(visits);
});

test('without the browser’s permission nothing is opened and nothing is claimed', async ({ app }) => {
  const sources = serveLinks(app);
  await connect(app);
  const page = await openExplorer(app, '#/backlinks?target=forbes.com&limit=100');
  await page.evaluate(() => {
    const { chrome } = globalThis as unknown as { chrome: { permissions: { request: unknown } } };
    chrome.permissions.request = (what: unknown) => {
      Object.assign(globalThis, { asked: what });
      return Promise.resolve(false);
    };
  });
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.getByRole('grid').first().focus();
  await page.keyboard.press('d');
  await page.getByRole('button', { name: 'Check this link live free' }).click();
  await expect(page.locator('[data-verdict="unconfirmed"]')).toContainText('was not allowed to open this site');
  expect(await page.evaluate(() => (globalThis as unknown as { asked: unknown }).asked)).toEqual({
    origins: ['https://plain.example.com/*', 'http://plain.example.com/*'],
  });
  expect(app.server.visits).toEqual([]);
  expect(
    await check(
      page,
      sources.map((from) => ({ from, to: TO })),
    ),
  ).toEqual([]);
});
