import { type App, expect, test } from './fixtures.ts';
import { connect, figure, goOffline, openExplorer, paid, popupOn, set } from './steps.ts';

/** The task of the last paid call. */
const lastTask = (app: App): Record<string, unknown> => (paid(app).at(-1)?.body as Record<string, unknown>[] | undefined)?.[0] ?? {};

test('a person without an account sees what it costs, and explores sample data without any network', async ({ app }) => {
  const { popup } = await popupOn(app, 'https://forbes.com/');
  await expect(popup.getByRole('heading', { name: 'forbes.com' })).toBeVisible();
  await expect(popup.getByText('$0.024')).toBeVisible();
  await popup.getByRole('button', { name: 'Explore sample data' }).click();
  await expect(figure(popup, 'rank')).toHaveText('689');
  await expect(figure(popup, 'info.target_spam_score')).toHaveText('4');
  await expect(popup.getByText('SAMPLE DATA')).toBeVisible();
  expect(app.server.calls).toEqual([]);
});

test('opening the popup buys one summary; its figures are the server’s, and looking again is free', async ({ app }) => {
  await connect(app);
  const { page, popup } = await popupOn(app, 'https://www.forbes.com/sites/some-article/?utm=1#top');
  await expect(figure(popup, 'rank')).toHaveText('689');
  expect(paid(app)).toHaveLength(1);
  expect(lastTask(app)).toMatchObject({ target: 'forbes.com', internal_list_limit: 50 });
  expect(paid(app)[0]?.headers).not.toHaveProperty('cookie');
  await expect(popup.getByText(/Bought now for \$0\.024/)).toBeVisible();
  await expect(figure(popup, 'spent_today')).toHaveText('$0.024');
  await app.closePopup();

  // Another page of the same site, and a background that has to start first.
  await page.goto('https://forbes.com/another/page');
  await app.stopWorker();
  const again = await app.openPopup(page);
  await expect(figure(again, 'rank')).toHaveText('689');
  await expect(again.getByText(/free to look at/)).toBeVisible();
  expect(paid(app)).toHaveLength(1);

  await again.getByRole('button', { name: /^Refresh/ }).click();
  await expect(again.getByText(/Bought now/)).toBeVisible();
  expect(paid(app)).toHaveLength(2);
});

test('the page switch asks for the exact page, without login, query or fragment', async ({ app }) => {
  await connect(app);
  const { popup } = await popupOn(app, 'https://example.com/a/page?token=CANARY_QUERY#CANARY_HASH');
  await expect(figure(popup, 'rank')).not.toBeEmpty();
  await popup.getByRole('button', { name: 'Page', exact: true }).click();
  await expect.poll(() => paid(app).length).toBe(2);
  expect(lastTask(app)).toMatchObject({ target: 'https://example.com/a/page' });
  await expect(popup.getByText(/Bought now/)).toBeVisible();
  expect(JSON.stringify(app.server.calls)).not.toContain('CANARY');
});

test('with "ask me first" nothing is sent before the button with the price is pressed', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const { popup } = await popupOn(app, 'https://forbes.com/');
  const get = popup.getByRole('button', { name: 'Get figures $0.024' });
  await expect(get).toBeFocused();
  expect(paid(app)).toHaveLength(0);
  await popup.keyboard.press('Enter');
  await expect(figure(popup, 'rank')).toHaveText('689');
  expect(paid(app)).toHaveLength(1);
});

test('R42 pages of the browser and of private networks send nothing and say why', async ({ app }) => {
  await connect(app);
  for (const [address, refusal] of [
    ['about:blank', 'hidden'],
    ['chrome://version/', 'hidden'],
    ['https://nas.test/admin', 'not-public'],
  ] as const) {
    const { popup } = await popupOn(app, address);
    await expect(popup.locator(`[data-refused="${refusal}"]`)).toBeVisible();
    await app.closePopup();
  }
  expect(paid(app)).toHaveLength(0);
});

test('a long host keeps both its ends in sight, with the whole domain one press away', async ({ app }) => {
  await connect(app);
  const { popup } = await popupOn(app, 'https://a-very-long-name-for-testing.another-part.example.org/some/page');
  await expect(figure(popup, 'rank')).not.toBeEmpty();
  const start = popup.locator('h1 bdi > span').first();
  expect((await start.boundingBox())?.width).toBeGreaterThan(120);
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('a-very-long-name-for-testing.another-part.example.org');
  await popup.getByRole('button', { name: 'Domain', exact: true }).click();
  await expect.poll(() => lastTask(app).target).toBe('example.org');
});

