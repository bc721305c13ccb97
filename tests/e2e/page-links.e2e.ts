import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { type App, expect, test } from './fixtures.ts';
import { connect, paid, set } from './steps.ts';

/** Opens a page of the web with this markup. */
async function pageWith(app: App, address: string, html: string): Promise<Page> {
  app.server.pages[address] = html;
  const page = await app.context.newPage();
  await page.goto(`https://${address}`);
  return page;
}

/** A press on "Links on this page" in the popup over a page. */
async function linksOf(app: App, page: Page): Promise<Page> {
  const popup = await app.openPopup(page);
  await popup.getByRole('button', { name: 'Links on this page' }).click();
  await expect(popup.getByRole('heading', { name: 'Links on this page', level: 1 })).toBeVisible();
  return popup;
}

const facet = (popup: Page, id: string) => popup.locator(`[data-facet="${id}"]`);
const markButton = (popup: Page) => popup.getByRole('button', { name: 'Mark on the page' });
const rows = (popup: Page) => popup.locator('.link-row');

/** What the page's own document is, to the byte. */
const domOf = (page: Page) => page.evaluate(() => document.documentElement.outerHTML);
/** The elements at the end of the document that were not there when it loaded. */
const strangers = (page: Page) => page.locator(':root > :not(head, body, script)');

type Extension = {
  tabs: { query(how: object): Promise<{ id: number }[]> };
  scripting: { executeScript(how: object): Promise<{ result: { tookMs: number; links: unknown[] } }[]> };
  runtime: { onMessage: { addListener(hear: () => void): void } };
};

test('lists a page’s links with what they are, without an account and without a call', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const before = await domOf(page);
  const popup = await linksOf(app, page);
  await expect(facet(popup, 'external')).toHaveText(/External 9/);
  await expect(facet(popup, 'internal')).toHaveText(/Internal 6/);
  await expect(facet(popup, 'nofollow')).toHaveText(/Nofollow 1/);
  await expect(facet(popup, 'sponsored')).toHaveText(/Sponsored 1/);
  await expect(facet(popup, 'insecure')).toHaveText(/http 1/);
  await expect(popup.getByText('17 to 6 other websites')).toBeVisible();

  await facet(popup, 'sponsored').click();
  await expect(rows(popup)).toHaveText([/a shop/]);
  await popup.getByRole('button', { name: /^All/ }).click();
  await popup.getByLabel('Place on the page').selectOption('nav');
  await expect(rows(popup)).toHaveCount(3);
  await popup.getByLabel('Filter by anchor or address').fill('no such words');
  await popup.getByRole('button', { name: 'Show all links' }).click();
  await expect(rows(popup)).toHaveCount(17);
  await popup.getByRole('button', { name: /^Websites/ }).click();
  await popup.getByRole('button', { name: 'theverge.com' }).click();
  await expect(rows(popup)).toHaveText([/The Verge wrote/]);
  expect(await domOf(page)).toBe(before);
  expect(app.server.calls).toEqual([]);
});

test('a press on a link scrolls the page there and rings it; the ring goes by itself and leaves nothing', async ({ app }) => {
  const page = await pageWith(
    app,
    'forbes.com/long',
    `<!doctype html><body><p style="height:3000px">Above</p><a href="https://example.org/deep">Deep</a><a href="/hidden" hidden>Hidden</a>`,
  );
  const before = await domOf(page);
  const popup = await linksOf(app, page);
  await rows(popup).filter({ hasText: 'Deep' }).click();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1000);
  await expect(strangers(page)).toHaveCount(1);
  await expect(strangers(page)).toHaveCount(0, { timeout: 8000 });
  expect(await domOf(page)).toBe(before);

  await facet(popup, 'internal').click();
  await rows(popup).filter({ hasText: 'Hidden' }).click();
  await expect(popup.getByText('The page does not show this link.')).toBeVisible();
});

