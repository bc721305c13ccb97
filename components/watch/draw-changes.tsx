import { better } from '../../lib/bulk/metrics.ts';
import type { Column, Row } from '../../lib/columns.ts';
import { compact, count } from '../../lib/format.ts';
import type { WatchRow } from '../../lib/watch/define.ts';
import { changeOf, type LookTable, signed } from '../../lib/watch/rows.ts';
import { t } from '../../lib/words.ts';

/** Wide enough for a figure and its change: nine digits where things are counted, three in a score. */
const widthOf = ({ kind }: Column): number => (kind === 'count' ? 150 : 104);

/** A change for the better or the worse; figures of which neither is known have none, and a rival's may be either. */
const toneOf = (figure: string, change: number, isRival: boolean): string =>
  isRival || better[figure] === undefined ? '' : (better[figure] === 'most') === change > 0 ? 'good-text' : 'bad-text';

/** How a look's figures are drawn: the figure, which leads to its rows, and beside it how it changed. */
export function drawChanges({ columns, figures }: LookTable) {
  return new Map(
    columns
      .filter(({ path }) => figures.includes(path))
      .map((column) => [
        column.path,
        {
          width: widthOf(column),
          draw: (row: Row) => <Changed figure={column.path} row={row.of as WatchRow} href={column.href?.(row) ?? null} />,
        },
      ]),
  );
}

function Changed({ figure, row, href }: { figure: string; row: WatchRow; href: string | null }) {
  const value = row.now[figure];
  const change = changeOf(row, figure);
  return (
    <span class="changed">
      {change ? (
        <span class={`small ${toneOf(figure, change, row.isRival)}`} title={t`${signed(change)} against the look before`}>
          {signed(change, compact)}
        </span>
      ) : null}
      {href && value !== undefined ? <a href={href}>{count(value)}</a> : <span>{count(value)}</span>}
    </span>
  );
}
