import { cleanup, createEvent, fireEvent, render, screen, within } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ColumnsButton } from '../../components/grid/ColumnsButton.tsx';
import { statusWords } from '../../components/grid/CompositeCell.tsx';
import { gridColumns } from '../../components/grid/columns.ts';
import { DensitySwitch } from '../../components/grid/DensitySwitch.tsx';
import { DetailPanel } from '../../components/grid/DetailPanel.tsx';
import { Grid } from '../../components/grid/Grid.tsx';
import { nothing, type Selection } from '../../components/grid/selection.ts';
import { windowAt } from '../../components/grid/virtual.ts';
import { columnsOf, type Row } from '../../lib/columns.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { initialLayout, type Layout } from '../../lib/layout.ts';
import { type LocalFilter, localView, noFilter, type SortBy } from '../../lib/local-view.ts';
import { reportOf } from '../../lib/reports/index.ts';

afterEach(cleanup);

const backlinks = endpointOf('backlinks');
const report = reportOf('backlinks');

const link = (n: number, more: Row = {}): Row => ({
  ...{ url_from: `https://site-${n}.example/page`, page_from_title: `Title ${n}`, domain_from: `site-${n}.example` },
  ...{ domain_from_country: 'DE', page_from_language: 'de', anchor: `anchor ${n}`, text_pre: 'before ', text_post: ' after' },
  ...{ item_type: 'anchor', semantic_location: 'article', url_to: `https://target.example/path/${n}`, url_to_status_code: 200 },
  ...{ is_broken: false, domain_from_rank: n, page_from_rank: 10 * n, rank: 5, backlink_spam_score: n % 100, dofollow: true, ...more },
});
const links = (count: number): Row[] => Array.from({ length: count }, (_, n) => link(n));

type Options = {
  rows?: Row[];
  plain?: boolean;
  renderExpanded?: (row: Row) => ComponentChildren;
  onDetail?: (row: Row) => void;
  before?: Partial<{ sort: SortBy[]; filter: LocalFilter }>;
};

/** The grid as a page holds it; what it tells is kept where tests can see it. */
function show({ rows = links(50), plain = false, renderExpanded, onDetail, before = {} }: Options = {}) {
  const now = { sort: [] as readonly SortBy[], selection: nothing as Selection, layout: null as Layout | null };
  const tell = { rows: (_: Row[]) => {}, filter: (_: LocalFilter) => {} };
  const fields = columnsOf(backlinks, { rows, head: {} });
  const columns = gridColumns(plain ? fields.slice(0, 6) : fields, plain ? null : (report?.columns ?? null));
  function Page() {
    const [all, setRows] = useState(rows);
    const [view, setView] = useState(() => localView(fields, rows, 'url_from'));
    const [layout, onLayout] = useState(() => initialLayout(columns));
    const [sort, onSort] = useState<readonly SortBy[]>(before.sort ?? []);
    const [filter, setFilter] = useState(before.filter ?? noFilter);
    const [selection, onSelection] = useState(nothing);
    Object.assign(now, { sort, selection, layout });
    tell.filter = setFilter;
    tell.rows = (more) => {
      setRows([...all, ...more]);
      setView(localView(fields, [...all, ...more], 'url_from'));
    };
    return (
      <>
        <ColumnsButton {...{ columns, layout, onLayout }} />
        <DensitySwitch {...{ layout, onLayout }} />
        <Grid
          caption="Backlinks"
          {...{ view, columns, layout, onLayout, sort, onSort, filter, selection, onSelection, renderExpanded, onDetail }}
        />
      </>
    );
  }
  render(<Page />);
  return { now, tell };
}