test('marks stand over the page without changing it; taken away they leave every byte and every pixel as it was', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const [before, picture] = [await domOf(page), await page.screenshot()];
  const popup = await linksOf(app, page);
  await markButton(popup).click();
  await expect(strangers(page)).toHaveCount(1);
  await expect(popup.getByRole('list', { name: 'Legend of the marks' })).toContainText('sponsored');
  await page.waitForTimeout(200);
  const marked = await page.screenshot({ path: 'artifacts/marks.png' });
  expect(marked.equals(picture)).toBe(false);
  // Whatever lies under the marks is still what a click hits.
  const hit = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('body')?.localName;
  expect(await page.evaluate(hit)).toBe('body');

  // The marks outlive the popup, and the next one knows of them.
  await app.closePopup();
  const again = await linksOf(app, page);
  await again.getByRole('button', { name: 'Take marks away' }).click();
  await expect(strangers(page)).toHaveCount(0);
  expect(await domOf(page)).toBe(before);
  await app.closePopup();
  expect((await page.screenshot()).equals(picture)).toBe(true);
});

test('Esc takes the marks away, and an Esc that the page makes up does not', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const popup = await linksOf(app, page);
  await markButton(popup).click();
  await expect(strangers(page)).toHaveCount(1);
  await app.closePopup();
  await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })));
  await page.waitForTimeout(100);
  await expect(strangers(page)).toHaveCount(1);
  await page.bringToFront();
  await page.keyboard.press('Escape');
  await expect(strangers(page)).toHaveCount(0);
});

test('5,000 links are read within 50 ms and the page’s layout stays where it is', async ({ app }) => {
  test.setTimeout(120_000);
  const paragraphs = Array.from(
    { length: 5000 },
    (_, n) =>
      `<li><span><em>${n}</em></span> <a href="https://site${n % 700}.example.org/p/${n}?q=1#x" ${n % 3 ? '' : 'rel="nofollow ugc"'}>Link <b>number</b> ${n}</a></li>`,
  ).join('');
  const page = await pageWith(app, 'forbes.com/5000', `<!doctype html><body><main><ul>${paragraphs}</ul></main></body>`);
  const layout = () =>
    page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
      ...[...document.querySelectorAll('a')].filter((_, n) => n % 50 === 0).map((link) => JSON.stringify(link.getBoundingClientRect())),
    ]);
  const before = await layout();
  await page.evaluate(() => {
    Object.assign(globalThis, { shifts: 0 });
    new PerformanceObserver((list) => {
      (globalThis as unknown as { shifts: number }).shifts += list.getEntries().length;
    }).observe({ type: 'layout-shift' });
  });

  const popup = await linksOf(app, page);
  await expect(facet(popup, 'nofollow')).toHaveText(/1,667/);
  const best = () =>
    popup.evaluate(async () => {
      const { chrome } = globalThis as unknown as { chrome: Extension };
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      const took: number[] = [];
      for (let turn = 0; turn < 10; turn++) {
        const [frame] = await chrome.scripting.executeScript({ target: { tabId: tab?.id }, files: ['/links.js'] });
        took.push(frame?.result.tookMs ?? Number.NaN);
      }
      return Math.min(...took);
    });
  // At best: at other times the machine may be busy with something else.
  await expect.poll(best, { timeout: 60_000 }).toBeLessThan(50);

  await markButton(popup).click();
  await expect(strangers(page)).toHaveCount(1);
  expect(await layout()).toEqual(before);
  expect(await page.evaluate(() => (globalThis as unknown as { shifts: number }).shifts)).toBe(0);
});

test('elements nested deeply are read; shadow trees only as deep as honest pages have them', async ({ app }) => {
  const page = await pageWith(
    app,
    'forbes.com/deep',
    `<!doctype html><body><a href="https://example.org/first">First</a><script>
      let deepest = document.body;
      for (let depth = 0; depth < 400; depth++) deepest = deepest.appendChild(document.createElement('div'));
      deepest.innerHTML = '<a href="https://example.org/deep">Deep</a>';
      let tree = document.body;
      for (let depth = 0; depth < 80; depth++) {
        const host = tree.appendChild(document.createElement('div'));
        tree = host.attachShadow({ mode: 'open' });
      }
      tree.innerHTML = '<a href="https://example.org/too-deep">Too deep</a>';
    </script></body>`,
  );
  const popup = await linksOf(app, page);
  await expect(rows(popup)).toHaveText([/First/, /Deep/]);
});

