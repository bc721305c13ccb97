import { t } from '../../../lib/words.ts';
import '../../../components/bulk/bulk.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { LeftOut, type WayOut } from '../../../components/bulk/BadTarget.tsx';
import { FailedCalls } from '../../../components/bulk/FailedCalls.tsx';
import { ListInput } from '../../../components/bulk/ListInput.tsx';
import { ListReading } from '../../../components/bulk/ListReading.tsx';
import { MetricPicker, type Tick } from '../../../components/bulk/MetricPicker.tsx';
import { RunBar } from '../../../components/bulk/RunBar.tsx';
import { WaysIn } from '../../../components/explorer/NextStep.tsx';
import { callFor, mayBeTarget, namedIn, searchOf } from '../../../lib/bulk/bad-target.ts';
import { readerOf, type Want } from '../../../lib/bulk/book.ts';
import { targetsIn } from '../../../lib/bulk/join.ts';
import { metrics } from '../../../lib/bulk/metrics.ts';
import { hintOf, type PlannedCall, planOf, type Task } from '../../../lib/bulk/plan.ts';
import { tableOf } from '../../../lib/bulk/rows.ts';
import { agreedTo, type Terms } from '../../../lib/caps.ts';
import { count } from '../../../lib/format.ts';
import { dayOf, yearAgo } from '../../../lib/params.ts';
import { decoded } from '../../../lib/target-lists/decode.ts';
import type { PageProps } from '../pages.tsx';
import { BulkTable } from './BulkTable.tsx';
import { leftUsdOf, lineOf, titleOf } from './calls.ts';
import { takeTabs } from './tabs.ts';
import { useBook } from './use-book.ts';
import { useList } from './use-list.ts';
import { type FailedCall, mayBeCharged, useRun } from './use-run.ts';
import { type Setup, useSetup } from './use-setup.ts';

/** A list has no more than this many bytes; a megabyte is some 40,000 sites. */
const MOST_BYTES = 5_000_000;

/** What the ticks want of every target. */
function wantsOf({ ticked, since }: Setup): Want[] {
  return metrics
    .filter(({ endpoint }) => ticked.has(endpoint.id))
    .map((metric) => ({ metric, extra: metric.since !== null && since ? { [metric.since]: since } : {} }));
}

/** What is wrong with a day; null where nothing is. */
function faultOfDay(since: string): string | null {
  const param = metrics.flatMap(({ since: name, endpoint }) => (name === null ? [] : [endpoint.request[name]]))[0];
  const read = since ? param?.schema.safeParse(since) : undefined;
  return read && !read.success ? (read.error.issues[0]?.message ?? null) : null;
}

