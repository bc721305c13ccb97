import type { ColumnKind } from '../../lib/columns.ts';
import { momentOf, NOTHING } from '../../lib/format.ts';
import { safeHref } from '../../lib/safe-href.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { locale } from '../../lib/words.ts';
import { Cell } from '../explorer/Cell.tsx';
import { addressCell, isRecord } from '../explorer/cell-texts.ts';
import { KeyedValues } from '../explorer/KeyedValues.tsx';
import { Tally } from '../explorer/Tally.tsx';

/** Far beyond any honest text; more would only stop the page. */
const LONGEST = 100_000;

const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** A value with nothing cut off. */
export function WholeValue({ kind, value, href }: { kind: ColumnKind; value: unknown; href?: string | null }) {
  if (kind === 'tally' && isRecord(value)) return <Tally tally={value as Record<string, number | null>} />;
  if (isRecord(value)) return <KeyedValues value={value} />;
  if (Array.isArray(value) && value.some(isRecord)) {
    return (
      <ol class="parts">
        {value.map((each, at) => (
          <li key={at}>
            <KeyedValues value={isRecord(each) ? each : { value: each }} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value !== 'string' || value === '') return <Cell kind={kind} value={value} />;
  if (kind === 'time') {
    const moment = momentOf(value);
    return (
      <>
        {moment === null ? '' : `${whole.format(moment)} `}
        <bdi class="muted small">{visibleText(value, 60) || NOTHING}</bdi>
      </>
    );
  }
  if (kind === 'url') {
    const leadsTo = href === undefined ? safeHref(value) : href;
    const text = value.length <= 2048 ? (addressCell(value).title ?? value) : visibleText(value, LONGEST);
    if (leadsTo === null) return <bdi class="whole">{text}</bdi>;
    return (
      <a class="whole" href={leadsTo} target="_blank" rel="noopener noreferrer nofollow">
        <bdi>{text}</bdi>
      </a>
    );
  }
  return kind === 'host' ? <Cell kind={kind} value={value} href={href} /> : <bdi class="whole">{visibleText(value, LONGEST)}</bdi>;
}