test('links in shadow trees and in frames of the page’s own site are read; frames of other sites are counted', async ({ app }) => {
  app.server.pages['forbes.com/inner'] = `<!doctype html><nav><a href="https://example.org/in-frame">In a frame</a></nav>
    <iframe src="/innermost"></iframe>`;
  app.server.pages['forbes.com/innermost'] = '<!doctype html><a href="https://example.org/in-inner-frame">In a frame of a frame</a>';
  const page = await pageWith(
    app,
    'forbes.com/trees',
    `<!doctype html><body>
      <footer><open-tree></open-tree></footer><closed-tree></closed-tree>
      <iframe src="/inner"></iframe><iframe src="https://example.com/"></iframe><iframe sandbox srcdoc="<a href='https://x.example'>x</a>"></iframe>
      <svg viewBox="0 0 100 20"><a href="https://example.org/svg"><text y="15">Drawn</text></a></svg>
      <map name="m"><area href="https://example.org/area" shape="rect" coords="0,0,9,9"></map>
      <script>
        for (const [name, mode] of [['open-tree', 'open'], ['closed-tree', 'closed']])
          customElements.define(name, class extends HTMLElement {
            constructor() {
              super();
              const root = this.attachShadow({ mode });
              const link = document.createElement('a');
              link.href = 'https://example.org/' + mode;
              link.textContent = 'In a tree that is ' + mode;
              root.append(link);
            }
          });
      </script>`,
  );
  await page.waitForLoadState();
  const popup = await linksOf(app, page);
  await expect(rows(popup)).toHaveText([
    /In a tree that is open.*footer/s,
    /In a tree that is closed.*body/s,
    /In a frame.*nav/s,
    /In a frame of a frame/,
    /Drawn/,
    /Image without words.*no alt/s,
  ]);
  await expect(popup.getByText('Frames of other websites, not looked into: 2.')).toBeVisible();
  const before = await domOf(page);
  await markButton(popup).click();
  await rows(popup).filter({ hasText: 'In a frame of a frame' }).click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: 'artifacts/marks-frames.png' });
  await popup.getByRole('button', { name: 'Take marks away' }).click();
  await expect(strangers(page)).toHaveCount(0, { timeout: 8000 });
  expect(await domOf(page)).toBe(before);
});

test('a page that forbids everything and gives its markup the names of the document’s own words is read all the same', async ({ app }) => {
  const names = ['querySelectorAll', 'querySelector', 'createElementNS', 'documentElement', 'defaultView', 'body', 'URL', 'baseURI'];
  const page = await pageWith(
    app,
    'forbes.com/forbids',
    `<!doctype html><head><meta http-equiv="content-security-policy" content="default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'">
      <meta name="robots" content="noindex, nofollow"></head>
      <body>${names.map((name) => `<img name="${name}"><form name="${name}"></form>`).join('')}
      <a href="https://example.org/">Plain <img alt=""></a><a href="javascript:alert(1)">Script</a><a href="https://exa mple.com/">Broken</a>
      <a href="https://__proto__/">Proto</a><a href="https://example.org/‮gnp.exe">Turned ‮ around</a></body>`,
  );
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const before = (await page.locator('html').evaluate((html) => html.outerHTML)) as string;
  const popup = await linksOf(app, page);
  await expect(popup.getByText('asks not to be indexed')).toBeVisible();
  await expect(facet(popup, 'other')).toBeVisible();
  await expect(rows(popup).first()).toContainText('nofollow by the page');
  await markButton(popup).click();
  await expect(strangers(page)).toHaveCount(1);
  await popup.getByRole('button', { name: 'Take marks away' }).click();
  await expect(strangers(page)).toHaveCount(0);
  expect(await page.locator('html').evaluate((html) => html.outerHTML)).toBe(before);
  expect(errors).toEqual([]);
  expect(await popup.locator('body').innerText()).not.toContain('\u202e');
});

