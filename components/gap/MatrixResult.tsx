import { t } from '../../lib/words.ts';
import './matrix.css';
import { useCallback, useId, useMemo, useRef, useState } from 'preact/hooks';
import type { Row } from '../../lib/columns.ts';
import type { AnyRequest, Matrix } from '../../lib/endpoints/define.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { count } from '../../lib/format.ts';
import { gapOf, listIn } from '../../lib/gap/build.ts';
import { cellPath, columnsForFile, fieldsOfLinker, matrixColumns } from '../../lib/gap/columns.ts';
import { type Linker, linkerOf, numberedField, rivalsOf } from '../../lib/gap/matrix.ts';
import { mineOf, rowsIn, type TabId, tabs } from '../../lib/gap/tabs.ts';
import { MOST_PER_PAGE } from '../../lib/pages.ts';
import { linksWhere } from '../../lib/reports/parts.ts';
import { hashOfRequest } from '../../lib/route.ts';
import { addressCell, hostCell } from '../explorer/cell-texts.ts';
import { Rows, TableResult } from '../explorer/TableResult.tsx';
import type { GridColumn } from '../grid/columns.ts';
import { addressOf } from './address.ts';
import { GapTabs } from './GapTabs.tsx';
import { cellWords, HitCell } from './HitCell.tsx';
import { ReadOut } from './ReadOut.tsx';
import { useMe } from './use-me.ts';
import { useMyLinkers } from './use-my-linkers.ts';

type Props = Parameters<typeof TableResult>[0];

/** Who links to which of several targets: a line for each site or page that links, a column for each target. */
export function MatrixResult(props: Props) {
  const { matrix, row } = props.endpoint;
  const field = numberedField(row);
  if (!matrix || field === null) return <TableResult {...props} />;
  return <MatrixOf {...props} matrix={matrix} field={field} />;
}