/** Many sites and pages at once: what they are, which figures are wanted, what that costs, and what came. */
export function BulkPage({ query, status, onReplace, onAnswered, onAllow, onSample }: PageProps) {
  const { setup, change, isGone, isTooLong } = useSetup(query, onReplace);
  const { settings, prices } = status;
  const { environment } = settings;
  const { read, list, isReading } = useList(setup.text, setup.place, setup.allows, settings.neverSend);
  const targets = useMemo(() => (list?.targets ?? []).map(({ target }) => target), [list]);

  const sinceFault = faultOfDay(setup.since);
  const wants = useMemo(() => wantsOf(setup), [setup.ticked, setup.since]);
  const { book, strangers, isLooking, add } = useBook(environment, wants, targets);
  const { progress, failed, leftOut, run, search, stop, leaveOut, putBack } = useRun(environment, add, onAnswered);
  const asked = useMemo(() => targets.filter((each) => !leftOut.some(({ target }) => target === each)), [targets, leftOut]);
  /** From when on figures count as bought again; zero where known ones do. */
  const [anewSince, setAnewSince] = useState(0);
  useEffect(() => setAnewSince(0), [targets, environment]);

  const lost = useMemo(() => failed.filter(mayBeCharged).map(({ call }) => call), [failed]);
  const task: Task = { wants, targets: asked, book, lost, prices, now: Date.now(), since: anewSince, lifetimes: settings.lifetimes };
  const basis = [wants, asked, book, lost, prices, anewSince, settings.lifetimes];
  const plan = useMemo(() => planOf(task), basis);
  const hint = useMemo(() => hintOf(task), basis);
  const ticks = useMemo(() => ticksOf(task, setup), [...basis, setup]);
  const table = useMemo(() => tableOf(book, wants, targets), [book, wants, targets]);
  const hasFigures = table.rows.some(({ fetched }) => fetched);

  const [fault, setFault] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const input = useRef<HTMLDivElement>(null);
  const fix = () => input.current?.querySelector('textarea')?.focus();
  const setText = useCallback(
    (text: string) => {
      setFault(null);
      change({ text, place: undefined });
    },
    [change],
  );
  const takeFile = async (file: File) => {
    const text = file.size > MOST_BYTES ? null : decoded(new Uint8Array(await file.arrayBuffer()));
    if (text !== null) setText(text);
    else
      setFault(
        file.size > MOST_BYTES ? t`This file is too large: at most 5 MB.` : t`This is no text. Save the sheet as CSV and drop that.`,
      );
  };
  const takeWindow = async () => {
    const tabs = await takeTabs();
    if (tabs === null) setFault(t`The browser was not allowed to say which tabs are open, so nothing was read.`);
    else setText([...(setup.text.trim() ? [setup.text.trimEnd()] : []), ...tabs].join('\n'));
  };
  const begin = (calls: readonly PlannedCall[], how: 'unless-fresh' | 'always' | 'again', terms: Terms) => {
    setSaid(t`Asking DataForSEO`);
    void run(calls, how, terms).then(() => setSaid(t`The calls have ended`));
  };

  const failedAt = (key: string): FailedCall | undefined => failed.find(({ call }) => call.key === key);
  /** What a call was refused for is left out already, so that Run asks for the rest of it. */
  const isSolved = (key: string): boolean =>
    targetsIn(failedAt(key)?.call.request ?? {}).some((each) => leftOut.some(({ target }) => target === each));
  const hindrance =
    sinceFault ??
    (setup.text.trim() === ''
      ? t`Give a list first.`
      : isReading || isLooking
        ? t`Reading the list…`
        : targets.length === 0
          ? t`No line of this is a target.`
          : wants.length === 0
            ? t`Tick a figure.`
            : null);
  return (
    <>
      <div class="bulk">
        <div ref={input}>
          <ListInput
            text={setup.text}
            allows={setup.allows}
            table={read.table}
            fault={fault}
            onText={setText}
            onAllows={(allows) => change({ allows })}
            onPlace={(place) => change({ place })}
            onFile={(file) => void takeFile(file)}
            onTabs={() => void takeWindow()}
          />
          {list && setup.text.trim() !== '' && <ListReading list={list} />}
        </div>
        <MetricPicker
          ticks={ticks}
          targets={targets.length}
          since={wants.some(({ metric }) => metric.since !== null) ? setup.since : null}
          days={{ least: yearAgo(), most: dayOf(Date.now()) }}
          sinceFault={sinceFault}
          onTick={(id, isTicked) => change({ ticked: withTick(setup.ticked, id, isTicked) })}
          onSince={(since) => change({ since })}
        />
      </div>
      <RunBar
        calls={hindrance === null ? plan.calls.map(lineOf) : []}
        priceUsd={plan.priceUsd}
        confirmAboveUsd={settings.confirmAboveUsd}
        leftUsd={leftUsdOf(status)}
        knownSince={hindrance === null && hasFigures ? table.fetchedAt : null}
        isAnew={anewSince > 0}
        lost={lost.length}
        hindrance={hindrance}
        progress={progress && { ...progress, title: titleOf(progress.call) }}
        hint={
          hindrance === null && hint ? { title: hint.instead.title, of: hint.of.map(({ title }) => title), priceUsd: hint.priceUsd } : null
        }
        onAnew={(isAnew) => setAnewSince(isAnew ? Date.now() : 0)}
        onHint={() =>
          hint &&
          change({
            ticked: instead(
              setup.ticked,
              hint.of.map(({ endpoint }) => endpoint.id),
              hint.instead.endpoint.id,
            ),
          })
        }
        onRun={() => begin(plan.calls, anewSince > 0 ? 'always' : 'unless-fresh', agreedTo(plan.priceUsd, settings))}
        onStop={stop}
      />
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {isGone && (
        <section class="notice" data-state="list-gone">
          <h2>{t`This list is gone`}</h2>
          <p>{t`Its address names a list that was kept until the browser closed or you signed out. Paste or drop it again: what was bought of it is still known, and costs nothing to look at.`}</p>
        </section>
      )}
      {isTooLong && <p class="muted small">{t`This list is too long to be kept: after a reload of this page, give it again.`}</p>}
      {!status.ready && !status.locked && <WaysIn onSample={onSample} />}
      <LeftOut targets={leftOut.filter(({ target }) => targets.includes(target))} onPutBack={putBack} />
      <FailedCalls
        calls={failed
          .map((each) => ({ ...lineOf(each.call), failure: each.failure, way: wayOutOf(each, prices) }))
          .filter(({ key, way }) => way === null || !isSolved(key))}
        confirmAboveUsd={settings.confirmAboveUsd}
        onAsk={(key, how, allow) =>
          begin(
            failed.flatMap(({ call }) => (call.key === key ? [call] : [])),
            how,
            allow ? { allow } : {},
          )
        }
        onLeaveOut={(key) => {
          const { call, failure } = failedAt(key) ?? {};
          if (!call || !failure) return;
          const named = namedIn(failure.said, targetsIn(call.request));
          leaveOut(named.map((target) => ({ target, said: failure.said })));
          const others = targetsIn(call.request).filter((target) => !named.includes(target));
          const rest = callFor(call, others, prices);
          begin([rest], 'unless-fresh', agreedTo(rest.priceUsd, settings));
        }}
        onSearch={(key) => {
          const { call } = failedAt(key) ?? {};
          if (!call) return;
          setSaid(t`Looking for the target that is not taken`);
          void search(call, prices, agreedTo(searchOf(call, prices).priceUsd, settings)).then(() => setSaid(t`The search has ended`));
        }}
        onFix={fix}
        onAllow={() => void onAllow()}
        onSample={onSample}
      />
      {hasFigures && (
        <BulkTable table={table} wants={wants} targets={targets} environment={environment} strangers={strangers} onAnswered={onAnswered} />
      )}
      {!hasFigures && !isGone && hindrance === null && !progress && failed.length === 0 && (
        <section class="notice" data-state="not-bought">
          <h2>{t`Nothing is known of these yet`}</h2>
          <p>
            {targets.length === 1
              ? t`Run asks DataForSEO about ${count(targets.length)} target; looking at the answer again is free.`
              : t`Run asks DataForSEO about ${count(targets.length)} targets; looking at the answer again is free.`}
          </p>
        </section>
      )}
    </>
  );
}

