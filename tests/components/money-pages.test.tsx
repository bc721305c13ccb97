import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AllowThisOnce } from '../../components/AllowThisOnce.tsx';
import { LostCalls } from '../../components/spending/LostCalls.tsx';
import { Totals } from '../../components/spending/Totals.tsx';
import { Clear } from '../../components/storage/Clear.tsx';
import { ClearDialog } from '../../components/storage/ClearDialog.tsx';
import { Lifetimes } from '../../components/storage/Lifetimes.tsx';
import { Unlock } from '../../components/Unlock.tsx';
import type { CacheGroup, Call } from '../../lib/messages.ts';
import { failed } from '../../lib/outcome.ts';
import { defaultSettings } from '../../lib/settings.ts';
import type { Total } from '../../lib/spending.ts';

afterEach(cleanup);

const lost: Call = {
  ...{ opId: '1', key: '', endpoint: 'anchors', target: 'a.com', askedBy: 'explorer', at: Date.now(), state: 'unknown' },
  ...{ estimateUsd: 0.0276, costUsd: null, rows: null, failure: 'timeout' },
};
const group = (more: Partial<CacheGroup>): CacheGroup => ({
  ...{
    endpoint: 'anchors',
    target: 'a.com',
    answers: 1,
    rows: 100,
    bytes: 9000,
    stale: 0,
    oldestAt: 1,
    newestAt: 1,
    paidUsd: 0.0276,
    ...more,
  },
});

describe('lost calls', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('may be looked for again only when DataForSEO takes it, counted down by the second', () => {
    const onCheck = vi.fn();
    const more = { nameOf: () => 'Anchors', found: null, failure: null, isChecking: false, onCheck };
    render(<LostCalls calls={[lost]} mayCheckAt={Date.now() + 3000} {...more} />);
    const button = screen.getByRole('button', { name: 'Check (free)' });
    expect(screen.getByText(/asked again in 3 s/)).toBeTruthy();
    fireEvent.click(button);
    expect(onCheck).not.toHaveBeenCalled();
    act(() => void vi.advanceTimersByTime(2000));
    expect(screen.getByText(/asked again in 1 s/)).toBeTruthy();
    act(() => void vi.advanceTimersByTime(2000));
    expect(screen.queryByText(/asked again/)).toBeNull();
    fireEvent.click(button);
    expect(onCheck).toHaveBeenCalledOnce();
  });

  it('say what a look found, and stay away where there are none', () => {
    const more = { nameOf: () => 'Anchors', failure: null, isChecking: false, mayCheckAt: 0, onCheck: () => {} };
    const found = { open: 1, charged: [{ ...lost, costUsd: 0.03 }], notCharged: [lost, lost], mayCheckAt: 0 };
    const { container, rerender } = render(<LostCalls calls={[]} found={null} {...more} />);
    expect(container.textContent).toBe('');
    rerender(<LostCalls calls={[]} found={found} {...more} />);
    expect(container.textContent).toContain('charged $0.030 for 1 call');
    expect(container.textContent).toContain('2 calls cost nothing and count no more');
    expect(container.textContent).toContain('1 call is not in the list yet');
  });
});

it('sums beyond the first dozen unfold, and a hostile target is only text', () => {
  const totals = Array.from(
    { length: 15 },
    (_, at): Total => ({
      id: `t${at}`,
      label: at === 0 ? '\u202e<img src=x onerror=alert(1)>' : `t${at}`,
      usd: 15 - at,
      calls: 1,
      lost: 0,
      hits: 0,
      savedUsd: 0,
    }),
  );
  const { container } = render(<Totals by="target" totals={totals} only={null} hrefOf={(by, only) => `#${by}-${only}`} />);
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).not.toContain('\u202e');
  expect(container.querySelectorAll('tbody tr')).toHaveLength(12);
  fireEvent.click(screen.getByRole('button', { name: '3 more' }));
  expect(container.querySelectorAll('tbody tr')).toHaveLength(15);
  expect(screen.getByRole('link', { name: 't1' }).getAttribute('href')).toBe('#target-t1');
});

