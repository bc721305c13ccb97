import { useMemo, useState } from 'preact/hooks';
import { type Column, columnsOf } from '../../lib/columns.ts';
import type { Figures } from '../../lib/messages.ts';
import { momentsOf, periodsIn, valuesAt } from '../../lib/series.ts';
import type { Every } from '../../lib/watch/define.ts';
import { historyRows, watchedFields } from '../../lib/watch/rows.ts';
import { t } from '../../lib/words.ts';
import { LineChart, type SaveFile } from '../charts/Chart.tsx';
import type { ChartData } from '../charts/data.ts';
import { Switches } from '../charts/Switches.tsx';
import { byPeriod, frameOf, headline } from '../trends/parts.ts';

type Props = { target: string; past: readonly Figures[]; every: Every; environment: string; onSave: SaveFile };

/** What is drawn at first, as far as it is known. */
const usual: readonly string[] = ['referring_main_domains', 'backlinks', 'rank'];

const nouns: Record<Every, string> = { day: t`day`, week: t`week`, month: t`month` };

const PANEL_PX = 132;
const AROUND_PX = 64;
const ALONE_PX = 260;

/** How the figures of a site went: everything that looks, bulk calls and overviews ever brought, for nothing. */
export function SiteHistory({ target, past, every, environment, onSave }: Props) {
  const rows = useMemo(() => historyRows(past), [past]);
  const figures = useMemo((): Column[] => {
    const known = Object.entries(watchedFields).filter(([name]) => rows.some((row) => row[name] !== undefined));
    return columnsOf({ row: Object.fromEntries(known) }, { rows: [], head: {} });
  }, [rows]);
  const [on, setOn] = useState<ReadonlySet<string>>(() => new Set(usual));
  const shown = useMemo(() => {
    const chosen = figures.filter(({ path }) => on.has(path));
    return chosen.length > 0 ? chosen : figures.slice(0, 2);
  }, [figures, on]);
  const data = useMemo((): ChartData => {
    const row = Object.fromEntries(figures.flatMap(({ path }) => (watchedFields[path] ? [[path, watchedFields[path]]] : [])));
    const line = periodsIn({ row }, rows, every);
    const at = momentsOf([line]);
    const series = shown.map((figure) => {
      return { id: figure.path, label: target, panel: figure.label, tone: 1 as const, values: valuesAt(at, line, figure) };
    });
    return { ...frameOf(at, every), series };
  }, [figures, rows, shown, every, target]);
  if (data.at.length < 2)
    return (
      <section class="notice" data-state="no-history">
        <h2>{t`One look is no line yet`}</h2>
        <p>{t`Every further look adds a point here, and so does every overview and bulk call about it. Viewing it is free.`}</p>
      </section>
    );
  return (
    <LineChart
      title={`${headline(shown.map(({ label }) => label))} ${byPeriod(every)}`}
      data={data}
      about={{
        ...{ targets: [target], endpoint: 'watchlist', request: { target }, environment, costUsd: 0 },
        fetchedAt: past.at(-1)?.fetchedAt ?? 0,
      }}
      height={shown.length === 1 ? ALONE_PX : AROUND_PX + shown.length * PANEL_PX}
      note={<p>{t`The newest figures of each ${nouns[every]}. Where the line is broken nobody looked.`}</p>}
      onSave={onSave}
    >
      <Switches
        label={t`Figures`}
        options={figures.map(({ path, label, help }) => ({ id: path, label, help }))}
        on={new Set(shown.map(({ path }) => path))}
        onChange={setOn}
      />
    </LineChart>
  );
}
