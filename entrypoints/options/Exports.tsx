import { useRef, useState } from 'preact/hooks';
import { type ExportChoice, ExportMenu } from '../../components/explorer/ExportMenu.tsx';
import type { OnScreen } from '../../components/explorer/TableResult.tsx';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import type { FormatId } from '../../lib/export/formats.ts';
import { count } from '../../lib/format.ts';
import type { Stored } from '../../lib/messages.ts';
import { copyRows, type ExportEnd, type Exported, exportRows } from './download.ts';

type Progress = { written: number; of: number };

const endings: Record<ExportEnd, (rows: number) => string> = {
  done: (rows) => `${count(rows)} ${rows === 1 ? 'row' : 'rows'} written`,
  cancelled: () => 'Cancelled',
  refused: () => 'The browser refused the clipboard',
};

/** Saving and copying what is loaded. All of it is free: the rows are paid for. */
export function Exports({ endpoint, stored, view }: { endpoint: Endpoint; stored: Stored; view: OnScreen }) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [outcome, setOutcome] = useState('');
  const stop = useRef<AbortController | null>(null);

  const write = async (how: typeof exportRows, format: FormatId, { scope, ...options }: ExportChoice) => {
    const rows = scope === 'loaded' ? stored.rows : view.found;
    const exported: Exported = { endpoint, stored, columns: view.columns, rows, scope };
    stop.current = new AbortController();
    setProgress({ written: 0, of: rows.length });
    const watch = { signal: stop.current.signal, onProgress: (written: number) => setProgress({ written, of: rows.length }) };
    const end = await how(format, exported, options, watch).finally(() => setProgress(null));
    setOutcome(endings[end](rows.length));
  };

  return (
    <>
      <button
        type="button"
        onClick={() => void write(exportRows, 'csv', { scope: 'filtered', byteOrderMark: true, comments: false })}
        aria-disabled={progress !== null || undefined}
      >
        Export CSV
      </button>
      <ExportMenu
        counts={{ selection: 0, filtered: view.found.length, loaded: stored.rows.length }}
        progress={progress}
        outcome={outcome}
        onExport={(format, choice) => void write(exportRows, format, choice)}
        onCopy={(format, choice) => void write(copyRows, format, choice)}
        onCancel={() => stop.current?.abort()}
      />
    </>
  );
}