describe('what is cleared', () => {
  it('is chosen by report, by target (also by none), by both, or is everything', () => {
    const onClear = vi.fn();
    render(
      <Clear
        groups={[group({}), group({ endpoint: 'summary', answers: 2 }), group({ endpoint: 'errors', target: null })]}
        onClear={onClear}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Clear 4 answers…' }));
    expect(onClear).toHaveBeenLastCalledWith({});
    fireEvent.change(screen.getByLabelText('Target'), { target: { value: '@' } });
    fireEvent.click(screen.getByRole('button', { name: 'Clear 1 answer…' }));
    expect(onClear).toHaveBeenLastCalledWith({ target: null });
    fireEvent.change(screen.getByLabelText('Report'), { target: { value: 'summary' } });
    // None of this report is without a target: there is nothing to press.
    fireEvent.click(screen.getByRole('button', { name: 'Clear 0 answers…' }));
    fireEvent.change(screen.getByLabelText('Target'), { target: { value: '@a.com' } });
    fireEvent.click(screen.getByRole('button', { name: 'Clear 2 answers…' }));
    expect(onClear).toHaveBeenLastCalledWith({ endpoint: 'summary', target: 'a.com' });
    expect(onClear).toHaveBeenCalledTimes(3);
  });

  it('is said with what buying it again would cost, and costs nothing where it was free', () => {
    HTMLDialogElement.prototype.showModal ??= () => {};
    const sum = { answers: 3, rows: 300, bytes: 1, stale: 0, usd: 0.0828 };
    const { container, rerender } = render(<ClearDialog sum={sum} ofWhat="Everything stored" onYes={() => {}} onNo={() => {}} />);
    expect(container.textContent).toContain('bought again, for about $0.0828');
    rerender(<ClearDialog sum={{ ...sum, usd: 0 }} ofWhat="Everything stored" onYes={() => {}} onNo={() => {}} />);
    expect(container.textContent).toContain('fetched again for nothing');
  });
});

it('a lifetime is saved for its report alone, and one that is not possible is said', async () => {
  const onSave = vi.fn(async (lifetimes: Record<string, number>) => ((lifetimes.summary ?? 0) < 0 ? 'Not below zero.' : null));
  render(<Lifetimes settings={{ ...defaultSettings, lifetimes: { anchors: 3 } }} groups={[]} onSave={onSave} />);
  const overview = screen.getByLabelText('Overview');
  fireEvent.change(overview, { target: { value: '1.5' } });
  expect(onSave).toHaveBeenLastCalledWith({ anchors: 3, summary: 1.5 });
  fireEvent.change(overview, { target: { value: '-1' } });
  expect(await screen.findByText('Not below zero.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Back to 7' }));
  expect(onSave).toHaveBeenLastCalledWith({});
});

it('a passphrase leaves its field at the press, and a wrong one is said', async () => {
  const onUnlock = vi.fn(async () => failed('wrong-passphrase', { waitMs: 4000 }).failure);
  render(<Unlock onUnlock={onUnlock} />);
  const field = screen.getByLabelText('Passphrase') as HTMLInputElement;
  fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
  expect(onUnlock).not.toHaveBeenCalled();
  field.value = 'five words in a row';
  await act(async () => void fireEvent.submit(field.form as HTMLFormElement));
  expect(onUnlock).toHaveBeenCalledWith('five words in a row');
  expect(field.value).toBe('');
  expect(screen.getByRole('alert').textContent).toContain('Try again in 4 s');
});

it('a limit is passed at the price that is said, and the ledger’s has no setting to change', () => {
  const onAllow = vi.fn();
  const { rerender } = render(<AllowThisOnce allow={{ past: 'day', upToUsd: 0.06 }} onAllow={onAllow} />);
  fireEvent.click(screen.getByRole('button', { name: 'Allow this once · $0.060' }));
  expect(onAllow).toHaveBeenCalledWith({ past: 'day', upToUsd: 0.06 });
  expect(screen.getByRole('link')).toBeTruthy();
  rerender(<AllowThisOnce allow={{ past: 'ledger', upToUsd: 0.06 }} onAllow={onAllow} />);
  expect(screen.queryByRole('link')).toBeNull();
});