test('a page that watches its document sees one element come and go, and cannot look into it', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  await page.evaluate(() => {
    const seen: unknown[] = [];
    Object.assign(globalThis, { seen });
    // What the page replaces here must not be what we call.
    Element.prototype.attachShadow = () => {
      throw new Error('the page saw a shadow tree being made');
    };
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes, removedNodes } of changes)
        seen.push([type, target.nodeName, addedNodes.length, removedNodes.length]);
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const seen = () => page.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen);
  const popup = await linksOf(app, page);
  expect(await seen()).toEqual([]);
  await markButton(popup).click();
  await expect(strangers(page)).toHaveCount(1);
  expect(await strangers(page).evaluate((host) => [host.shadowRoot, host.innerHTML, host.attributes.length])).toEqual([null, '', 1]);
  expect(await strangers(page).evaluate(({ localName }) => localName)).toMatch(/^[a-z]{7}-[a-z]{7}$/);
  await popup.getByRole('button', { name: 'Take marks away' }).click();
  await expect(strangers(page)).toHaveCount(0);
  expect(await seen()).toEqual([
    ['childList', 'HTML', 1, 0],
    ['childList', 'HTML', 0, 1],
  ]);
});

for (const [name, meddle] of [
  ['its style is changed', (host: HTMLElement) => host.style.setProperty('opacity', '0', 'important')],
  ['an attribute is added', (host: HTMLElement) => host.setAttribute('popover', 'manual')],
  ['something is put into it', (host: HTMLElement) => host.append('x')],
  ['it is moved', (host: HTMLElement) => document.body.append(host)],
] as const) {
  test(`the marks go by themselves when ${name}`, async ({ app }) => {
    const page = await app.context.newPage();
    await page.goto('https://forbes.com/');
    const before = await domOf(page);
    const popup = await linksOf(app, page);
    await markButton(popup).click();
    await expect(strangers(page)).toHaveCount(1);
    await strangers(page).evaluate(meddle as (host: Node) => unknown);
    await expect.poll(() => domOf(page)).toBe(before);
  });
}

test('R31 marks go when the extension that put them there is gone, and say nothing to the console', async ({ app }) => {
  const said: string[] = [];
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const before = await domOf(page);
  const popup = await linksOf(app, page);
  await markButton(popup).click();
  await expect(strangers(page)).toHaveCount(1);
  page.on('console', (line) => said.push(line.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  await app.reinstall();
  await page.bringToFront();
  await expect.poll(() => domOf(page)).toBe(before);
  expect(said).toEqual([]);
});

test('clickjacking: whatever a page lays over, under and around the marks, clicks send no message and buy nothing', async ({ app }) => {
  const page = await pageWith(
    app,
    'forbes.com/trap',
    `<!doctype html><style>
        :root > * { opacity: 0.01 !important; pointer-events: auto !important; z-index: 1 !important; transform: scale(20) !important }
        html { filter: opacity(0.1) }
      </style><body><a href="https://example.org/">Free money</a><div popover="manual" id="over">Click here</div>
      <script>
        document.getElementById('over').showPopover();
        let clicks = 0;
        addEventListener('click', () => { clicks++; document.title = String(clicks) });
        new MutationObserver(() => {
          for (const stranger of document.querySelectorAll(':root > :not(head, body)')) {
            for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown'])
              for (let n = 0; n < 10; n++) stranger.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
          }
        }).observe(document.documentElement, { childList: true });
      </script>`,
  );
  const popup = await linksOf(app, page);
  const worker = await app.worker();
  await worker.evaluate(() => {
    Object.assign(globalThis, { heard: 0 });
    (globalThis as unknown as { chrome: Extension }).chrome.runtime.onMessage.addListener(() => {
      (globalThis as unknown as { heard: number }).heard++;
    });
  });
  await markButton(popup).click();
  await expect(strangers(page)).toHaveCount(1);
  expect(await strangers(page).evaluate((host) => getComputedStyle(host).pointerEvents)).toBe('none');
  await app.closePopup();
  await page.bringToFront();
  for (let n = 0; n < 100; n++) await page.mouse.click(20 + (n % 10) * 60, 300 + Math.floor(n / 10) * 25);
  await expect.poll(() => page.title()).not.toBe('');
  expect(Number(await page.title())).toBeGreaterThanOrEqual(100);
  expect(await worker.evaluate(() => (globalThis as unknown as { heard: number }).heard)).toBe(0);
  expect(paid(app)).toEqual([]);
});

test('before its first use nothing tells a page that the extension is there', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const files = ['links.js', 'background.js', 'popup.html', 'options.html', 'manifest.json', 'icon/128.png'];
  const reached = await page.evaluate(
    async ([id, names]) => {
      const answers = names.map(async (name) => {
        const address = `chrome-extension://${id}/${name}`;
        const fetched = await fetch(address).then(
          () => true,
          () => false,
        );
        const image = await new Promise((done) => {
          const element = new Image();
          element.onload = () => done(true);
          element.onerror = () => done(false);
          element.src = address;
        });
        return fetched || image ? name : null;
      });
      return (await Promise.all(answers)).filter(Boolean);
    },
    [app.id, files] as const,
  );
  expect(reached).toEqual([]);
  expect(await page.evaluate(() => Object.keys(globalThis).filter((key) => /backlens|wxt/i.test(key)))).toEqual([]);
  const popup = await linksOf(app, page);
  await expect(rows(popup).first()).toBeVisible();
  expect(await page.evaluate(() => Object.getOwnPropertyNames(globalThis).filter((key) => /backlens|wxt|^links$/i.test(key)))).toEqual([]);
});

test('the list as a file holds what is listed', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const popup = await linksOf(app, page);
  await popup.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => Object.assign(globalThis, { saved: text }));
      return make(blob);
    };
  });
  await popup.getByRole('button', { name: 'CSV' }).click();
  await popup.waitForFunction(() => 'saved' in globalThis);
  const text = await popup.evaluate(() => (globalThis as unknown as { saved: string }).saved);
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(9);
  expect(data[0]).toMatchObject({ anchor: 'The Verge wrote', kind: 'external', site: 'theverge.com', dofollow: 'true', place: 'article' });
});

