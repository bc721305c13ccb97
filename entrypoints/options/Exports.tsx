import { useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { type ExportChoice, ExportMenu } from '../../components/explorer/ExportMenu.tsx';
import type { OnScreen } from '../../components/explorer/TableResult.tsx';
import { askBackground } from '../../lib/ask.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import type { FormatId } from '../../lib/export/formats.ts';
import { allowanceFor, spentWords, wordsOf } from '../../lib/failure-words.ts';
import { count, money } from '../../lib/format.ts';
import type { Stored } from '../../lib/messages.ts';
import type { AllowOnce } from '../../lib/outcome.ts';
import { paperOfRows } from '../../lib/paper.ts';
import { t } from '../../lib/words.ts';
import { Reports } from './answers/Reports.tsx';

import { copyRows, copyText, type ExportEnd, type Exported, exportRows } from './download.ts';

type Progress = { written: number; of: number };

const endings: Record<ExportEnd, (rows: number) => string> = {
  done: (rows) => (rows === 1 ? t`${count(rows)} row written` : t`${count(rows)} rows written`),
  cancelled: () => t`Cancelled`,
  refused: () => t`The browser refused the clipboard`,
};

type Props = {
  endpoint: Endpoint;
  stored: Stored;
  view: OnScreen;
  /** What the endpoint's condensed form of the same costs; null where there is none. */
  condensedUsd: number | null;
  onSpent: () => void;
};

/** Saving and copying what is loaded. All of it is free, for the rows are paid for; but the API's own condensed form is another answer. */
export function Exports({ endpoint, stored, view, condensedUsd, onSpent }: Props) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [outcome, setOutcome] = useState('');
  const stop = useRef<AbortController | null>(null);
  /** The request whose condensed form was asked for in vain: the next press asks knowingly, for what may have been charged or passes a limit. */
  const [vain, setVain] = useState<{ request: Stored['request']; allow: AllowOnce | null } | null>(null);
  const again = vain?.request === stored.request ? vain : null;

  const write = async (how: typeof exportRows, format: FormatId, { scope, ...options }: ExportChoice) => {
    const rows = { selection: view.selected, filtered: view.found, loaded: stored.rows }[scope];
    const exported: Exported = { endpoint, stored, columns: view.columns, rows, scope };
    stop.current = new AbortController();
    setProgress({ written: 0, of: rows.length });
    const watch = { signal: stop.current.signal, onProgress: (written: number) => setProgress({ written, of: rows.length }) };
    const end = await how(format, exported, options, watch).finally(() => setProgress(null));
    setOutcome(endings[end](rows.length));
  };

  const copyCondensed = async () => {
    const asked = askBackground({
      endpoint: stored.endpoint,
      request: stored.request,
      askedBy: 'explorer',
      environment: stored.environment,
      buy: again ? 'again' : 'unless-fresh',
      ...(again?.allow ? { allow: again.allow } : {}),
      form: 'ai',
      inPrivate: browser.extension?.inIncognitoContext ?? false,
    });
    // Called in the press itself: the clipboard is asked for now and waits for the text.
    const text = asked.then((outcome) => {
      if (!outcome.ok) throw outcome.failure;
      return [JSON.stringify(outcome.value.rows)];
    });
    setOutcome(t`Asking DataForSEO`);
    const end = await copyText(text);
    const answer = await asked;
    const allow = answer.ok ? null : allowanceFor(answer.failure);
    setVain(!answer.ok && (allow || answer.failure.spent !== 'no') ? { request: stored.request, allow } : null);
    setOutcome(
      answer.ok ? (end === 'done' ? t`Copied` : endings[end](0)) : `${wordsOf(answer.failure).title}. ${spentWords(answer.failure)}`,
    );
    onSpent();
  };

  return (
    <>
      <button
        type="button"
        onClick={() =>
          void write(exportRows, 'csv', {
            scope: view.selected.length > 0 ? 'selection' : 'filtered',
            byteOrderMark: true,
            comments: false,
          })
        }
        aria-disabled={progress !== null || undefined}
      >{t`Export CSV`}</button>
      <Reports
        name={endpoint.id}
        paper={(most) => paperOfRows(stored, view.columns, view.selected.length > 0 ? view.selected : view.found, most)}
        dossier={() => ({
          ...{ title: endpoint.title, madeAt: Date.now(), playbook: null, inputs: {}, steps: [] },
          answers: [{ step: null, stored }],
        })}
      />
      <ExportMenu
        counts={{ selection: view.selected.length, filtered: view.found.length, loaded: stored.rows.length }}
        progress={progress}
        outcome={outcome}
        onExport={(format, choice) => void write(exportRows, format, choice)}
        onCopy={(format, choice) => void write(copyRows, format, choice)}
        onCancel={() => stop.current?.abort()}
      >
        {condensedUsd !== null && (
          <ul aria-label={t`From DataForSEO`}>
            <li>
              <button type="button" aria-describedby="condensed-help" onClick={() => void copyCondensed()}>
                {again?.allow ? t`Allow this once` : again ? t`Ask again` : t`Copy for AI`} <span class="price">{money(condensedUsd)}</span>
              </button>
              <span id="condensed-help" class="muted small">{t`DataForSEO’s own condensed form, bought once more`}</span>
            </li>
          </ul>
        )}
      </ExportMenu>
    </>
  );
}