const grid = () => screen.getByRole('grid');
const heading = (field: string) => document.querySelector(`th[data-field="${field}"]`) as HTMLElement;
const headings = () => [...document.querySelectorAll<HTMLElement>('th[data-field]')].map(({ dataset }) => dataset.field);
const titles = () => [...document.querySelectorAll('td.first .over')].map(({ textContent }) => textContent);
const rowAt = (place: number) => document.querySelector(`tr[data-place="${place}"]`) as HTMLElement;
const active = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '');
const key = async (name: string, more: object = {}, target: Element = grid()) => {
  fireEvent.keyDown(target, { key: name, ...more });
  await settled();
};
const enter = async () => {
  grid().focus();
  await settled();
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const click = async (target: Element, more: object = {}) => {
  fireEvent.click(target, more);
  await settled();
};
const selected = (selection: Selection) => [...selection].map((each) => Number(/\d+/.exec(each)?.[0])).sort((a, b) => a - b);

describe('the table', () => {
  it('says how large it is and where each cell stands, and draws only what is in sight', () => {
    show({ rows: links(5000) });
    expect(grid().getAttribute('aria-rowcount')).toBe('5001');
    expect(Number(grid().getAttribute('aria-colcount'))).toBe(headings().length + 1);
    expect(grid().getAttribute('aria-multiselectable')).toBe('true');
    const drawn = document.querySelectorAll('tr[data-place]');
    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.length).toBeLessThan(60);
    expect(rowAt(3).getAttribute('aria-rowindex')).toBe('5');
    expect([...rowAt(3).children].map((cell) => cell.getAttribute('aria-colindex')).slice(0, 3)).toEqual(['1', '2', '3']);
    expect(rowAt(3).getAttribute('aria-selected')).toBe('false');
    for (const each of document.querySelectorAll('th')) expect(each.getAttribute('scope')).toBe('col');
    expect(grid().querySelector('tbody')?.style.height).toBe(`${5000 * 50}px`);
  });

  it('shows the fields of a report under their paths', () => {
    show({ plain: true });
    expect(headings()).toEqual(['url_from', 'page_from_title', 'domain_from', 'anchor', 'text_pre', 'text_post']);
    expect(rowAt(2).querySelector('td.first a')?.getAttribute('href')).toMatch(/^https:\/\/site-2\.example\/page/);
  });

  it('has nothing to select where nothing hears of it', () => {
    const fields = columnsOf(backlinks, { rows: [], head: {} });
    const columns = gridColumns(fields, report?.columns ?? null);
    const layout = initialLayout(columns);
    const still = { onLayout: () => {}, onSort: () => {}, sort: [], filter: noFilter, selection: nothing };
    render(<Grid caption="Empty" view={localView(fields, links(2))} {...{ columns, layout, ...still }} />);
    expect(document.querySelectorAll('input')).toHaveLength(0);
    expect(rowAt(0).hasAttribute('aria-selected')).toBe(false);
  });
});

describe('cells of several fields', () => {
  const cells = (row: Row) => {
    show({ rows: [row] });
    const [, first, ...rest] = [...rowAt(0).children];
    return [first, ...rest] as HTMLElement[];
  };

  it('name the page over its host, country and language', () => {
    const [page] = cells(link(1));
    expect(page?.querySelector('.over')?.textContent).toBe('Title 1');
    expect(page?.querySelector('.under')?.textContent).toBe('site-1.example · DE, de');
    expect(page?.querySelector('a')?.rel).toBe('noopener noreferrer nofollow');
  });

  it('mark the anchor in its context, with what it is below', () => {
    const [, anchor] = cells(link(1));
    expect(anchor?.querySelector('.over')?.textContent).toBe('before  anchor 1  after');
    expect(anchor?.querySelector('mark')?.textContent).toBe('anchor 1');
    expect(anchor?.querySelector('.under')?.textContent).toBe('anchor, article');
  });

  it.each([
    [{ anchor: '', alt: 'As seen in', item_type: 'image' }, 'no text, alt “As seen in”'],
    [{ anchor: null, alt: null, item_type: 'redirect' }, 'no text'],
  ])('say that there is no anchor', (more, said) => {
    const [, anchor] = cells(link(1, more));
    expect(anchor?.querySelector('mark')?.textContent).toBe(said);
  });

  it('show the path of the linked page, what it answers and where it leads', () => {
    const [, , target] = cells(link(1, { url_to_status_code: 301, url_to_redirect_target: 'https://target.example/new' }));
    expect(target?.querySelector('.over')?.textContent).toBe('/path/1');
    expect(target?.querySelector('.under')?.textContent).toBe('301 redirect → target.example/new');
    expect(target?.querySelector('.broken')).toBeNull();
  });

  it('call a broken link broken', () => {
    const [, , target] = cells(link(1, { url_to_status_code: 404, is_broken: true }));
    expect(target?.querySelector('.broken .under')?.textContent).toBe('404 not found, broken');
  });

  it('put ranks in one cell, each named in its title', () => {
    const [, , , ranks] = cells(link(9));
    expect(ranks?.textContent).toBe('9 / 90 / 5');
    expect(ranks?.firstElementChild?.getAttribute('title')).toBe('Domain rank 9, Page rank 90, Rank of link 5');
  });

  it('make no link of an address that is none, and show what is not seen', () => {
    const [page, anchor] = cells(link(1, { url_from: 'javascript:alert(1)', page_from_title: 'a\u202eb', anchor: '<img src=x>' }));
    expect(page?.querySelector('a')).toBeNull();
    expect(page?.querySelector('.over')?.textContent).toBe('a[U+202E]b');
    expect(anchor?.querySelector('mark')?.textContent).toBe('<img src=x>');
    expect(document.querySelector('td img')).toBeNull();
  });

  it.each([
    [200, '200 OK'],
    [204, '204'],
    [308, '308 redirect'],
    [418, '418 error'],
    [599, '599 server error'],
    [null, 'not checked'],
  ])('word the status %s', (status, words) => {
    expect(statusWords(status)).toBe(words);
  });
});

