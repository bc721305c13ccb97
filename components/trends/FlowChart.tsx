import { useMemo, useState } from 'preact/hooks';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { flowsOf, groupOf, momentsOf, periodsIn, sinceCounted, valuesAt } from '../../lib/series.ts';
import { t } from '../../lib/words.ts';
import { ColumnChart, type SaveFile } from '../charts/Chart.tsx';
import type { ChartData } from '../charts/data.ts';
import { Key } from '../charts/Key.tsx';
import { type Answered, aboutOf, byPeriod, frameOf } from './parts.ts';

type Props = { endpoint: Endpoint; answer: Answered; onSave: SaveFile };

/** What was won, above the axis, and what was lost, below it. */
export function FlowChart({ endpoint, answer, onSave }: Props) {
  const flows = useMemo(() => flowsOf(endpoint), [endpoint]);
  const [chosen, setChosen] = useState(flows[0]?.id);
  const flow = flows.find(({ id }) => id === chosen) ?? flows[0];
  const group = groupOf(endpoint, answer.stored.request);
  const data = useMemo((): ChartData => {
    if (!flow) return { at: [], nameOf: String, partial: null, series: [] };
    const line = sinceCounted(periodsIn(endpoint, answer.stored.rows, group), flow);
    const at = momentsOf([line]);
    const panel = flow.label;
    // Minus nothing would be written as zero with a sign.
    const lost = valuesAt(at, line, flow.lost).map((value) => (value ? -value : value));
    return {
      ...frameOf(at, group),
      series: [
        { id: flow.gained.path, label: t`New`, tone: 'good', panel, values: valuesAt(at, line, flow.gained) },
        { id: flow.lost.path, label: t`Lost`, tone: 'bad', panel, values: lost },
      ],
    };
  }, [endpoint, answer, flow, group]);

  if (!flow || data.at.length === 0) return null;
  const name = flow.label.charAt(0).toLowerCase() + flow.label.slice(1);
  return (
    <ColumnChart
      title={t`New and lost ${name} ${byPeriod(group)}`}
      data={data}
      about={aboutOf([answer])}
      note={
        <p>{t`New above the axis, lost below. The two do not add up to the change of the standing figures: DataForSEO counts them in different ways.`}</p>
      }
      onSave={onSave}
    >
      <fieldset class="switches">
        <legend class="visually-hidden">{t`What was won and lost`}</legend>
        {flows.map(({ id, label, gained }) => (
          <button
            key={id}
            type="button"
            class="switch"
            aria-pressed={id === flow.id}
            title={gained.help || undefined}
            onClick={() => setChosen(id)}
          >
            {label}
          </button>
        ))}
        <span class="grow" />
        <Key of={data.series} />
      </fieldset>
    </ColumnChart>
  );
}
