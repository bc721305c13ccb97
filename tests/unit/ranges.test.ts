import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupRange } from '../../lib/endpoints/periods.ts';
import { EARLIEST } from '../../lib/endpoints/time-range.ts';
import { dayOf } from '../../lib/params.ts';
import {
  addDays,
  addMonths,
  clamped,
  groupRanges,
  isDay,
  isPartial,
  midnightOf,
  nextStart,
  periodName,
  rangeOf,
  startOf,
} from '../../lib/ranges.ts';

const aDay = fc.integer({ min: midnightOf('2016-01-01'), max: midnightOf('2040-12-31') }).map(dayOf);

describe('days', () => {
  it('are those that exist', () => {
    for (const day of ['2024-02-29', '2026-12-31', '2019-01-30']) expect(isDay(day), day).toBe(true);
    for (const day of ['2026-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '', 'today', '2026-01-01T00:00:00Z', '1970-01-01x'])
      expect(isDay(day), day).toBe(false);
  });

  it.each([
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-02-29', -12, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', -48, '2020-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-08-31', -2, '2026-06-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-11-22', -36, '2023-11-22'],
  ])('%s and %i months is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected));

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2025-12-31', 1, '2026-01-01'],
    // Clocks change on these days in Europe and America; UTC has no such days.
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-11-01', 1, '2026-11-02'],
  ])('%s and %i days is %s', (day, days, expected) => expect(addDays(day, days)).toBe(expected));

  it('months never lead out of the month they mean', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -120, max: 120 }), (day, months) => {
        const moved = addMonths(day, months);
        const counted = (each: string) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7));
        expect(counted(moved) - counted(day)).toBe(months);
        expect(moved.slice(8) <= day.slice(8)).toBe(true);
      }),
    );
  });
});

describe('periods', () => {
  it.each<[GroupRange, string, string, string]>([
    ['day', '2026-11-22', '2026-11-22', '2026-11-23'],
    ['week', '2026-11-22', '2026-11-16', '2026-11-23'],
    ['week', '2026-11-23', '2026-11-23', '2026-11-30'],
    ['week', '2026-01-01', '2025-12-29', '2026-01-05'],
    ['month', '2024-02-29', '2024-02-01', '2024-03-01'],
    ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
    ['year', '2024-02-29', '2024-01-01', '2025-01-01'],
  ])('the %s of %s begins %s, the next %s', (group, day, start, next) => {
    expect(startOf(group, day)).toBe(start);
    expect(nextStart(group, day)).toBe(next);
  });

  it('follow each other without a hole or an overlap', () => {
    fc.assert(
      fc.property(aDay, fc.constantFrom(...groupRanges), (day, group) => {
        const [start, next] = [startOf(group, day), nextStart(group, day)];
        expect(start <= day && day < next).toBe(true);
        expect(startOf(group, addDays(next, -1))).toBe(start);
        expect(startOf(group, next)).toBe(next);
      }),
    );
  });

  it('are open while today is in them, to the last minute of a UTC day', () => {
    expect(isPartial('month', '2026-11-30', '2026-11-22')).toBe(true);
    expect(isPartial('month', '2026-10-31', '2026-11-01')).toBe(false);
    expect(isPartial('day', '2026-11-22', '2026-11-22')).toBe(true);
    expect(isPartial('week', '2026-11-22', '2026-11-23')).toBe(false);
    expect(isPartial('year', '2026-12-31', '2026-01-01')).toBe(true);
    expect(dayOf(Date.parse('2026-11-30T23:59:59.999Z'))).toBe('2026-11-30');
    expect(dayOf(Date.parse('2026-12-01T00:00:00Z'))).toBe('2026-12-01');
    // Half past eleven in the evening in New York is the next day already.
    expect(dayOf(Date.parse('2026-11-30T23:30:00-05:00'))).toBe('2026-12-01');
  });

  it('are called by what they are in UTC', () => {
    expect(periodName('year', midnightOf('2026-01-01'))).toBe('2026');
    expect(periodName('month', midnightOf('2026-08-01'))).toMatch(/Aug.* 2026/);
    expect(periodName('day', midnightOf('2026-08-31'))).toMatch(/31/);
  });
});

describe('ranges', () => {
  const today = '2026-11-22';

  it('end today and begin where a period does, so that the same question is the same tomorrow', () => {
    expect(rangeOf('30d', 'day', today)).toEqual({ from: '2026-10-24', to: today });
    expect(rangeOf('12m', 'month', today)).toEqual({ from: '2025-11-01', to: today });
    expect(rangeOf('3y', 'month', today)).toEqual({ from: '2023-11-01', to: today });
    expect(rangeOf('12m', 'week', today)).toEqual({ from: '2025-11-17', to: today });
    expect(rangeOf('12m', 'month', '2026-11-30').from).toBe(rangeOf('12m', 'month', today).from);
    expect(rangeOf('12m', 'month', '2024-02-29')).toEqual({ from: '2023-02-01', to: '2024-02-29' });
  });

  it('never begin before the first day the API knows', () => {
    expect(rangeOf('all', 'year', today)).toEqual({ from: EARLIEST, to: today });
    expect(rangeOf('3y', 'month', '2020-01-31')).toEqual({ from: EARLIEST, to: '2020-01-31' });
  });

  it('are held within what the API knows, and the right way round', () => {
    expect(clamped({ from: '2010-01-01', to: '2030-01-01' }, today)).toEqual({ from: EARLIEST, to: today });
    expect(clamped({ from: '2026-05-01', to: '2025-05-01' }, today)).toEqual({ from: '2025-05-01', to: '2026-05-01' });
    expect(clamped({ from: '', to: '2026-02-30' }, today)).toEqual({ from: EARLIEST, to: today });
    fc.assert(
      fc.property(fc.oneof(aDay, fc.string()), fc.oneof(aDay, fc.string()), (from, to) => {
        const range = clamped({ from, to }, today);
        expect(EARLIEST <= range.from && range.from <= range.to && range.to <= today).toBe(true);
      }),
    );
  });
});