describe('sorting', () => {
  const button = (field: string) => within(heading(field)).getByRole('button');

  it('goes down, up and back to the order of the API', async () => {
    const { now } = show();
    await click(button('cell:ranks'));
    expect(now.sort).toEqual([{ path: 'domain_from_rank', direction: 'desc' }]);
    expect(heading('cell:ranks').getAttribute('aria-sort')).toBe('descending');
    expect(titles()[0]).toBe('Title 49');
    await click(button('cell:ranks'));
    expect(heading('cell:ranks').getAttribute('aria-sort')).toBe('ascending');
    await click(button('cell:ranks'));
    expect(now.sort).toEqual([]);
    expect(heading('cell:ranks').hasAttribute('aria-sort')).toBe(false);
  });

  it('takes more columns with Shift, and says their order', async () => {
    const { now } = show();
    await click(button('dofollow'));
    await click(button('cell:ranks'), { shiftKey: true });
    await click(button('cell:ranks'), { shiftKey: true });
    expect(now.sort).toEqual([
      { path: 'dofollow', direction: 'desc' },
      { path: 'domain_from_rank', direction: 'asc' },
    ]);
    expect(heading('dofollow').getAttribute('aria-sort')).toBe('descending');
    expect(heading('cell:ranks').hasAttribute('aria-sort')).toBe(false);
    expect(heading('cell:ranks').textContent).toContain('then sorted up');
    await click(button('cell:ranks'), { shiftKey: true });
    expect(now.sort).toEqual([{ path: 'dofollow', direction: 'desc' }]);
    await click(button('cell:anchor'));
    expect(now.sort).toEqual([{ path: 'anchor', direction: 'asc' }]);
  });
});

