import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { LoadStrip } from '../../components/explorer/LoadStrip.tsx';
import { NextStep, WaysIn } from '../../components/explorer/NextStep.tsx';
import { focusOn, RequestForm } from '../../components/explorer/RequestForm.tsx';
import { announcementOf, ResultPanel } from '../../components/explorer/ResultPanel.tsx';
import type { RowActs } from '../../components/explorer/TableResult.tsx';
import { OnwardBar } from '../../components/gap/OnwardBar.tsx';
import { CheckLinks } from '../../components/link-check/CheckLinks.tsx';
import type { Row } from '../../lib/columns.ts';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { type EndpointId, endpointOf } from '../../lib/endpoints/index.ts';
import { MOST_SORTS } from '../../lib/filters.ts';
import type { Ask, Status } from '../../lib/messages.ts';
import type { AllowOnce, Failure } from '../../lib/outcome.ts';
import type { Report } from '../../lib/reports/define.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { withReport } from '../../lib/reports/presets.ts';
import { identityOf } from '../../lib/request.ts';
import { hashOfRequest, requestOf, routeOf } from '../../lib/route.ts';
import { t } from '../../lib/words.ts';
import { saveFile } from './download.ts';
import { type Draft, draftOf, type Faults, faultsOf, missingIn, priceOfDraft, requestOfDraft } from './draft.ts';
import { Expansion } from './Expansion.tsx';
import { Exports } from './Exports.tsx';
import { look, readTargets } from './look.ts';
import { RowCheck } from './RowCheck.tsx';
import { useConfirmed } from './use-confirmed.tsx';
import { useFilterable } from './use-filterable.ts';
import { linkIn, useLinkChecks } from './use-link-checks.ts';
import { usePast } from './use-past.ts';
import { usePull } from './use-pull.ts';
import { useReading } from './use-reading.ts';
import { useRecents, useTabSite } from './use-recents.ts';
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
  /** Whether an address of that word leads anywhere. */
  isPage: (word: string) => boolean;
};