const nameOf = (target: string): string => (/^https?:\/\//i.test(target) ? addressCell(target) : hostCell(target)).text;
/** Widths of cells that are drawn here. */
const [HITS_PX, LINKS_PX, SAYS_PX] = [84, 88, 148];

const bestFirst = [
  { path: 'hits', direction: 'desc' },
  { path: 'best_rank', direction: 'desc' },
] as const;

function MatrixOf({ endpoint, stored, tools, acts, matrix, field }: Props & { matrix: Matrix; field: string }) {
  const id = useId();
  const { rows, head, request, totalCount } = stored;
  const [tab, setTab] = useState<TabId>('any');
  const [last] = useMe();
  const gap = gapOf({ targets: listIn(request.targets), excluded: listIn(request.exclude_targets) }, last);
  const { me, isMeExcluded } = gap;
  const known = useMyLinkers(matrix, isMeExcluded ? '' : me, acts?.onLook);

  const rivals = useMemo(() => rivalsOf(head, request.targets).map(nameOf), [head, request]);
  const fields = endpoint.row[field]?.fields ?? {};
  const linkers = useMemo(() => rows.map((row) => linkerOf(row, field, matrix, rivals.length)), [rows, field, matrix, rivals]);
  const linkerAt = useMemo(() => {
    const byRow = new Map(linkers.map((linker) => [linker.row, linker]));
    return (row: Row): Linker => byRow.get(row) ?? linkerOf(row, field, matrix, rivals.length);
  }, [linkers, field, matrix, rivals]);

  const mine = useMemo(() => mineOf(me, isMeExcluded, known, matrix.mine), [me, isMeExcluded, known, matrix]);
  const tabbed = useMemo(() => new Map(tabs.map((each) => [each.id, rowsIn(each, linkers, mine)])), [linkers, mine]);
  const counts = Object.fromEntries(
    [...tabbed].map(([name, { linkers: found, unknown }]) => [name, unknown === linkers.length ? null : found.length]),
  ) as Record<TabId, number | null>;
  const inTab = tabbed.get(tab);
  const unknown = inTab?.unknown ?? 0;
  const shown = useMemo(() => (inTab?.linkers ?? []).map(({ row }) => row), [inTab]);

  const columns = useMemo(() => {
    const linksToMe = me === '' ? null : ({ who }: Linker) => mine.linksFrom(who);
    return matrixColumns({ matrix, fields, rivals, linkerAt, linksToMe });
  }, [matrix, fields, rivals, linkerAt, mine, me]);
  const chosen = useMemo(() => columns.filter(({ width }) => width !== undefined).map(({ path, width }) => ({ path, width })), [columns]);
  const drawn = useMemo(() => {
    const targets = rivalsOf(head, request.targets);
    const draws = new Map<string, Pick<GridColumn, 'draw' | 'width'>>([
      ['hits', { width: HITS_PX, draw: (row) => <Hits hits={linkerAt(row).hits} of={rivals.length} /> }],
    ]);
    for (const [at, rival] of rivals.entries()) {
      const target = targets[at] ?? '';
      draws.set(cellPath(matrix, at), {
        width: matrix.says ? SAYS_PX : LINKS_PX,
        draw: (row) => {
          const { who, cells } = linkerAt(row);
          const cell = cells[at] ?? null;
          return <HitCell rival={rival} cell={cell} href={cell && doorOf(matrix, who, target, request)} says={matrix.says} />;
        },
      });
    }
    return draws;
  }, [matrix, linkerAt, rivals, head, request]);

  // Told past this component: what the keyboard is on changes often, and nothing here does with it.
  const readOut = useRef<(words: string) => void>(() => {});
  const onActive = useCallback(
    (row: Row | null, path: string | null) => {
      const at = path === null ? -1 : rivals.findIndex((_, rival) => cellPath(matrix, rival) === path);
      const rival = rivals[at];
      readOut.current(row && rival !== undefined ? cellWords(rival, linkerAt(row).cells[at] ?? null) : '');
    },
    [matrix, rivals, linkerAt],
  );

  const active = tabs.find((each) => each.id === tab) as (typeof tabs)[number];
  return (
    <div class="matrix">
      <div class="tab-line">
        <GapTabs id={id} counts={counts} active={tab} onTab={setTab} />
        <p class="small muted">{active.explains}</p>
      </div>
      {unknown > 0 && unknown < rows.length && (
        <p class="small" data-state="mine-unknown">
          <UnknownMine me={me} unknown={unknown} known={known} matrix={matrix} />
        </p>
      )}
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        <div class="matrix-rows" hidden={shown.length === 0}>
          <Rows
            caption={t`${endpoint.title}, ${count(rivals.length)} targets`}
            columns={columns}
            chosen={chosen}
            keyPath={matrix.who}
            firstSort={Array.isArray(request.order_by) ? undefined : bestFirst}
            drawn={drawn}
            fieldsOf={(row) => fieldsOfLinker(fields, linkerAt(row), rivals)}
            onActive={onActive}
            rows={shown}
            totalCount={totalCount}
            isCounted
            tools={(view) => tools({ ...view, columns: columnsForFile(columns, rivals) })}
            acts={acts}
          />
          <ReadOut onTell={readOut} />
        </div>
        {shown.length === 0 && (
          <section class="notice" data-state="empty-tab">
            <h2>{unknown === rows.length ? t`Not known yet` : t`No loaded row is in “${active.title}”`}</h2>
            {unknown === rows.length && (
              <p>
                <UnknownMine me={me} unknown={unknown} known={known} matrix={matrix} />
              </p>
            )}
            <button type="button" onClick={() => setTab('any')}>
              {t`Show any of the ${count(rows.length)}`}
            </button>
          </section>
        )}
      </div>
    </div>
  );
}

function Hits({ hits, of }: { hits: number; of: number }) {
  return (
    <>
      {count(hits)} <span class="muted">{t`of ${count(of)}`}</span>
    </>
  );
}

/** Where the links that a cell counts are listed; null where no field leads to them, or the row is nobody's. */
function doorOf({ linksBy }: Matrix, who: string | null, target: string, request: AnyRequest): string | null {
  const wanted = linksBy && who ? linksWhere([linksBy, '=', who], { ...request, target }) : null;
  return wanted && hashOfRequest(endpointOf('backlinks'), wanted);
}

type UnknownProps = { me: string; unknown: number; known: ReturnType<typeof useMyLinkers>; matrix: Matrix };

/** Why it is not known who links to the own site, and the one thing to do about it. */
function UnknownMine({ me, unknown, known, matrix }: UnknownProps) {
  if (me === '') return t`Name your own site under Me to see this.`;
  const door = (
    <a href={addressOf(matrix.mine.endpoint, { ...matrix.mine.request, target: me, limit: MOST_PER_PAGE })}>{t`Open that list`}</a>
  );
  if (!known) return t`Who links to ${nameOf(me)} is not stored. ${door}: Run has its price, and then it is counted here for nothing.`;
  return t`Of ${count(unknown)} rows it is not known: ${count(known.rows.length)} of ${count(known.total)} that link to ${nameOf(me)} are loaded. ${door} to load more.`;
}
