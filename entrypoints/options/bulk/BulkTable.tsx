import { Onward } from '../../../components/bulk/Onward.tsx';
import { Rows } from '../../../components/explorer/TableResult.tsx';
import type { Want } from '../../../lib/bulk/book.ts';
import type { BulkTable as Table } from '../../../lib/bulk/rows.ts';
import type { Row } from '../../../lib/columns.ts';
import { count } from '../../../lib/format.ts';
import type { EnvironmentName } from '../../../lib/settings.ts';
import { t } from '../../../lib/words.ts';
import { SavedTable } from './SavedTable.tsx';

type Props = {
  table: Table;
  wants: readonly Want[];
  targets: readonly string[];
  environment: EnvironmentName;
  /** Rows that came for targets nobody asked for. */
  strangers: number;
  onAnswered: () => void;
};

const acts = {
  renderSelected: (rows: readonly Row[]) => <Onward targets={rows.map(({ target }) => String(target))} />,
  renderActs: ({ target }: Row) => <Onward targets={[String(target)]} />,
};

/** What is known of the list, strongest first. */
export function BulkTable({ table, wants, targets, environment, strangers, onAnswered }: Props) {
  const { columns, rows, chosen, unanswered } = table;
  return (
    <>
      {unanswered.length > 0 && (
        <p class="warn-text small" data-field="unanswered">
          {unanswered.length === 1
            ? t`DataForSEO sent no row for ${count(unanswered.length)} target; they stand below without these figures, and are not asked for again by themselves.`
            : t`DataForSEO sent no row for ${count(unanswered.length)} targets; they stand below without these figures, and are not asked for again by themselves.`}
        </p>
      )}
      {strangers > 0 && (
        <p class="muted small">
          {strangers === 1
            ? t`${count(strangers)} row came for targets that were not asked for and is not shown.`
            : t`${count(strangers)} rows came for targets that were not asked for and are not shown.`}
        </p>
      )}
      <Rows
        // Its layout is remembered by what is ticked.
        caption={t`Bulk: ${wants.map(({ metric }) => metric.title).join(', ')}`}
        columns={columns}
        chosen={chosen}
        keyPath="target"
        rows={rows}
        totalCount={null}
        isCounted={false}
        tools={(view) => (
          <>
            <span class="grow" />
            <SavedTable
              title={t`Bulk`}
              table={table}
              wants={wants}
              targets={targets}
              environment={environment}
              view={view}
              onSpent={onAnswered}
            />
          </>
        )}
        acts={acts}
      />
    </>
  );
}