/** One report: the form made of its parameters, and what is known of the request in the address. */
export function Explorer({ endpoint, query, status, onGo, onTarget, onAnswered, onAllow, onSample, isPage }: Props) {
  const report = reportOf(endpoint.id);
  const asked = useMemo(() => withReport(endpoint, report, requestOf(endpoint, new URLSearchParams(query))), [endpoint, report, query]);
  const [draft, setDraft] = useState<Draft>(() => draftOf(endpoint, report, asked));
  const [editorFaults, setEditorFaults] = useState<Faults>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  useEffect(() => {
    setDraft(draftOf(endpoint, report, asked));
    setEditorFaults({});
    setLeft(new Set());
  }, [endpoint, report, asked]);

  const { environment } = status.settings;
  const questionOf = (request: AnyRequest): Question => ({
    key: `${environment} ${hashOfRequest(endpoint, request)}`,
    environment,
    endpoint: endpoint.id,
    request,
  });
  const isAsked = missingIn(endpoint, asked).length === 0;
  const { report: answer, ask } = useReport(isAsked ? questionOf(asked) : null, (stored) => {
    setSaid(stored ? announcementOf(stored) : '');
    onAnswered();
  });

  const isPrivate = browser.extension?.inIncognitoContext ?? false;
  // Nothing is written down for private windows, so there is no list to go on with.
  const { stored, dropped, pull, ...load } = usePull(endpoint, isPrivate ? null : answer.stored, onAnswered);
  const past = usePast(endpoint.view === 'overview' && !isPrivate ? answer.stored : null);
  const request = requestOfDraft(endpoint, report, draft);
  const faults = { ...faultsOf(endpoint, request), ...editorFaults };
  const isChanged = identityOf(endpoint, request) !== identityOf(endpoint, asked);
  const isAgain = !isChanged && answer.stored?.fresh === true;
  const shownFaults = { ...(isChanged ? {} : issuesOf(answer.failure)), ...pick(faults, left) };
  const askedPriceUsd = priceOfDraft(endpoint, asked, status.prices);

  const [targetName, targetParam] = Object.entries(endpoint.request).find(([, { control }]) => control === 'target') ?? [];
  const target = targetName ? (draft[targetName] ?? '') : '';
  const reading = useReading(target, targetParam?.allows ?? 'any');
  useEffect(() => {
    if (target.trim()) onTarget(target.trim());
  }, [target, onTarget]);

  const { fieldsOf, readFilters } = useFilterable(endpoint, request, status.ready);
  const [sortName] = Object.entries(endpoint.request).find(([, { control }]) => control === 'order') ?? [];
  const recents = useRecents();
  const tab = useTabSite();

  const { confirmed, dialog } = useConfirmed(status.settings);
  const nameOf = (what: AnyRequest): string => `${endpoint.title}${targetName && what[targetName] ? t` of ${what[targetName]}` : ''}`;

  const begin = (what: AnyRequest, buy: Ask['buy'], allow?: AllowOnce) => {
    onGo(hashOfRequest(endpoint, what));
    setSaid(t`Asking DataForSEO`);
    void ask(questionOf(what), buy, allow);
  };
  const run = () => {
    setLeft(new Set(Object.keys(endpoint.request)));
    const [first] = Object.keys(endpoint.request).filter((name) => faults[name]);
    if (first) focusOn(first);
    else
      confirmed({ label: nameOf(request), priceUsd: priceOfDraft(endpoint, request, status.prices) ?? 0 }, (allowed) =>
        begin(request, isAgain ? 'always' : 'unless-fresh', allowed),
      );
  };
  const fix = () => {
    const names = Object.keys(endpoint.request);
    const first = names.find((name) => shownFaults[name]) ?? names[0];
    if (first) focusOn(first);
  };
  const allow = async () => {
    if (await onAllow()) void ask(questionOf(asked), 'never');
  };

  const checks = useLinkChecks();
  const opens = report?.opens;
  const onward = (report?.onward ?? []).filter(({ hash }) => isPage(routeOf(hash([], asked)).page));
  const acts: RowActs = {
    renderExpanded: opens
      ? (row) => (
          <Expansion
            opens={opens}
            row={row}
            request={asked}
            status={status}
            onAnswered={onAnswered}
            onAllow={onAllow}
            onSample={onSample}
          />
        )
      : undefined,
    renderActs: (row) => (
      <>
        {opens && <OpensLink opens={opens} row={row} request={asked} />}
        <RowCheck row={row} checks={checks} />
      </>
    ),
    renderSelected: (rows) => (
      <>
        {report?.onward && <OnwardBar onward={onward} rows={rows} request={asked} />}
        {rows.some(linkIn) && (
          <CheckLinks
            checks={rows.map(checks.checkOf)}
            progress={checks.progress}
            onVerify={() => checks.verify(rows)}
            onCancel={checks.cancel}
          />
        )}
      </>
    ),
    onLook: look,
    serverSort: sortName
      ? {
          can: (path) => fieldsOf(sortName).some((field) => field.path === path && field.canSort),
          ask: (sort) => {
            const order = sort.slice(0, MOST_SORTS).map(({ path, direction }) => `${path},${direction}`);
            setDraft(draftOf(endpoint, report, { ...request, [sortName]: order }));
            setSaid(t`The form asks for this order now; Run has the price.`);
            document.querySelector<HTMLElement>('[data-shortcut="run"]')?.focus();
          },
        }
      : null,
  };

  return (
    <>
      <RequestForm
        endpoint={endpoint}
        report={report}
        request={request}
        draft={draft}
        faults={shownFaults}
        reading={reading}
        recents={recents}
        tab={tab}
        fieldsOf={fieldsOf}
        isStrict={left.size > 0 && Object.keys(endpoint.request).every((name) => left.has(name))}
        priceUsd={priceOfDraft(endpoint, request, status.prices)}
        isAgain={isAgain}
        isBusy={answer.askedAt !== null && answer.isBuying && !isChanged}
        onDraft={(name, value, fault) => {
          setDraft((now) => ({ ...now, [name]: value }));
          setEditorFaults((now) => withFault(now, name, fault ?? null));
        }}
        onFault={(name, fault) => setEditorFaults((now) => withFault(now, name, fault))}
        onRead={readTargets}
        onLook={look}
        onRequest={(wanted) => {
          setDraft(draftOf(endpoint, report, wanted));
          setEditorFaults({});
        }}
        onMore={readFilters}
        onLeave={(name) => setLeft((now) => (now.has(name) || !draft[name] ? now : new Set([...now, name])))}
        onRun={run}
      />
      <p class="visually-hidden" role="status">
        {said}
      </p>
      <ResultPanel
        endpoint={endpoint}
        isAsked={isAsked}
        welcome={!status.ready && !status.locked && <WaysIn onSample={onSample} />}
        stored={stored ?? answer.stored}
        failure={answer.failure}
        askedAt={answer.askedAt}
        isBuying={answer.isBuying}
        isChanged={isChanged}
        priceUsd={askedPriceUsd}
        next={
          answer.failure && (
            <NextStep
              failure={answer.failure}
              priceUsd={askedPriceUsd}
              onAsk={(how, allowed) => {
                if (allowed) begin(asked, how, allowed);
                else confirmed({ label: nameOf(asked), priceUsd: askedPriceUsd ?? 0 }, (once) => begin(asked, how, once));
              }}
              onFix={fix}
              onAllow={() => void allow()}
              onSample={onSample}
            />
          )
        }
        onFix={fix}
        acts={acts}
        beside={{ prices: status.prices, past, onSave: saveFile }}
        load={
          answer.stored &&
          !isPrivate && (
            <LoadStrip
              endpoint={endpoint}
              first={answer.stored}
              pull={pull}
              dropped={dropped}
              prices={status.prices}
              confirmAboveUsd={status.settings.confirmAboveUsd}
              refused={load.refused}
              onStart={load.start}
              onPause={load.pause}
              onResume={load.resume}
              onCancel={load.cancel}
            />
          )
        }
        exports={(stored, view) => (
          <Exports
            endpoint={endpoint}
            stored={stored}
            view={view}
            condensedUsd={endpoint.ai && !endpoint.free ? askedPriceUsd : null}
            onSpent={onAnswered}
          />
        )}
      />
      {dialog}
    </>
  );
}

function OpensLink({ opens, row, request }: { opens: NonNullable<Report['opens']>; row: Row; request: AnyRequest }) {
  const wanted = opens.request(row, request);
  if (!wanted) return null;
  return (
    <a class="button" href={hashOfRequest(endpointOf(opens.endpoint), wanted)}>
      {opens.title}
    </a>
  );
}

const issuesOf = (failure: Failure | null): Faults =>
  Object.fromEntries((failure?.issues ?? []).map(({ param, message }) => [param, message]));

/** The faults with one said anew, or no more. */
function withFault(faults: Faults, name: string, fault: string | null): Faults {
  const { [name]: _, ...others } = faults;
  return fault ? { ...others, [name]: fault } : others;
}

const pick = (faults: Faults, names: ReadonlySet<string>): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([name]) => names.has(name)));