describe('columns', () => {
  const button = (field: string) => within(heading(field)).getByRole('button');

  it('become wider by Alt and arrows, and by their edge', async () => {
    const { now } = show();
    await key('ArrowRight', { altKey: true }, button('cell:anchor'));
    await key('ArrowRight', { altKey: true }, button('cell:anchor'));
    await key('ArrowLeft', { altKey: true }, button('cell:anchor'));
    expect(now.layout?.widths).toEqual({ 'cell:anchor': 236 });
    const grip = heading('cell:target').querySelector('.grip') as HTMLElement;
    fireEvent.pointerDown(grip, { clientX: 100, button: 0, pointerId: 1 });
    fireEvent.pointerMove(window, { clientX: 150, pointerId: 1 });
    await settled();
    expect(document.querySelector<HTMLElement>('.grid-box')?.style.getPropertyValue('--tracks')).toContain('250px');
    expect(now.layout?.widths).not.toHaveProperty('cell:target');
    fireEvent.pointerUp(window, { clientX: 160, pointerId: 1 });
    await settled();
    expect(now.layout?.widths).toEqual({ 'cell:anchor': 236, 'cell:target': 260 });
  });

  it('change places by Alt, Shift and arrows', async () => {
    show();
    await key('ArrowLeft', { altKey: true, shiftKey: true }, button('cell:anchor'));
    expect(headings().slice(0, 3)).toEqual(['cell:anchor', 'cell:source', 'cell:target']);
    expect(rowAt(0).querySelector('td.first mark')?.textContent).toBe('anchor 0');
  });

  it('are walked by arrows from one stop of the Tab key, and left downwards', async () => {
    show();
    const stops = () => [...document.querySelectorAll<HTMLElement>('th > button')].filter(({ tabIndex }) => tabIndex === 0);
    expect(stops()).toEqual([button('cell:source')]);
    button('cell:source').focus();
    await key('ArrowRight', {}, button('cell:source'));
    expect(document.activeElement).toBe(button('cell:anchor'));
    expect(stops()).toEqual([button('cell:anchor')]);
    await key('ArrowDown', {}, button('cell:anchor'));
    expect(document.activeElement).toBe(grid());
  });

  it('are chosen from a list that can be searched, and reset', async () => {
    show();
    const chooser = document.querySelector('[popover]') as HTMLElement;
    const open = createEvent('toggle', chooser, {}, { EventType: 'Event' });
    Object.assign(open, { newState: 'open' });
    fireEvent(chooser, open);
    await settled();
    const search = within(chooser).getByLabelText('Find a column');
    expect(document.activeElement).toBe(search);
    fireEvent.input(search, { target: { value: 'Seen before' } });
    await settled();
    const boxes = within(chooser).getAllByRole('checkbox');
    expect(boxes).toHaveLength(1);
    await click(boxes[0] as HTMLElement);
    expect(headings()).toContain('prev_seen');
    fireEvent.input(search, { target: { value: 'dofollow' } });
    await settled();
    await click(within(chooser).getByRole('checkbox'));
    expect(headings()).not.toContain('dofollow');
    expect(Number(grid().getAttribute('aria-colcount'))).toBe(headings().length + 1);
    await click(within(chooser).getByRole('button', { name: 'Reset columns' }));
    expect(headings()).toContain('dofollow');
    expect(headings()).not.toContain('prev_seen');
  });

  it('stand in lower rows where they are wanted', async () => {
    show();
    expect(document.querySelector('tbody')?.style.height).toBe('2500px');
    await click(screen.getByRole('button', { name: /Compact/ }));
    expect(document.querySelector('tbody')?.style.height).toBe('1600px');
    expect(screen.getByRole('button', { name: /Compact/ }).getAttribute('aria-pressed')).toBe('true');
  });

  it('are drawn where they are in sight: the first one, those in the box, and two beside', () => {
    const widths = [200, ...Array.from({ length: 20 }, () => 100)];
    expect(windowAt(widths, 36, 0, 836)).toEqual({ from: 1, to: 9 });
    expect(windowAt(widths, 36, 500, 836)).toEqual({ from: 4, to: 14 });
    expect(windowAt(widths, 36, 99_999, 836)).toEqual({ from: 1, to: 3 });
    expect(windowAt(widths, 36, 0, 0)).toEqual({ from: 1, to: 21 });
    expect(windowAt([200], 36, 0, 836)).toEqual({ from: 1, to: 1 });
  });
});