test('a page that the browser keeps to itself is said to be one', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const popup = await app.openPopup(page);
  // Navigation takes the permission of the press away.
  await page.goto('https://example.com/');
  await expect(popup.getByRole('button', { name: 'Links on this page' })).toHaveCount(0);
});

test('accessible, light and dark', async ({ app }) => {
  const page = await app.context.newPage();
  await page.goto('https://forbes.com/');
  const popup = await linksOf(app, page);
  await markButton(popup).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: popup })
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
    await popup.screenshot({ path: `artifacts/links-${colorScheme}.png` });
  }
});

/** A page that links to this many websites, some of them several times. */
const pageOf = (sites: number, first = 0) =>
  `<!doctype html><body><main>${Array.from({ length: sites }, (_, n) => `<p><a href="https://www.site${n + first}.com/a">A ${n}</a> <a href="https://blog.site${n + first}.com/b" rel="nofollow">B ${n}</a></p>`).join('')}
   <a href="https://localhost/">mine</a><a href="https://shop.forbes.com/">own</a></main></body>`;

const bodies = (app: App) => paid(app).map(({ path, body }) => [path.split('/')[3], (body as { targets: string[] }[])[0]?.targets.length]);

test('60 websites cost one call for ranks and one for spam scores, at the price on the button; looking again is free', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const page = await pageWith(app, 'forbes.com/sixty', pageOf(60));
  const popup = await linksOf(app, page);
  await expect(popup.getByText('60 websites, 0 known, 60 to buy')).toBeVisible();
  expect(paid(app)).toEqual([]);
  await popup.getByRole('button', { name: 'Rank and spam $0.0523' }).click();
  await expect(popup.getByText('60 websites, 60 known')).toBeVisible();
  expect(bodies(app).sort()).toEqual([
    ['bulk_ranks', 60],
    ['bulk_spam_score', 60],
  ]);
  expect(JSON.stringify(app.server.calls)).not.toMatch(/localhost|\/a"|blog\./);
  await expect(rows(popup).first().locator('.site-figures')).toContainText(/\d+ (Low|Medium|High)/);
  await popup.getByRole('button', { name: /^Websites/ }).click();
  await expect(popup.locator('td[data-field="rank"]').first()).toHaveText(/^\d+$/);
  await markButton(popup).click();
  await expect(strangers(page)).toHaveCount(1);
  await page.waitForTimeout(300);
  await page.screenshot({ path: 'artifacts/marks-ranked.png' });
  await popup.screenshot({ path: 'artifacts/links-ranked.png' });
  await app.closePopup();

  const again = await linksOf(app, page);
  await expect(again.getByText('60 websites, 60 known')).toBeVisible();
  await app.closePopup();
  await page.goto('about:blank');
  app.server.pages['forbes.com/more'] = pageOf(60, 10);
  await page.goto('https://forbes.com/more');
  const more = await linksOf(app, page);
  await expect(more.getByText('60 websites, 50 known, 10 to buy')).toBeVisible();
  expect(paid(app)).toHaveLength(2);
  await more.getByRole('button', { name: /^Rank and spam/ }).click();
  await expect(more.getByText('60 websites, 60 known')).toBeVisible();
  expect(
    bodies(app)
      .slice(2)
      .map(([, count]) => count),
  ).toEqual([10, 10]);
});

