import { useMemo } from 'preact/hooks';
import { Alert } from '../../components/Alert.tsx';
import { NextStep } from '../../components/explorer/NextStep.tsx';
import { results } from '../../components/explorer/ResultPanel.tsx';
import { Waiting } from '../../components/explorer/Waiting.tsx';
import { Notice } from '../../components/Notice.tsx';
import type { Row } from '../../lib/columns.ts';
import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { age, money } from '../../lib/format.ts';
import type { Ask, Status } from '../../lib/messages.ts';
import type { AllowOnce } from '../../lib/outcome.ts';
import type { Report } from '../../lib/reports/define.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { withReport } from '../../lib/reports/presets.ts';
import { hashOfRequest } from '../../lib/route.ts';
import { t } from '../../lib/words.ts';
import { saveFile } from './download.ts';
import { priceOfDraft } from './draft.ts';
import { useConfirmed } from './use-confirmed.tsx';
import { useReport } from './use-report.ts';

type Props = {
  opens: NonNullable<Report['opens']>;
  row: Row;
  /** The request of the list the row is of. */
  request: AnyRequest;
  status: Status;
  onAnswered: () => void;
  onAllow: () => Promise<boolean>;
  onSample: () => void;
};

/** What is behind a row of a list, in its place: free where it is stored, else one press with its price away. */
export function Expansion({ opens, row, request, status, onAnswered, onAllow, onSample }: Props) {
  const endpoint = endpointOf(opens.endpoint);
  const wanted = useMemo(() => {
    const named = opens.request(row, request);
    return named && withReport(endpoint, reportOf(endpoint.id), named);
  }, [opens, row, request, endpoint]);
  const { environment } = status.settings;
  const hash = wanted && hashOfRequest(endpoint, wanted);
  const question = wanted && { key: `${environment} ${hash}`, environment, endpoint: endpoint.id, request: wanted };
  const { report: answer, ask } = useReport(question, onAnswered);
  const { confirmed, dialog } = useConfirmed(status.settings);
  if (!question || !hash) return <p class="muted">{t`This row names nothing that could be listed.`}</p>;

  const priceUsd = priceOfDraft(endpoint, question.request, status.prices);
  const buy = (how: Ask['buy'], allowed?: AllowOnce) => {
    if (allowed || how === 'never') void ask(question, how, allowed);
    else confirmed({ label: opens.title, priceUsd: priceUsd ?? 0 }, (once) => void ask(question, how, once));
  };
  const { stored, failure, askedAt, isBuying } = answer;
  const Result = results[endpoint.view];
  return (
    <section class="expansion" aria-label={opens.title}>
      <p class="strip num small">
        <b>{opens.title}</b>
        {stored && <span>{age(stored.fetchedAt)}</span>}
        {!stored && askedAt === null && (
          <button type="button" onClick={() => buy('unless-fresh')}>
            {t`Load`} {priceUsd !== null && priceUsd > 0 && <span class="price">{money(priceUsd)}</span>}
          </button>
        )}
        <a href={hash}>{t`Open as a report`}</a>
      </p>
      {!stored && askedAt !== null && isBuying && <Waiting since={askedAt} isBuying />}
      <Alert>
        {failure && failure.kind !== 'not-cached' && (
          <Notice failure={failure}>
            <NextStep
              failure={failure}
              priceUsd={priceUsd}
              onAsk={buy}
              onFix={() => location.assign(hash)}
              onAllow={() => void onAllow().then((isAllowed) => isAllowed && buy('never'))}
              onSample={onSample}
            />
          </Notice>
        )}
      </Alert>
      {stored?.rows.length === 0 && <p class="muted">{t`Nothing found: DataForSEO’s index has no row for this.`}</p>}
      {stored && stored.rows.length > 0 && (
        <Result
          endpoint={endpoint}
          stored={stored}
          isCounted={false}
          tools={() => null}
          beside={{ prices: status.prices, past: [], onSave: saveFile }}
        />
      )}
      {dialog}
    </section>
  );
}
