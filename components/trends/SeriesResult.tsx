import './trends.css';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import type { Stored } from '../../lib/messages.ts';
import { flowsOf, stocksOf } from '../../lib/series.ts';
import type { Beside } from '../explorer/beside.ts';
import { type OnScreen, TableResult } from '../explorer/TableResult.tsx';
import { FlowChart } from './FlowChart.tsx';
import { StockChart } from './StockChart.tsx';

type Props = { endpoint: Endpoint; stored: Stored; isCounted: boolean; tools: (view: OnScreen) => ComponentChildren; beside: Beside };

/** What is looked at first, of all that rows along time may have. */
export const usualStocks: readonly string[] = ['referring_main_domains', 'backlinks'];

/** Rows along time: what stood and what moved as charts, and below them every figure. */
export function SeriesResult({ endpoint, stored, isCounted, tools, beside }: Props) {
  const figures = useMemo(() => stocksOf(endpoint), [endpoint]);
  const answers = useMemo(() => [{ target: String(stored.request.target ?? ''), place: 0, stored }], [stored]);
  const [answer] = answers;
  return (
    <div class="series">
      {figures.length > 0 && (
        <StockChart endpoint={endpoint} answers={answers} figures={figures} usual={usualStocks} onSave={beside.onSave} />
      )}
      {answer && flowsOf(endpoint).length > 0 && <FlowChart endpoint={endpoint} answer={answer} onSave={beside.onSave} />}
      <TableResult endpoint={endpoint} stored={stored} isCounted={isCounted} tools={tools} />
    </div>
  );
}
