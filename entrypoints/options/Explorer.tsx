import { useEffect, useMemo, useState } from 'preact/hooks';
import { NextStep, WaysIn } from '../../components/explorer/NextStep.tsx';
import { controlId } from '../../components/explorer/ParamField.tsx';
import { RequestForm } from '../../components/explorer/RequestForm.tsx';
import { announcementOf, ResultPanel } from '../../components/explorer/ResultPanel.tsx';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import type { EndpointId } from '../../lib/endpoints/index.ts';
import type { Ask, Status } from '../../lib/messages.ts';
import type { Failure } from '../../lib/outcome.ts';
import { identityOf, withOurs } from '../../lib/request.ts';
import { hashOfRequest, requestOf } from '../../lib/route.ts';
import { download } from './download.ts';
import { type Draft, draftOf, type Faults, faultsOf, missingIn, priceOfDraft, requestOfDraft } from './draft.ts';
import { useReading } from './use-reading.ts';
import { type Question, useReport } from './use-report.ts';

type Props = {
  endpoint: Endpoint & { id: EndpointId };
  /** The values in the address, as they stand there. */
  query: string;
  status: Status;
  onGo: (hash: string) => void;
  /** The one target the form is about, for the links to other reports. */
  onTarget: (target: string) => void;
  /** Something was answered, so spending and balance may be others. */
  onAnswered: () => void;
  /** Asks the person for the permission to reach the API; true where it is given. */
  onAllow: () => Promise<boolean>;
  onSample: () => void;
};

/** One report: the form made of its parameters, and what is known of the request in the address. */
export function Explorer({ endpoint, query, status, onGo, onTarget, onAnswered, onAllow, onSample }: Props) {
  const asked = useMemo(() => requestOf(endpoint, new URLSearchParams(query)), [endpoint, query]);
  const [draft, setDraft] = useState<Draft>(() => draftOf(endpoint, asked));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  useEffect(() => {
    setDraft(draftOf(endpoint, asked));
    setLeft(new Set());
  }, [endpoint, asked]);

  const { environment } = status.settings;
  const questionOf = (request: AnyRequest): Question => ({
    key: `${environment} ${hashOfRequest(endpoint, request)}`,
    endpoint: endpoint.id,
    request,
  });
  const isAsked = missingIn(endpoint, asked).length === 0;
  const { report, ask } = useReport(isAsked ? questionOf(asked) : null, (stored) => {
    setSaid(stored ? announcementOf(stored) : '');
    onAnswered();
  });

  const request = requestOfDraft(endpoint, draft);
  const faults = faultsOf(endpoint, request);
  const isChanged = identityOf(endpoint, request) !== identityOf(endpoint, withOurs(endpoint, asked));
  const isAgain = !isChanged && report.stored?.fresh === true;
  const shownFaults = { ...(isChanged ? {} : issuesOf(report.failure)), ...pick(faults, left) };
  const askedPriceUsd = priceOfDraft(endpoint, withOurs(endpoint, asked), status.prices);

  const [targetName, targetParam] = Object.entries(endpoint.request).find(([, { control }]) => control === 'target') ?? [];
  const target = targetName ? (draft[targetName] ?? '') : '';
  const reading = useReading(target, targetParam?.allows ?? 'any');
  useEffect(() => {
    if (target.trim()) onTarget(target.trim());
  }, [target, onTarget]);

  const begin = (what: AnyRequest, buy: Ask['buy']) => {
    onGo(hashOfRequest(endpoint, what));
    setSaid('Asking DataForSEO');
    void ask(questionOf(what), buy);
  };
  const run = () => {
    setLeft(new Set(Object.keys(endpoint.request)));
    const [first] = Object.keys(endpoint.request).filter((name) => faults[name]);
    if (first) focusOn(first);
    else begin(request, isAgain ? 'always' : 'unless-fresh');
  };
  const fix = () => {
    const names = Object.keys(endpoint.request);
    const first = names.find((name) => shownFaults[name]) ?? names[0];
    if (first) focusOn(first);
  };
  const allow = async () => {
    if (await onAllow()) void ask(questionOf(asked), 'never');
  };

  return (
    <>
      <RequestForm
        endpoint={endpoint}
        draft={draft}
        faults={shownFaults}
        reading={reading}
        priceUsd={priceOfDraft(endpoint, request, status.prices)}
        isAgain={isAgain}
        isBusy={report.askedAt !== null && report.isBuying && !isChanged}
        onDraft={(name, value) => setDraft((now) => ({ ...now, [name]: value }))}
        onLeave={(name) => setLeft((now) => (now.has(name) || !draft[name] ? now : new Set([...now, name])))}
        onRun={run}
      />
      <p class="visually-hidden" role="status">
        {said}
      </p>
      <ResultPanel
        endpoint={endpoint}
        isAsked={isAsked}
        welcome={!status.ready && <WaysIn onSample={onSample} />}
        stored={report.stored}
        failure={report.failure}
        askedAt={report.askedAt}
        isBuying={report.isBuying}
        isChanged={isChanged}
        priceUsd={askedPriceUsd}
        next={
          report.failure && (
            <NextStep
              failure={report.failure}
              priceUsd={askedPriceUsd}
              onAsk={(how) => begin(asked, how)}
              onFix={fix}
              onAllow={() => void allow()}
              onSample={onSample}
            />
          )
        }
        onFix={fix}
        onExport={(stored) => download(endpoint, stored)}
      />
    </>
  );
}

const issuesOf = (failure: Failure | null): Faults =>
  Object.fromEntries((failure?.issues ?? []).map(({ param, message }) => [param, message]));

const pick = (faults: Faults, names: ReadonlySet<string>): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([name]) => names.has(name)));

function focusOn(name: string): void {
  // A fault may have to open "More options" first.
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(controlId(name))?.focus()));
}