test('each of the two calls fails for itself, says so, and is asked again only knowingly', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const page = await pageWith(app, 'forbes.com/few', pageOf(3));
  app.server.faults.push({ path: '/bulk_spam_score/', status: 502, body: '<h1>Bad Gateway</h1>', contentType: 'text/html' });
  const popup = await linksOf(app, page);
  await popup.getByRole('button', { name: /^Rank and spam/ }).click();
  await expect(popup.locator('[data-failure="server-trouble"]')).toContainText('may have cost');
  await expect(rows(popup).first().locator('.site-figures')).toContainText(/\d/);
  expect(paid(app)).toHaveLength(2);
  await popup.getByRole('button', { name: /^Ask again \$0\.024/ }).click();
  await expect(popup.getByText('3 websites, 3 known')).toBeVisible();
  expect(
    bodies(app)
      .map(([name]) => name)
      .sort(),
  ).toEqual(['bulk_ranks', 'bulk_spam_score', 'bulk_spam_score']);
});

test('what costs more than the person set wants a second press, and hosts on the never-send list are not asked about', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask', confirmAboveUsd: 0.01, neverSend: ['site1.com'] });
  const page = await pageWith(app, 'forbes.com/few', pageOf(3));
  const popup = await linksOf(app, page);
  await expect(popup.getByText('2 websites, 0 known, 2 to buy')).toBeVisible();
  await popup.getByRole('button', { name: /^Rank and spam/ }).click();
  expect(paid(app)).toEqual([]);
  await popup.getByRole('button', { name: 'Buy 2 calls $0.0481' }).click();
  await expect(popup.getByText('2 websites, 2 known')).toBeVisible();
  expect(JSON.stringify(app.server.calls)).not.toContain('site1.com');
});

test('on a page of search results every result’s own site is ranked, whatever address it goes through', async ({ app }) => {
  await connect(app);
  await set(app, { whenToFetch: 'ask' });
  const through = [
    (to: string) => `https://duckduckgo.com/l/?uddg=${encodeURIComponent(to)}&rut=1`,
    (to: string) => `https://www.google.com/url?sa=t&url=${encodeURIComponent(to)}`,
    (to: string) => `https://www.bing.com/ck/a?p=1&u=a1${Buffer.from(to).toString('base64url')}`,
    (to: string) => to,
  ];
  const results = through.map(
    (via, n) => `<article><h3><a href="${via(`https://www.result${n}.com/page`)}">Result ${n}</a></h3></article>`,
  );
  const page = await pageWith(app, 'forbes.com/search', `<!doctype html><body><main>${results.join('')}</main></body>`);
  const popup = await linksOf(app, page);
  await popup.getByRole('button', { name: /^Rank and spam/ }).click();
  await expect(popup.getByText('4 websites, 4 known')).toBeVisible();
  const [task] = (paid(app)[0]?.body ?? []) as { targets: string[] }[];
  expect(task?.targets).toEqual(['result0.com', 'result1.com', 'result2.com', 'result3.com']);
  for (const row of await rows(popup).all()) await expect(row.locator('.site-figures')).toContainText(/\d/);
});