/** What can be done where a call may have been refused for one of its targets; null where it was not. */
function wayOutOf({ call, failure }: FailedCall, prices: PageProps['status']['prices']): WayOut | null {
  const targets = targetsIn(call.request);
  if (targets.length < 2 || !mayBeTarget(failure)) return null;
  const named = namedIn(failure.said, targets);
  const others = targets.filter((target) => !named.includes(target));
  const othersUsd = others.length > 0 ? callFor(call, others, prices).priceUsd : 0;
  return { named, others: others.length, othersUsd, search: searchOf(call, prices) };
}

const withTick = (ticked: ReadonlySet<string>, id: string, isTicked: boolean): ReadonlySet<string> =>
  new Set(isTicked ? [...ticked, id] : [...ticked].filter((each) => each !== id));

const instead = (ticked: ReadonlySet<string>, of: readonly string[], id: string): ReadonlySet<string> =>
  new Set([...[...ticked].filter((each) => !of.includes(each)), id]);

/** Every tick with what it would cost by itself. */
function ticksOf(task: Task, { ticked, since }: Setup): Tick[] {
  return metrics.map((metric): Tick => {
    const want: Want = { metric, extra: metric.since !== null && since ? { [metric.since]: since } : {} };
    const { calls, priceUsd } = planOf({ ...task, wants: [want] });
    const { isKnown } = readerOf(task.book, want);
    const known = task.targets.filter((target) => isKnown(target, task)).length;
    const { id } = metric.endpoint;
    return { id, title: metric.title, explains: metric.explains, isTicked: ticked.has(id), calls: calls.length, priceUsd, known };
  });
}
