import type { OnScreen } from '../../../components/explorer/TableResult.tsx';
import type { Want } from '../../../lib/bulk/book.ts';
import type { BulkTable } from '../../../lib/bulk/rows.ts';
import type { Stored } from '../../../lib/messages.ts';
import type { EnvironmentName } from '../../../lib/settings.ts';
import { Exports } from '../Exports.tsx';

type Props = {
  title: string;
  table: BulkTable;
  wants: readonly Want[];
  targets: readonly string[];
  environment: EnvironmentName;
  /** What is on screen of it; all of it where nothing is filtered. */
  view?: OnScreen;
  onSpent: () => void;
};

/** Saving and copying a table of several answers, as any other is. */
export function SavedTable({ title, table, wants, targets, environment, view, onSpent }: Props) {
  const lead = wants[0]?.metric.endpoint;
  if (!lead) return null;
  const { columns, rows, fetchedAt } = table;
  const stored: Stored = {
    ...{ endpoint: lead.id, request: { targets: [...targets] }, environment, rows, head: {}, totalCount: null },
    ...{ fetchedAt, costUsd: 0, fresh: true, freshDays: lead.freshDays, cached: true },
  };
  return (
    <Exports
      endpoint={{ ...lead, id: title.toLowerCase(), title, ai: false }}
      stored={stored}
      view={view ?? { columns, found: rows, selected: [] }}
      condensedUsd={null}
      onSpent={onSpent}
    />
  );
}
