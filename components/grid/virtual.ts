/** Which rows and columns are drawn: those in sight and a few around them. */

import { elementScroll, observeElementOffset, type Rect, type VirtualItem, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { along } from '../../lib/words.ts';

const OVERSCAN = 6;
/** For a box that has no size yet, or never gets one. */
const UNMEASURED: Rect = { width: 1000, height: 600 };

type Rows = {
  box: RefObject<HTMLElement | null>;
  count: number;
  /** The height of the row at an index, with what is unfolded under it. */
  heightAt: (index: number) => number;
  /** Another one where heights have changed. */
  heights: unknown;
  headPx: number;
  /** A row that is drawn wherever it is, because the focus is on it; -1 for none. */
  pinned: number;
};

type VirtualRows = { items: VirtualItem[]; height: number; isScrolling: boolean; reveal: (index: number) => void };

export function useVirtualRows({ box, count, heightAt, heights, headPx, pinned }: Rows): VirtualRows {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  // Another function makes the library ask for all heights again.
  const getItemKey = useMemo(() => (index: number) => index, [heights]);
  const rangeExtractor = useMemo(
    () =>
      ({ startIndex, endIndex, overscan }: { startIndex: number; endIndex: number; overscan: number }) => {
        const from = Math.max(0, startIndex - overscan);
        const to = Math.min(count - 1, endIndex + overscan);
        const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
        if (pinned < 0 || pinned >= count || (pinned >= from && pinned <= to)) return indexes;
        return pinned < from ? [pinned, ...indexes] : [...indexes, pinned];
      },
    [count, pinned],
  );
  const options = {
    count,
    getScrollElement: () => box.current,
    estimateSize: heightAt,
    getItemKey,
    rangeExtractor,
    overscan: OVERSCAN,
    initialRect: UNMEASURED,
    // Headings stand above the rows in the box, and stay in front of them.
    scrollMargin: headPx,
    scrollPaddingStart: headPx,
    scrollToFn: elementScroll<HTMLElement>,
    observeElementOffset: observeElementOffset<HTMLElement>,
    observeElementRect: observeBox,
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    isScrolling: virtualizer.isScrolling,
    reveal: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}

function observeBox({ scrollElement }: Virtualizer<HTMLElement, HTMLElement>, tell: (rect: Rect) => void): (() => void) | undefined {
  if (!scrollElement) return undefined;
  const measure = () => {
    const { clientWidth, clientHeight } = scrollElement;
    tell(clientHeight > 0 ? { width: clientWidth, height: clientHeight } : UNMEASURED);
  };
  measure();
  return onResize(scrollElement, measure);
}

function onResize(element: Element, listener: () => void): () => void {
  const observer = new ResizeObserver(listener);
  observer.observe(element);
  return () => observer.disconnect();
}

/**
 * Gives every row that is drawn a slot, by its key: a row keeps its slot while it is drawn, and rows that come take those of rows that went,
 * whose elements then only change their texts.
 */
export function useSlots(): (keys: readonly string[]) => number[] {
  const taken = useRef<ReadonlyMap<string, number>>(new Map());
  return (keys) => {
    const next = new Map<string, number>();
    const used = new Set<number>();
    for (const key of keys) {
      const slot = taken.current.get(key);
      if (slot === undefined) continue;
      next.set(key, slot);
      used.add(slot);
    }
    let free = 0;
    for (const key of keys) {
      if (next.has(key)) continue;
      while (used.has(free)) free++;
      next.set(key, free);
      used.add(free);
    }
    taken.current = next;
    return keys.map((key) => next.get(key) ?? 0);
  };
}

export type ColumnWindow = { from: number; to: number };

/** Columns drawn beyond either edge, so that scrolling sideways meets cells that are there. */
const BESIDE = 2;

/** The columns in sight behind the first one, which always is; `from` and `to` as `slice` takes them. */
export function useColumnWindow(box: RefObject<HTMLElement | null>, widths: readonly number[], leadPx: number): ColumnWindow {
  const [seen, setSeen] = useState<ColumnWindow>({ from: 1, to: widths.length });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let width = element.clientWidth;
    const look = () => {
      const next = windowAt(widths, leadPx, element.scrollLeft * along, width);
      setSeen((now) => (now.from === next.from && now.to === next.to ? now : next));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const stop = onResize(element, () => {
      width = element.clientWidth;
      look();
    });
    return () => {
      element.removeEventListener('scroll', look);
      stop();
    };
  }, [box, widths, leadPx]);
  // Columns may have gone since the last look.
  return { from: Math.min(seen.from, widths.length), to: Math.min(seen.to, widths.length) };
}

export function windowAt(widths: readonly number[], leadPx: number, scrolled: number, width: number): ColumnWindow {
  if (width === 0) return { from: 1, to: widths.length };
  let end = leadPx + (widths[0] ?? 0);
  // The first column covers as much on the left as it takes.
  const left = scrolled + end;
  const right = scrolled + width;
  let [from, to] = [widths.length, 1];
  for (let at = 1; at < widths.length; at++) {
    const start = end;
    end += widths[at] ?? 0;
    if (end <= left || start >= right) continue;
    from = Math.min(from, at);
    to = at + 1;
  }
  if (to <= from) return { from: 1, to: Math.min(1 + BESIDE, widths.length) };
  return { from: Math.max(1, from - BESIDE), to: Math.min(widths.length, to + BESIDE) };
}
