import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FilterEditor } from '../../components/request/FilterEditor.tsx';
import { PresetBar } from '../../components/request/PresetBar.tsx';
import { RequestChips } from '../../components/request/RequestChips.tsx';
import { SortEditor } from '../../components/request/SortEditor.tsx';
import { TargetBar } from '../../components/request/TargetBar.tsx';
import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { filterOf, treeOf } from '../../lib/filter-form.ts';
import { filterableOf } from '../../lib/filterable.ts';
import type { Filter } from '../../lib/filters.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { withReport } from '../../lib/reports/presets.ts';
import type { TargetReading } from '../../lib/target.ts';

afterEach(cleanup);

const backlinks = endpointOf('backlinks');
const fields = filterableOf(backlinks, null);

/** Presses a button as the keyboard does: it has the focus and gets Enter, which a browser makes a click. */
function press(name: string | RegExp, inside: HTMLElement = document.body, at = 0) {
  const button = within(inside).getAllByRole('button', { name })[at] as HTMLElement;
  button.focus();
  expect(document.activeElement).toBe(button);
  fireEvent.keyDown(button, { key: 'Enter' });
  fireEvent.click(button);
}

const focused = () => document.activeElement as HTMLInputElement;

/** Types into what has the focus and settles it with Enter. */
function type(text: string) {
  fireEvent.input(focused(), { target: { value: text } });
  fireEvent.keyDown(focused(), { key: 'Enter' });
}

function choose(label: string, value: string) {
  const control = screen.getByLabelText(label) as HTMLSelectElement;
  control.focus();
  fireEvent.change(control, { target: { value } });
}

function fill(label: string, value: string) {
  const control = screen.getByLabelText(label);
  control.focus();
  fireEvent.input(control, { target: { value } });
}

/** An editor with the state a page keeps for it. */
function edit(filter: Filter | null, options: { fields?: typeof fields; isStrict?: boolean } = {}) {
  const among = options.fields ?? fields;
  let tree = treeOf(filter);
  function Host() {
    const [value, setValue] = useState(tree);
    tree = value;
    return <FilterEditor label="Filters" fields={among} value={value} onChange={setValue} isStrict={options.isStrict} />;
  }
  render(<Host />);
  return () => filterOf(tree, among);
}

const many = (count: number): Filter =>
  Array.from({ length: count }, () => ['rank', '>', 80]).flatMap((each, at) => (at ? ['and', each] : [each])) as Filter;

