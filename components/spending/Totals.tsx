import { useState } from 'preact/hooks';
import { count, money, NOTHING } from '../../lib/format.ts';
import { type Grouping, groupings, type Total } from '../../lib/spending.ts';
import { t } from '../../lib/words.ts';
import { addressCell, hostCell } from '../explorer/cell-texts.ts';

const words: Record<Grouping, string> = { day: t`Day`, month: t`Month`, report: t`Report`, target: t`Target` };

type Props = {
  by: Grouping;
  totals: readonly Total[];
  /** The sum whose calls are listed; null where all are. */
  only: string | null;
  /** The address that shows a way to add up, or the calls of one sum. */
  hrefOf: (by: Grouping, only: string | null) => string;
};

/** A target as it is safe to read. */
const targetText = (target: string): string => (target.includes('://') ? addressCell(target) : hostCell(target)).text;

/** Bars in sight before the rest is unfolded. */
const FEW = 12;

/** What was spent, added up, as bars that are a table at once. Each sum is a door to its calls. */
export function Totals({ by, totals, only, hrefOf }: Props) {
  const [isWhole, setWhole] = useState(false);
  const most = totals.reduce((so, { usd }) => Math.max(so, usd), 0);
  return (
    <section class="card totals" aria-labelledby="totals-title">
      <div class="row">
        <h2 id="totals-title">{t`Spent per ${words[by].toLowerCase()}`}</h2>
        <span class="grow" />
        <nav class="segments" aria-label={t`Add up by`}>
          {groupings.map((each) => (
            <a key={each} class="button" href={hrefOf(each, null)} aria-current={each === by ? 'true' : undefined}>
              {words[each]}
            </a>
          ))}
        </nav>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled by keys */}
      <section class="scroll" tabIndex={0} aria-labelledby="totals-title">
        <table class="num" aria-labelledby="totals-title">
          <thead>
            <tr>
              <th scope="col">{words[by]}</th>
              <td aria-hidden="true" />
              {[t`Spent`, t`Calls`, t`Free looks`, t`Saved`].map((head) => (
                <th key={head} scope="col" class="r">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(isWhole ? totals : totals.slice(0, FEW)).map((total) => (
              <Row key={total.id} {...{ by, total, most, only, hrefOf }} />
            ))}
          </tbody>
        </table>
      </section>
      {totals.length > FEW && (
        <button type="button" class="link small" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t`Show fewer` : t`${count(totals.length - FEW)} more`}
        </button>
      )}
      {(by === 'day' || by === 'month') && <p class="muted small">{t`Days and months are UTC, as DataForSEO and your caps count them.`}</p>}
    </section>
  );
}

type RowProps = Pick<Props, 'by' | 'only' | 'hrefOf'> & { total: Total; most: number };

function Row({ by, total: { id, label, usd, calls, lost, hits, savedUsd }, most, only, hrefOf }: RowProps) {
  const isOnly = only === id;
  return (
    <tr class={isOnly ? 'only' : ''}>
      <th scope="row">
        <a
          href={hrefOf(by, isOnly ? null : id)}
          aria-current={isOnly ? 'true' : undefined}
          title={isOnly ? t`Lists all calls again` : t`Lists its calls below`}
        >
          <bdi>{by === 'target' ? targetText(label) : label}</bdi>
        </a>
      </th>
      <td class="bar" aria-hidden="true">
        <i style={{ width: `${most > 0 ? (usd / most) * 100 : 0}%` }} />
      </td>
      <td class="r">{money(usd)}</td>
      <td class="r">
        {count(calls)}
        {lost > 0 && <span class="warn-text">{t`, ${count(lost)} lost`}</span>}
      </td>
      <td class="r">{hits > 0 ? count(hits) : NOTHING}</td>
      <td class="r">{hits > 0 ? money(savedUsd) : NOTHING}</td>
    </tr>
  );
}
