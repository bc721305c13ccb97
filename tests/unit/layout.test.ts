import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  initialLayout,
  type Laid,
  type Layout,
  layoutFrom,
  moved,
  NARROWEST,
  shownColumns,
  stepped,
  WIDEST,
  widthOf,
  withDensity,
  withShown,
  withWidth,
} from '../../lib/layout.ts';

const columns: Laid[] = ['a', 'b', 'c', 'd'].map((id) => ({ id, width: 100, isShown: id !== 'd' }));
const initial = initialLayout(columns);
const shown = (layout: Layout) => shownColumns(layout, columns).map(({ id }) => id);

describe('a layout', () => {
  it('begins as the report says', () => {
    expect(shown(initial)).toEqual(['a', 'b', 'c']);
    expect(initial.order).toEqual(['a', 'b', 'c', 'd']);
    expect(widthOf(initial, columns[0] as Laid)).toBe(100);
  });

  it('moves columns before others, to the end, and by one among those shown', () => {
    expect(shown(moved(initial, 'c', 'a'))).toEqual(['c', 'a', 'b']);
    expect(shown(moved(initial, 'a', null))).toEqual(['b', 'c', 'a']);
    expect(moved(initial, 'a', 'a')).toBe(initial);
    expect(moved(initial, 'gone', 'a')).toBe(initial);
    const without = withShown(initial, 'b', false);
    expect(shown(stepped(without, 'a', 1))).toEqual(['c', 'a']);
    expect(shown(stepped(initial, 'a', 1))).toEqual(['b', 'a', 'c']);
    expect(shown(stepped(initial, 'c', -1))).toEqual(['a', 'c', 'b']);
    expect(stepped(initial, 'a', -1)).toBe(initial);
    expect(stepped(initial, 'c', 1)).toBe(initial);
    expect(stepped(initial, 'd', 1)).toBe(initial);
  });

  it('shows and hides columns, but never the last one', () => {
    expect(shown(withShown(initial, 'd', true))).toEqual(['a', 'b', 'c', 'd']);
    const one = ['b', 'c'].reduce((layout, id) => withShown(layout, id, false), initial);
    expect(shown(one)).toEqual(['a']);
    expect(withShown(one, 'a', false)).toBe(one);
  });

  it('keeps widths within what can be read and grasped', () => {
    expect(widthOf(withWidth(initial, 'a', 5), columns[0] as Laid)).toBe(NARROWEST);
    expect(widthOf(withWidth(initial, 'a', 1e6), columns[0] as Laid)).toBe(WIDEST);
    expect(widthOf(withWidth(initial, 'a', 120.4), columns[0] as Laid)).toBe(120);
    expect(withDensity(initial, 'compact').density).toBe('compact');
  });
});

describe('a stored layout', () => {
  it('comes back as it was left', () => {
    const left = withDensity(withWidth(withShown(moved(initial, 'c', 'a'), 'b', false), 'a', 240), 'compact');
    expect(layoutFrom(JSON.parse(JSON.stringify(left)), columns)).toEqual({ ...left, hidden: ['b', 'd'] });
  });

  it('loses columns that are gone, and gets new ones hidden at the end', () => {
    const stored = { order: ['x', 'c', 'a', 'c'], hidden: ['a', 'x'], widths: { x: 80, c: 90, a: 'wide', b: null }, density: 'tight' };
    expect(layoutFrom(stored, columns)).toEqual({
      order: ['c', 'a', 'b', 'd'],
      hidden: ['a', 'b', 'd'],
      widths: { c: 90 },
      density: 'comfortable',
    });
  });

  it('that would show nothing is the initial one', () => {
    expect(layoutFrom({ order: ['a'], hidden: ['a'], density: 'compact' }, columns)).toEqual({ ...initial, density: 'compact' });
    expect(layoutFrom({}, columns)).toEqual(initial);
  });

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (order, hidden, widths) => {
        for (const stored of [order, { order, hidden, widths, density: order }]) {
          const layout = layoutFrom(stored, columns);
          expect([...layout.order].sort()).toEqual(['a', 'b', 'c', 'd']);
          expect(shown(layout).length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('reads no width that is inherited', () => {
    expect(widthOf(initial, { id: 'constructor', width: 77, isShown: true })).toBe(77);
  });
});
