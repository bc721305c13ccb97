import { expect, firefoxTest } from './fixtures.ts';

firefoxTest(
  'Firefox: the links of a page from the popup, closed shadow trees too, marked and taken away without a trace',
  async ({ firefox }) => {
    firefox.server.pages['forbes.com/trees'] = `<!doctype html><body><img name="querySelector"><nav><a href="/a">Own</a></nav>
    <a rel="ugc" href="https://example.org/">Plain</a><closed-tree></closed-tree><script>
      customElements.define('closed-tree', class extends HTMLElement {
        constructor() {
          super();
          const link = document.createElement('a');
          link.href = 'https://example.org/closed';
          link.textContent = 'In a closed tree';
          this.attachShadow({ mode: 'closed' }).append(link);
        }
      });
    </script></body>`;
    const page = await firefox.browser.newPage();
    await page.goto('https://forbes.com/trees');
    const domOf = () => page.evaluate(() => document.documentElement.outerHTML);
    const before = await domOf();

    await firefox.openPopup(page);
    await firefox.popup.wait(() => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Links on this page'));
      button?.click();
      return button !== undefined;
    });
    const rows: string[] | null = await firefox.popup.wait(() => {
      const texts = [...document.querySelectorAll<HTMLElement>('.link-row')].map(({ textContent }) => textContent);
      return texts.length > 0 ? texts : null;
    });
    expect(rows).toHaveLength(2);
    expect(rows?.[0]).toMatch(/Plain.*ugc/);
    expect(rows?.[1]).toMatch(/In a closed tree/);
    expect(await domOf()).toBe(before);

    await firefox.popup.evaluate(() => document.querySelector<HTMLButtonElement>('.links-foot button')?.click());
    await expect.poll(async () => (await domOf()) === before).toBe(false);
    await firefox.popup.wait(() => document.querySelector('.legend') !== null);
    await firefox.popup.evaluate(() => document.querySelector<HTMLButtonElement>('.links-foot button')?.click());
    await expect.poll(domOf).toBe(before);
    expect(firefox.server.calls).toEqual([]);
  },
);
