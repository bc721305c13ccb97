import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  choice,
  customMode,
  day,
  dayOf,
  excludeTargets,
  flag,
  free,
  instantOf,
  limit,
  moment,
  offset,
  type Param,
  tag,
  target,
  targets,
  whole,
  yearAgo,
} from '../../lib/params.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is wrong with a value, in the words a person gets; none where it is taken. */
const faults = ({ schema }: Param, value: unknown): string[] => schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe('a parameter', () => {
  const aDay = day('From', 'the beginning', '2019-01-01');
  const aMoment = moment('From', 'When.', true);
  const notADay = 'A day is written yyyy-mm-dd and must exist.';
  const notAMoment = 'A moment is written 2026-01-31 08:00:00 +00:00 and must exist.';
  const notAMode = 'A field and how many links of each value, nothing else: {"field": "domain_from", "value": 3}.';
  const groupings =
    'One of: anchor, domain_from, domain_from_country, tld_from, page_from_encoding, page_from_language, item_type, ' +
    'page_from_status_code, semantic_location, domain.';

  it.each<[string, Param, good: unknown[], bad: [value: unknown, message: string][]]>([
    [
      'target',
      target().target,
      ['a.example', 'https://a.example/?a=1', 'x'.repeat(2048), 'пример.рф'],
      [
        ['', 'Type a domain, a subdomain or a page.'],
        [' \n', 'Type a domain, a subdomain or a page.'],
        [undefined, 'Type a domain, a subdomain or a page.'],
        [5, 'Type a domain, a subdomain or a page.'],
        ['x'.repeat(2049), 'This address is too long.'],
      ],
    ],
    [
      'targets',
      targets(2, 'Two.'),
      [['a.example'], ['a.example', 'b.example']],
      [
        [[], 'Give at least one target.'],
        [undefined, 'Give at least one target.'],
        ['a.example', 'Give at least one target.'],
        [['a', 'b', 'c'], 'One request takes at most 2 targets.'],
        [['a', ''], 'Type a domain, a subdomain or a page.'],
      ],
    ],
    [
      'excluded targets',
      excludeTargets,
      [[], ['a.example', 'https://a.example/path/*']],
      [
        ['a.example', 'Targets are a list.'],
        [Array(11).fill('a.example'), 'At most 10 targets can be excluded.'],
      ],
    ],
    [
      'flag',
      flag('A', 'B.', true),
      [true, false],
      [
        ['true', 'Yes or no.'],
        [1, 'Yes or no.'],
        [null, 'Yes or no.'],
      ],
    ],
    [
      'choice',
      choice('A', 'B.', ['one', 'two'], 'one'),
      ['one', 'two'],
      [
        ['three', 'One of: one, two.'],
        ['', 'One of: one, two.'],
        [1, 'One of: one, two.'],
      ],
    ],
    [
      'whole number',
      whole('A', 'B.', 1, 5000, 10),
      [1, 5000],
      [
        [0, 'At least 1.'],
        [5001, 'At most 5,000.'],
        [1.5, 'A whole number.'],
        ['1', 'A whole number.'],
        [Number.NaN, 'A whole number.'],
        [null, 'A whole number.'],
      ],
    ],
    [
      'number of rows',
      limit(),
      [1, 1000],
      [
        [0, 'At least 1.'],
        [1001, 'At most 1,000.'],
      ],
    ],
    ['number of rows to skip', offset(), [0, 20_001, Number.MAX_SAFE_INTEGER], [[-1, 'At least 0.']]],
    [
      'day',
      aDay,
      ['2019-01-01', '2024-02-29', '2026-03-01'],
      [
        ['2018-12-31', 'Not before 2019-01-01.'],
        ['2026-03-02', 'Not after today (UTC).'],
        ['2025-02-29', notADay],
        ['2025-02-30', notADay],
        ['2025-00-10', notADay],
        ['2025-3-1', notADay],
        ['abc', notADay],
        ['', notADay],
        [5, notADay],
      ],
    ],
    [
      'moment',
      aMoment,
      ['2026-01-31 08:00:00 +00:00', '2024-02-29 23:59:59 -11:00', '2031-01-01 00:00:00 +14:00'],
      [
        ['2026-02-30 08:00:00 +00:00', notAMoment],
        ['2026-01-31 25:00:00 +00:00', notAMoment],
        ['2026-01-31 08:60:00 +00:00', notAMoment],
        ['2026-01-31 08:00:00', notAMoment],
        ['2026-01-31T08:00:00Z', notAMoment],
        ['2026-01-31', notAMoment],
        [undefined, notAMoment],
      ],
    ],
    [
      'text',
      free('A', 'B.', 5),
      ['', '12345'],
      [
        ['123456', 'At most 5 characters.'],
        [5, 'A text.'],
      ],
    ],
    ['tag', tag.tag, ['x'.repeat(255)], [['x'.repeat(256), 'At most 255 characters.']]],
    [
      'number per group',
      customMode,
      [
        { field: 'domain_from', value: 1 },
        { field: 'domain', value: 1000 },
      ],
      [
        [{ field: 'domain_from', value: 0 }, 'At least 1.'],
        [{ field: 'domain_from', value: 1001 }, 'At most 1,000.'],
        [{ field: 'domain_from' }, 'A whole number.'],
        [{ field: 'rank', value: 1 }, groupings],
        [{ field: 'anchor', value: 1, limit: 5 }, notAMode],
        ['domain_from', notAMode],
      ],
    ],
  ])('of this kind takes what is right and says what is wrong: %s', (_, param, good, bad) => {
    for (const value of good) expect(faults(param, value), JSON.stringify(value)).toEqual([]);
    for (const [value, message] of bad) expect(faults(param, value)[0], JSON.stringify(value)).toBe(message);
  });

  it('that is a target says which kinds the report takes', () => {
    expect((['any', 'site', 'domain'] as const).map((allows) => target(allows).target)).toMatchObject([
      { allows: 'any', help: 'A domain, a subdomain or one exact page.' },
      { allows: 'site', help: 'A domain or subdomain; this report does not take single pages.' },
      { allows: 'domain', help: 'A domain; this report takes neither subdomains nor single pages.' },
    ]);
  });
});

describe('the days of the API', () => {
  it('are those of UTC', () => {
    expect(dayOf(Date.parse('2026-03-01T23:59:59.999Z'))).toBe('2026-03-01');
    expect(dayOf(Date.parse('2026-03-01T00:30:00+02:00'))).toBe('2026-02-28');
  });

  it.each([
    ['2026-03-01T12:00:00Z', '2025-03-01'],
    ['2026-12-31T23:59:59Z', '2025-12-31'],
    ['2028-02-29T00:00:00Z', '2027-03-01'],
    ['2029-02-28T00:00:00Z', '2028-02-28'],
  ])('at %s reach a year back to %s, asked anew each time', (now, earliest) => {
    const since = day('Since', 'a month ago', yearAgo);
    vi.setSystemTime(now);
    expect(yearAgo()).toBe(earliest);
    expect(faults(since, earliest)).toEqual([]);
    expect(faults(since, dayOf(Date.parse(earliest) - 1))).toEqual([`Not before ${earliest}.`]);
    expect(since.least).toBeUndefined();
  });

  it('have moments whose instant knows its time zone', () => {
    expect(instantOf('2026-01-31 08:00:00 +00:00')).toBe(Date.parse('2026-01-31T08:00:00Z'));
    expect(instantOf('2026-01-31 08:00:00 -02:30')).toBe(Date.parse('2026-01-31T10:30:00Z'));
    expect(instantOf('yesterday')).toBeNaN();
  });
});