describe('the editor of a filter', () => {
  it('builds conditions and a group by keyboard alone', () => {
    const filter = edit(null);
    expect(filter()).toBeNull();

    press('Condition');
    expect(focused().getAttribute('aria-label')).toBe('Field of condition 1');
    type('dofollow');
    expect(filter()).toEqual(['dofollow', '=', true]);

    press('Group');
    expect(focused().getAttribute('aria-label')).toBe('Field of condition 2');
    type('rank of link');
    choose('Operator of condition 2', '>');
    fill('Value of condition 2', '80');

    const group = screen.getByRole('group', { name: 'Group of conditions' });
    press('Condition', group);
    expect(focused().getAttribute('aria-label')).toBe('Field of condition 3');
    type('anchor');
    fill('Value of condition 3', 'x');

    expect(filter()).toEqual([['dofollow', '=', true], 'and', [['rank', '>', 80], 'or', ['anchor', 'like', '%x%']]]);
    expect(screen.getByText('3 of 8 conditions')).toBeTruthy();
  });

  it('changes the word of a group once for all of it', () => {
    const filter = edit(many(3));
    expect(screen.getAllByLabelText('Joined by')).toHaveLength(1);
    choose('Joined by', 'or');
    expect(filter()).toEqual([['rank', '>', 80], 'or', ['rank', '>', 80], 'or', ['rank', '>', 80]]);
  });

  it('leaves words that differ to be changed one by one', () => {
    const filter = edit([['rank', '>', 1], 'and', ['rank', '>', 2], 'or', ['rank', '>', 3]]);
    const words = screen.getAllByLabelText('Joined by');
    expect(words.map((word) => (word as HTMLSelectElement).value)).toEqual(['and', 'or']);
    fireEvent.change(words[0] as HTMLElement, { target: { value: 'or' } });
    expect(filter()).toEqual([['rank', '>', 1], 'or', ['rank', '>', 2], 'or', ['rank', '>', 3]]);
  });

  it('removes conditions and the group they leave empty, and keeps the focus near', () => {
    const filter = edit([['dofollow', '=', true], 'and', [['rank', '>', 80], 'or', ['anchor', 'like', '%x%']]]);
    press('Remove condition 2');
    expect(focused().getAttribute('aria-label')).toBe('Field of condition 2');
    expect(filter()).toEqual([['dofollow', '=', true], 'and', ['anchor', 'like', '%x%']]);
    press('Remove condition 2');
    expect(screen.queryByRole('group', { name: 'Group of conditions' })).toBeNull();
    expect(filter()).toEqual(['dofollow', '=', true]);
    press('Remove condition 1');
    expect(filter()).toBeNull();
    expect(focused().textContent).toContain('Condition');
  });

  it('takes eight conditions and no ninth', () => {
    edit(many(7));
    expect(screen.getByText('7 of 8 conditions')).toBeTruthy();
    press('Condition');
    expect(screen.getByText('8 of 8 conditions')).toBeTruthy();
    for (const name of ['Condition', 'Group']) expect((screen.getByRole('button', { name }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('shows a filter of more with what is wrong', () => {
    edit(many(9));
    expect(screen.getByText('9 of 8 conditions')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toBe('The API takes at most 8 conditions; this has 9.');
  });

  it('says what is wrong with a condition once it was left, at its control', () => {
    edit(null);
    press('Condition');
    expect(screen.queryByText('Choose a field.')).toBeNull();
    type('rank of link');
    fill('Value of condition 1', 'high');
    expect(screen.queryByText(/is not a number/)).toBeNull();
    const elsewhere = screen.getByRole('button', { name: 'Group' });
    // The library would fire this event under a name that no browser uses.
    fireEvent(screen.getByLabelText('Value of condition 1'), new FocusEvent('focusout', { bubbles: true, relatedTarget: elsewhere }));

    const value = screen.getByLabelText('Value of condition 1');
    const fault = screen.getByText('“high” is not a number.');
    expect(value.getAttribute('aria-invalid')).toBe('true');
    expect(value.getAttribute('aria-describedby')).toBe(fault.id);
    fill('Value of condition 1', '80');
    expect(screen.queryByText(/is not a number/)).toBeNull();
  });

  it('says it at once where a run was tried', () => {
    edit(null, { isStrict: true });
    press('Condition');
    const field = screen.getByLabelText('Field of condition 1');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.getAttribute('aria-describedby')).toBe(screen.getByText('Choose a field.').id);
    type('colour');
    expect(screen.getByText('This report cannot be filtered by “colour”.')).toBeTruthy();
  });

  it('has a control for each type of value', () => {
    const filter = edit([
      ['is_new', '=', true],
      'and',
      ['first_seen', '>', '2026-01-31 00:00:00 +00:00'],
      'and',
      ['last_seen', '>', '2026-01-31 08:00:00 +00:00'],
      'and',
      ['rank', 'in', [1, 2]],
    ]);
    choose('Value of condition 1', 'false');
    const day = screen.getByLabelText('Value of condition 2') as HTMLInputElement;
    expect([day.type, day.value]).toEqual(['date', '2026-01-31']);
    fill('Value of condition 2', '2026-02-01');
    expect((screen.getByLabelText('Value of condition 3') as HTMLInputElement).value).toBe('2026-01-31 08:00:00 +00:00');
    fill('Value of condition 4', '3\n4');
    expect(filter()).toEqual([
      ['is_new', '=', false],
      'and',
      ['first_seen', '>', '2026-02-01 00:00:00 +00:00'],
      'and',
      ['last_seen', '>', '2026-01-31 08:00:00 +00:00'],
      'and',
      ['rank', 'in', [3, 4]],
    ]);
  });

  it('keeps the marks of a pattern that stays a pattern', () => {
    const filter = edit(['anchor', 'like', '%lamp%']);
    expect((screen.getByLabelText('Value of condition 1') as HTMLInputElement).value).toBe('lamp');
    choose('Operator of condition 1', 'like');
    expect((screen.getByLabelText('Value of condition 1') as HTMLInputElement).value).toBe('%lamp%');
    fill('Value of condition 1', '%la%mp%');
    expect(filter()).toEqual(['anchor', 'like', '%la%mp%']);
  });

  it('asks for the key of a distribution', () => {
    const filter = edit(null, { fields: filterableOf(endpointOf('anchors'), null) });
    press('Condition');
    type('TLDs');
    fill('Value of condition 1', '5');
    fill('Which tld', 'co.uk');
    expect(filter()).toEqual(['referring_links_tld.co.uk', '>=', 5]);
    // Leaving the field as it is keeps the key.
    fill('Field of condition 1', 'TLDs, one tld');
    fireEvent.blur(screen.getByLabelText('Field of condition 1'));
    expect(filter()).toEqual(['referring_links_tld.co.uk', '>=', 5]);
  });

  it('never lets Enter submit the form around it', () => {
    const submit = vi.fn((event: Event) => event.preventDefault());
    render(
      <form onSubmit={submit}>
        <FilterEditor label="Filters" fields={fields} value={treeOf(['rank', '>', 80])} onChange={() => {}} />
      </form>,
    );
    for (const label of ['Field of condition 1', 'Operator of condition 1', 'Value of condition 1'])
      expect(fireEvent.keyDown(screen.getByLabelText(label), { key: 'Enter' })).toBe(false);
    // The form's own shortcut still works.
    expect(fireEvent.keyDown(screen.getByLabelText('Value of condition 1'), { key: 'Enter', ctrlKey: true })).toBe(true);
  });
});

describe('the editor of an order', () => {
  function sort(value: string[]) {
    let sorts = value;
    function Host() {
      const [now, setNow] = useState(value);
      sorts = now;
      return <SortEditor label="Sort" fields={fields} value={now} onChange={setNow} />;
    }
    render(<Host />);
    return () => sorts;
  }

  it('adds up to three sorts, each on a field of its own', () => {
    const sorts = sort(['rank,desc']);
    press('Sort');
    press('Sort');
    expect(new Set(sorts()).size).toBe(3);
    expect(screen.getByText('3 of 3 sorts')).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Sort' }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('changes field and direction, in the words of the field’s type', () => {
    const sorts = sort(['rank,desc']);
    const words = () =>
      within(screen.getByLabelText('Direction of sort 1'))
        .getAllByRole('option')
        .map(({ textContent }) => textContent);
    expect(words()).toEqual(['high first', 'low first']);
    choose('Field of sort 1', 'first_seen');
    choose('Direction of sort 1', 'asc');
    expect(words()).toEqual(['newest first', 'oldest first']);
    expect(sorts()).toEqual(['first_seen,asc']);
  });

  it('moves and removes sorts', () => {
    const sorts = sort(['rank,desc', 'first_seen,asc', 'anchor,asc']);
    press('Move sort 3 up');
    expect(sorts()).toEqual(['rank,desc', 'anchor,asc', 'first_seen,asc']);
    press('Move sort 1 up');
    press('Move sort 1 down');
    expect(sorts()).toEqual(['anchor,asc', 'rank,desc', 'first_seen,asc']);
    press('Remove sort 2');
    expect(sorts()).toEqual(['anchor,asc', 'first_seen,asc']);
  });

  it('says what is wrong with a sort', () => {
    sort(['rank,desc', 'rank,asc', 'colour,asc']);
    expect(screen.getByLabelText('Field of sort 2').getAttribute('aria-describedby')).toBe(
      screen.getByText('The rows are sorted by Rank of link already.').id,
    );
    expect(screen.getByText('This report cannot be sorted by “colour”.')).toBeTruthy();
  });
});

const report = reportOf('backlinks');
const first = withReport(backlinks, report, { target: 'forbes.com' });

describe('ready-made questions', () => {
  it('change the request, and back', () => {
    if (!report) throw new Error('Backlinks has a report.');
    let request: AnyRequest = first;
    function Host() {
      const [now, setNow] = useState<AnyRequest>(first);
      request = now;
      return <PresetBar endpoint={backlinks} report={report as NonNullable<typeof report>} request={now} onRequest={setNow} />;
    }
    render(<Host />);
    const risky = () => screen.getByRole('button', { name: /^Risky/ });
    expect(risky().getAttribute('aria-pressed')).toBe('false');
    expect(document.getElementById(risky().getAttribute('aria-describedby') ?? '')?.textContent).toContain('high spam score');
    press(/^Risky/);
    expect(request.filters).toEqual([['backlink_spam_score', '>', 60]]);
    expect(screen.getAllByRole('button', { pressed: true })).toEqual([risky()]);
    press(/^Risky/);
    expect(request).toEqual(first);
  });
});

describe('the request in words', () => {
  it('says all of it, and each part leads to its editor or goes', () => {
    const onChange = vi.fn();
    const onOpen = vi.fn();
    const filters = [['dofollow', '=', true], 'and', [['rank', '>=', 80], 'or', ['anchor', 'like', '%x%']]];
    const request = { ...first, filters, include_subdomains: false, order_by: ['rank,desc'] };
    render(
      <RequestChips
        endpoint={backlinks}
        request={request}
        defaults={report?.request}
        fieldsOf={() => fields}
        onChange={onChange}
        onOpen={onOpen}
      />,
    );
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'One per domain',
      'Live',
      'Rows: 100',
      'Dofollow = yes',
      'Rank of link ≥ 80 or Anchor contains “x”',
      'Sorted by rank of link, high first',
      'Without subdomains',
    ]);
    press('Remove: Dofollow = yes');
    expect(onChange).toHaveBeenLastCalledWith({ ...request, filters: [[['rank', '>=', 80], 'or', ['anchor', 'like', '%x%']]] });
    press('Remove: One per domain');
    expect(onChange).toHaveBeenLastCalledWith({ ...request, mode: 'as_is' });
    press('Remove: Without subdomains');
    expect(onChange).toHaveBeenLastCalledWith({ ...request, include_subdomains: true });
    expect(screen.queryByRole('button', { name: 'Remove: Live' })).toBeNull();
    press('Live');
    expect(onOpen).toHaveBeenLastCalledWith('backlinks_status_type');
  });
});

describe('the bar of the target', () => {
  const host: TargetReading = { ok: true, kind: 'host', target: 'forbes.com', host: 'forbes.com', dropped: [] };
  const page: TargetReading = { ok: true, kind: 'page', target: 'https://forbes.com/money/', host: 'forbes.com', dropped: [] };
  const given = {
    id: 'param-target',
    isHostAlone: false,
    allows: 'any',
    hasSubdomains: true,
    fault: null,
    recents: [],
    tab: null,
  } as const;

  it('changes what of the site is meant, and comes back to the page', () => {
    const onTarget = vi.fn();
    const { rerender } = render(<TargetBar {...given} value="forbes.com/money/" reading={page} onTarget={onTarget} />);
    choose('What of it', 'host');
    expect(onTarget).toHaveBeenLastCalledWith({ value: 'forbes.com', isHostAlone: true });
    rerender(<TargetBar {...given} isHostAlone value="forbes.com" reading={host} onTarget={onTarget} />);
    expect((screen.getByLabelText('What of it') as HTMLSelectElement).value).toBe('host');
    choose('What of it', 'page');
    expect(onTarget).toHaveBeenLastCalledWith({ value: 'https://forbes.com/money/', isHostAlone: false });
    choose('What of it', 'site');
    expect(onTarget).toHaveBeenLastCalledWith({ value: 'forbes.com', isHostAlone: false });
  });

  it('offers what the report takes, and nothing of a target that is refused', () => {
    const onTarget = vi.fn();
    const { rerender } = render(<TargetBar {...given} allows="site" value="forbes.com" reading={host} onTarget={onTarget} />);
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Domain and subdomains', 'This host only']);
    rerender(<TargetBar {...given} value="localhost" reading={{ ok: false, reason: 'not-public' }} onTarget={onTarget} />);
    expect(screen.queryByLabelText('What of it')).toBeNull();
    expect(screen.getByText(/not on the public internet/)).toBeTruthy();
  });

  it('suggests the tab’s site and recent targets', () => {
    const onTarget = vi.fn();
    const recents = [{ value: 'essays.example', isHostAlone: true, at: Date.now() - 3 * 3_600_000 }];
    render(<TargetBar {...given} tab="nytimes.com" recents={recents} value="" reading={null} onTarget={onTarget} />);
    press('This tab: nytimes.com');
    expect(onTarget).toHaveBeenLastCalledWith({ value: 'nytimes.com', isHostAlone: false });
    expect(focused().id).toBe('param-target');
    press(/essays\.example.*3 hr/);
    expect(onTarget).toHaveBeenLastCalledWith({ value: 'essays.example', isHostAlone: true });
  });
});