describe('the keyboard', () => {
  it('is on a row as soon as it comes, and walks by letters, arrows and pages', async () => {
    show();
    await enter();
    expect(active()).toBe(rowAt(0));
    await key('j');
    await key('ArrowDown');
    expect(active()).toBe(rowAt(2));
    await key('k');
    expect(active()).toBe(rowAt(1));
    await key('End');
    expect(active()).toBe(rowAt(49));
    await key('ArrowDown');
    expect(active()).toBe(rowAt(49));
    await key('Home');
    expect(active()).toBe(rowAt(0));
    expect(document.activeElement).toBe(grid());
  });

  it('goes into cells sideways', async () => {
    show();
    await enter();
    await key('ArrowRight');
    await key('ArrowRight');
    expect(active()?.closest('tr')).toBe(rowAt(0));
    expect(active()?.querySelector('mark')?.textContent).toBe('anchor 0');
    await key('ArrowLeft');
    await key('ArrowLeft');
    expect(active()).toBe(rowAt(0));
  });

  it('unfolds with Enter, opens with o, asks for every field with d', async () => {
    const onDetail = vi.fn();
    show({ onDetail, renderExpanded: ({ page_from_title }) => <p>Behind {String(page_from_title)}</p> });
    await enter();
    await key('j');
    await key('Enter');
    expect(screen.getByText('Behind Title 1')).toBeTruthy();
    expect(rowAt(1).querySelector('[data-act="expand"]')?.getAttribute('aria-expanded')).toBe('true');
    await key('Enter');
    expect(screen.queryByText('Behind Title 1')).toBeNull();
    const opened = vi.fn((event: Event) => event.preventDefault());
    rowAt(1).querySelector('a')?.addEventListener('click', opened);
    await key('o');
    expect(opened).toHaveBeenCalledOnce();
    await key('d');
    expect(onDetail).toHaveBeenCalledWith(expect.objectContaining({ page_from_title: 'Title 1' }));
  });

  it('asks for every field with Enter where nothing unfolds', async () => {
    const onDetail = vi.fn();
    show({ onDetail });
    await enter();
    await key('Enter');
    expect(onDetail).toHaveBeenCalledOnce();
  });

  it('leaves keys to fields and links', async () => {
    const { now } = show({ renderExpanded: () => <input aria-label="note" /> });
    await enter();
    await key('Enter');
    await key('x', {}, screen.getByLabelText('note'));
    await key(' ', {}, rowAt(0).querySelector('a') as Element);
    expect(now.selection.size).toBe(0);
    await key('j', {}, rowAt(0).querySelector('a') as Element);
    expect(active()).toBe(rowAt(1));
  });

  it('stays on its row while others come and while the order changes', async () => {
    const { tell } = show({ rows: links(3) });
    await enter();
    await key('j');
    tell.rows(links(20).slice(3));
    await settled();
    expect(active()?.textContent).toContain('Title 1');
    await click(within(heading('cell:ranks')).getByRole('button'));
    expect(active()?.textContent).toContain('Title 1');
    expect(active()).toBe(rowAt(18));
  });

  it('never loses the focus: when the row it is in goes, the table has it', async () => {
    const { tell } = show();
    rowAt(5).querySelector('a')?.focus();
    await settled();
    expect(active()).toBe(rowAt(5));
    tell.filter({ text: 'Title 7', columns: [] });
    await settled();
    expect(document.activeElement).toBe(grid());
    await key('j');
    expect(active()?.textContent).toContain('Title 7');
  });
});

describe('the selection', () => {
  const box = (place: number) => within(rowAt(place)).getByRole('checkbox');

  it('takes rows by x, Space and their boxes', async () => {
    const { now } = show();
    await enter();
    await key('x');
    await key('j');
    await key(' ');
    await click(box(4));
    expect(selected(now.selection)).toEqual([0, 1, 4]);
    expect(rowAt(4).getAttribute('aria-selected')).toBe('true');
    await key('x');
    expect(selected(now.selection)).toEqual([0, 1]);
    await key('Escape');
    expect(now.selection.size).toBe(0);
  });

  it('takes ranges with Shift, by pointer and by keys', async () => {
    const { now } = show();
    await click(box(2));
    await click(rowAt(5), { shiftKey: true });
    expect(selected(now.selection)).toEqual([2, 3, 4, 5]);
    await click(rowAt(9), { ctrlKey: true });
    await key('ArrowDown', { shiftKey: true });
    expect(selected(now.selection)).toEqual([2, 3, 4, 5, 9, 10]);
  });

  it('stays with its rows while they are sorted and filtered away', async () => {
    const { now, tell } = show();
    await click(box(3));
    await click(within(heading('cell:ranks')).getByRole('button'));
    expect(rowAt(46).getAttribute('aria-selected')).toBe('true');
    tell.filter({ text: 'Title 4', columns: [] });
    await settled();
    expect(selected(now.selection)).toEqual([3]);
  });

  it('takes every row that passes the filter, and lets them go again', async () => {
    const { now } = show({ before: { filter: { text: 'Title 4', columns: [] } } });
    await enter();
    await key('a', { ctrlKey: true });
    expect(selected(now.selection)).toEqual([4, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49]);
    const all = screen.getByLabelText(/Select every row/) as HTMLInputElement;
    expect(all.checked).toBe(true);
    await click(box(0));
    expect(all.indeterminate).toBe(true);
    await click(all);
    await click(all);
    expect(now.selection.size).toBe(0);
  });
});