test('from a page without a site any other target can be looked at', async ({ app }) => {
  await connect(app);
  const { popup } = await popupOn(app, 'about:blank');
  await popup.getByLabel('Domain or page to look at').fill('www.Forbes.com');
  await popup.getByRole('button', { name: 'Look' }).click();
  await expect(figure(popup, 'rank')).toHaveText('689');
  expect(lastTask(app)).toMatchObject({ target: 'forbes.com' });
});

test('a site the index does not know is an answer with its price, and is remembered', async ({ app }) => {
  await connect(app);
  const { page, popup } = await popupOn(app, 'https://nodata.example.org/');
  await expect(popup.locator('[data-state="no-data"]')).toContainText('$0.024');
  await app.closePopup();
  const again = await app.openPopup(page);
  await expect(again.locator('[data-state="no-data"]')).toBeVisible();
  expect(paid(app)).toHaveLength(1);
});

test('R1 a background killed in mid-call: one request, an honest message, and no second one unless asked', async ({ app }) => {
  await connect(app);
  const gate = app.server.hold('/summary/live');
  const { page, popup } = await popupOn(app, 'https://forbes.com/');
  await gate.arrived;
  await app.stopWorker();
  await gate.dropped;
  gate.release();
  await expect(popup.locator('[data-failure="interrupted"]')).toContainText('may have been charged');
  await app.closePopup();
  const again = await app.openPopup(page);
  await expect(again.locator('[data-failure="interrupted"]')).toBeVisible();
  await expect(figure(again, 'spent_today')).toHaveText('$0.024');
  expect(paid(app)).toHaveLength(1);
  await again.getByRole('button', { name: /^Ask again \$0\.024/ }).click();
  await expect(figure(again, 'rank')).toHaveText('689');
  expect(paid(app)).toHaveLength(2);
});

test('R11 a popup closed in mid-call loses nothing: opened again it shows the answer of the one request', async ({ app }) => {
  await connect(app);
  const gate = app.server.hold('/summary/live');
  const { page } = await popupOn(app, 'https://forbes.com/');
  await gate.arrived;
  await app.closePopup();
  const during = await app.openPopup(page);
  await expect(during.getByText(/Asking DataForSEO/)).toBeVisible();
  await app.closePopup();
  gate.release();
  const after = await app.openPopup(page);
  await expect(figure(after, 'rank')).toHaveText('689');
  expect(paid(app)).toHaveLength(1);
});

test('R7 a popup and the explorer that ask the same at once share one request', async ({ app }) => {
  await connect(app);
  const gate = app.server.hold('/summary/live');
  const { page } = await popupOn(app, 'https://forbes.com/');
  await gate.arrived;
  const explorer = await openExplorer(app, '#/summary?target=forbes.com');
  await page.bringToFront();
  gate.release();
  await expect(figure(explorer, 'rank').first()).toHaveText('689');
  expect(paid(app)).toHaveLength(1);
});

test('R9 figures never stand under another name: a late answer is dropped when the question has changed', async ({ app }) => {
  await connect(app);
  app.server.faults.push({ path: '/summary/live', delayMs: 1500 });
  const { popup } = await popupOn(app, 'https://forbes.com/an/article');
  await expect.poll(() => paid(app).length).toBe(1);
  await popup.getByRole('button', { name: 'Page', exact: true }).click();
  await expect(figure(popup, 'rank')).not.toBeEmpty();
  const pageRank = await figure(popup, 'rank').textContent();
  expect(pageRank).not.toBe('689');
  await popup.waitForTimeout(2000);
  await expect(figure(popup, 'rank')).toHaveText(pageRank ?? '');
  await popup.getByRole('button', { name: 'Domain', exact: true }).click();
  await expect(figure(popup, 'rank')).toHaveText('689');
  expect(paid(app)).toHaveLength(2);
});

test('R10 a page that changes under the open popup takes its name and its figures along', async ({ app }) => {
  await connect(app);
  const gate = app.server.hold('/summary/live');
  const { page, popup } = await popupOn(app, 'https://forbes.com/');
  await gate.arrived;
  await page.goto('https://example.com/');
  await expect(popup.getByRole('heading', { level: 1 })).not.toHaveText('forbes.com');
  gate.release();
  await expect(popup.locator('[data-refused="hidden"]')).toBeVisible();
  await popup.waitForTimeout(500);
  await expect(figure(popup, 'rank')).toHaveCount(0);
  expect(paid(app)).toHaveLength(1);
});

test('the day’s cap refuses before sending and says what is left', async ({ app }) => {
  await connect(app);
  await set(app, { dayCapUsd: 0.03 });
  const { page, popup } = await popupOn(app, 'https://forbes.com/');
  await expect(figure(popup, 'rank')).toHaveText('689');
  await app.closePopup();
  await page.goto('https://example.com/');
  const second = await app.openPopup(page);
  await expect(second.locator('[data-failure="over-cap"]')).toContainText('Nothing was spent');
  expect(paid(app)).toHaveLength(1);
});