describe('copying', () => {
  const copied = () => {
    const event = createEvent('copy', grid(), { bubbles: true, cancelable: true }, { EventType: 'Event' });
    const setData = vi.fn();
    Object.assign(event, { clipboardData: { setData } });
    fireEvent(grid(), event);
    return setData.mock.calls[0]?.[1] as string | undefined;
  };

  it('takes a cell, a row, or the selected rows under their paths, and never a formula', async () => {
    show({ rows: [link(0, { anchor: '=HYPERLINK("x")' }), link(1), link(2)] });
    expect(copied()).toBeUndefined();
    await enter();
    expect(copied()?.split('\t').slice(0, 2)).toEqual(['https://site-0.example/page', 'Title 0']);
    expect(copied()).not.toContain('url_from');
    await key('ArrowRight');
    expect(copied()).toBe('https://site-0.example/page');
    await key('ArrowRight');
    expect(copied()).toBe(`"'=HYPERLINK(""x"")"`);
    await key('ArrowLeft');
    await key('ArrowLeft');
    await key('x');
    await key('j');
    await key('x');
    const lines = copied()?.trimEnd().split('\n') ?? [];
    expect(lines).toHaveLength(3);
    expect(lines[0]?.startsWith('url_from\tpage_from_title\tdomain_from')).toBe(true);
    expect(lines[2]).toContain('Title 1');
  });
});

describe('every field of a row', () => {
  const fields = columnsOf(backlinks, { rows: [], head: {} });
  const long = `https://site.example/${'path/'.repeat(60)}end`;

  function Page({ onCopy }: { onCopy?: (text: string) => void }) {
    const [isOpen, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Open
        </button>
        {isOpen && (
          <DetailPanel
            title="Link"
            row={link(1, {
              url_from: long,
              attributes: ['ugc', 'nofollow'],
              indirect_link_path: [{ type: 'redirect', status_code: 301, url: 'https://x.example/' }],
            })}
            columns={fields}
            onClose={() => setOpen(false)}
            onCopy={onCopy}
          />
        )}
      </>
    );
  }

  it('is there, whole, with its help, grouped', async () => {
    render(<Page />);
    await click(screen.getByText('Open'));
    const panel = screen.getByRole('complementary', { name: 'Link' });
    expect(panel.querySelectorAll('[data-field]')).toHaveLength(fields.length);
    expect(panel.querySelector('[data-field="url_from"] dd')?.textContent).toBe(long);
    expect(panel.textContent).toContain('The page that links');
    expect([...panel.querySelectorAll('h3')].map(({ textContent }) => textContent)).toContain('Keywords of source page');
    expect(panel.querySelector('[data-field="indirect_link_path"]')?.textContent).toContain('301');
    expect(panel.querySelector('[data-field="attributes"] dd')?.textContent).toBe('ugc, nofollow');
  });

  it('takes the focus, and gives it back on Esc', async () => {
    render(<Page />);
    const button = screen.getByText('Open');
    button.focus();
    await click(button);
    expect(document.activeElement).toBe(screen.getByRole('complementary'));
    await key('Escape', {}, screen.getByRole('complementary'));
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it('can be copied, and says so, or that it could not', async () => {
    const onCopy = vi.fn();
    render(<Page onCopy={onCopy} />);
    await click(screen.getByText('Open'));
    await click(screen.getByRole('button', { name: 'Copy Source page' }));
    expect(onCopy).toHaveBeenCalledWith(long);
    expect(screen.getByRole('status').textContent).toBe('Source page copied');
    onCopy.mockRejectedValueOnce(new Error('no'));
    await click(screen.getByRole('button', { name: 'Copy Anchor' }));
    expect(screen.getByRole('status').textContent).toMatch(/did not allow/);
  });
});