for (const [name, fault, kind, words] of [
  [
    'a refused login',
    { status: 401, body: '{"status_code":40100,"status_message":"You are not authorized."}' },
    'bad-credentials',
    'API password',
  ],
  ['an empty balance', { status: 402, body: '{"status_code":40200,"status_message":"Payment Required."}' }, 'no-funds', 'Top it up'],
  ['a server error in HTML', { status: 502, body: '<h1>Bad Gateway</h1>', contentType: 'text/html' }, 'server-trouble', 'may have cost'],
  [
    'an answer that is not JSON',
    { status: 200, body: '<html>Sign in to Wi-Fi</html>', contentType: 'text/html' },
    'unreadable-reply',
    'proxy',
  ],
  ['a connection that breaks', { destroy: 'after' as const }, 'unreachable', 'counted as spent'],
] as const) {
  test(`R17 ${name} is said in its own words, and nothing is sent again`, async ({ app }) => {
    await connect(app);
    app.server.faults.push({ path: '/summary/live', ...fault });
    const { popup } = await popupOn(app, 'https://forbes.com/');
    await expect(popup.locator(`[data-failure="${kind}"]`)).toContainText(words);
    await expect(popup.locator(`[data-failure="${kind}"]`)).toContainText(/Nothing was spent|may have cost/);
    await popup.waitForTimeout(300);
    expect(paid(app)).toHaveLength(1);
  });
}

test('R22 offline is said at once, and what is stored stays readable', async ({ app }) => {
  await connect(app);
  const { page, popup } = await popupOn(app, 'https://forbes.com/');
  await expect(figure(popup, 'rank')).toHaveText('689');
  await app.closePopup();
  await goOffline(app);
  const cached = await app.openPopup(page);
  await expect(figure(cached, 'rank')).toHaveText('689');
  await cached.getByRole('button', { name: 'Page', exact: true }).click();
  await expect(cached.locator('[data-failure="offline"]')).toContainText('Nothing was sent');
  expect(paid(app)).toHaveLength(1);
});

test('an action on the popup buys at the price on its button and opens the report, which asks for nothing more', async ({ app }) => {
  await connect(app);
  const { popup } = await popupOn(app, 'https://forbes.com/');
  const opened = app.context.waitForEvent('page');
  await popup.getByRole('button', { name: /^Anchors \$0\.0276/ }).click();
  const report = await opened;
  await expect(report.getByRole('columnheader', { name: /Anchor/ }).first()).toBeVisible();
  await expect(report.locator('tbody tr').first()).toBeVisible();
  expect(paid(app).map(({ path }) => path)).toEqual(['/v3/backlinks/summary/live', '/v3/backlinks/anchors/live']);
});

for (const [name, click, target] of [
  [
    'a link',
    { menuItemId: 'analyze-link', linkUrl: 'https://www.example.com/shoes?id=CANARY', pageUrl: 'https://forbes.com/' },
    'example.com',
  ],
  ['a page', { menuItemId: 'analyze-page', pageUrl: 'https://forbes.com/article#CANARY' }, 'forbes.com'],
  ['a selected host', { menuItemId: 'analyze-selection', selectionText: ' theverge.com ', pageUrl: 'https://forbes.com/' }, 'theverge.com'],
] as const) {
  test(`"Analyze" on ${name} buys one summary and opens its overview`, async ({ app }) => {
    await connect(app);
    const opened = app.context.waitForEvent('page');
    await app.dispatchMenuClick(click);
    const overview = await opened;
    await expect(figure(overview, 'rank').first()).not.toBeEmpty();
    expect(overview.url()).toContain(`#/summary?target=${target}`);
    expect(paid(app)).toHaveLength(1);
    expect(lastTask(app)).toMatchObject({ target });
    expect(JSON.stringify(app.server.calls)).not.toContain('CANARY');
    await overview.reload();
    await expect(figure(overview, 'rank').first()).not.toBeEmpty();
    expect(paid(app)).toHaveLength(1);
  });
}

test('"Analyze" with "ask me first" opens the overview with the price on its Run button, and sends nothing', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const opened = app.context.waitForEvent('page');
  await app.dispatchMenuClick({ menuItemId: 'analyze-link', linkUrl: 'https://example.com/', pageUrl: 'https://forbes.com/' });
  const overview = await opened;
  await expect(overview.getByRole('button', { name: /^Run.*\$0\.024/ })).toBeVisible();
  expect(paid(app)).toHaveLength(0);
});
