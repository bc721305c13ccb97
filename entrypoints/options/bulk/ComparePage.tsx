import { t } from '../../../lib/words.ts';
import '../../../components/bulk/bulk.css';
import '../../../components/compare/compare.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Alert } from '../../../components/Alert.tsx';
import { MOST_COMPARED } from '../../../components/bulk/Onward.tsx';
import { RunBar } from '../../../components/bulk/RunBar.tsx';
import { AddTarget } from '../../../components/compare/AddTarget.tsx';
import { type Compared, CompareTable, type Section } from '../../../components/compare/CompareTable.tsx';
import { NextStep, WaysIn } from '../../../components/explorer/NextStep.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { readerOf, type Want } from '../../../lib/bulk/book.ts';
import { doorOf } from '../../../lib/bulk/doors.ts';
import { comparison } from '../../../lib/bulk/metrics.ts';
import { type PlannedCall, planOf, type Task } from '../../../lib/bulk/plan.ts';
import { bestOf, figuresOf, tableOf } from '../../../lib/bulk/rows.ts';
import { agreedTo, type Terms } from '../../../lib/caps.ts';
import { endpointOf } from '../../../lib/endpoints/index.ts';
import { hashOf, hashOfRequest } from '../../../lib/route.ts';
import { readText } from '../../../lib/target-lists/read.ts';
import { visibleText } from '../../../lib/visible-text.ts';
import type { PageProps } from '../pages.tsx';
import { useRecents } from '../use-recents.ts';
import { leftUsdOf, lineOf, titleOf } from './calls.ts';
import { SavedTable } from './SavedTable.tsx';
import { useBook } from './use-book.ts';
import { useList } from './use-list.ts';
import { mayBeCharged, useRun } from './use-run.ts';

const wants: readonly Want[] = comparison.map((metric) => ({ metric, extra: {} }));
const fields = wants.flatMap(({ metric }) => Object.keys(metric.fields));

/** Two to five sites or pages side by side. The address names them; what is known of them is shown for nothing. */
export function ComparePage({ query, status, onGo, onAnswered, onAllow, onSample }: PageProps) {
  const { settings, prices } = status;
  const { environment } = settings;
  const texts = useMemo(() => new URLSearchParams(query).getAll('targets'), [query]);
  const { list, isReading } = useList(texts.join('\n'), 'lines', 'any', settings.neverSend);
  const targets = useMemo(() => (list?.targets ?? []).slice(0, MOST_COMPARED).map(({ target }) => target), [list]);
  const { book, isLooking, add } = useBook(environment, wants, targets);
  const { progress, failed, run, stop } = useRun(environment, add, onAnswered);
  const [anewSince, setAnewSince] = useState(0);
  useEffect(() => setAnewSince(0), [targets, environment]);
  const [said, setSaid] = useState('');
  const recents = useRecents();

  const lost = failed.filter(mayBeCharged).map(({ call }) => call);
  const task: Task = { wants, targets, book, lost, prices, now: Date.now(), since: anewSince, lifetimes: settings.lifetimes };
  const plan = planOf(task);
  const table = useMemo(() => tableOf(book, wants, targets), [book, targets]);
  const rows = useMemo(() => new Map(figuresOf(book, wants, targets).map((row) => [String(row.target), row])), [book, targets]);
  const readers = useMemo(() => new Map(wants.map((want) => [want.metric.title, readerOf(book, want)])), [book]);
  const best = useMemo(() => bestOf([...rows.values()], fields), [rows]);

  const go = (to: readonly string[]) => onGo(hashOf('compare', new URLSearchParams(to.map((target) => ['targets', target]))));
  const begin = (calls: readonly PlannedCall[], how: 'unless-fresh' | 'always' | 'again', terms: Terms = {}) => {
    setSaid(t`Asking DataForSEO`);
    void run(calls, how, terms).then(() => setSaid(t`The calls have ended`));
  };
  const callsFor = (title: string): PlannedCall[] => planOf({ ...task, wants: wants.filter(({ metric }) => metric.title === title) }).calls;

  const sections = wants.map((want): Section => {
    const { title, fields } = want.metric;
    const calls = callsFor(title);
    const times = targets.flatMap((target) => readers.get(title)?.rowOf(target)?.fetchedAt ?? []);
    const own = failed.find(({ call }) => call.serves.some(({ metric }) => metric.title === title));
    return {
      ...{ title, fields },
      fetchedAt: times.length > 0 ? Math.min(...times) : null,
      priceUsd: calls.length > 0 && !own ? (calls[0]?.priceUsd ?? null) : null,
      isLoading: progress?.call.serves.some(({ metric }) => metric.title === title) ?? false,
      failure: own && own.call.serves[0]?.metric.title === title && (
        <Alert>
          <Notice failure={own.failure}>
            <NextStep
              failure={own.failure}
              priceUsd={own.call.priceUsd}
              onAsk={(how, allow) => begin([own.call], how, allow ? { allow } : {})}
              onFix={() => document.querySelector<HTMLInputElement>('.add-target input')?.focus()}
              onAllow={() => void onAllow()}
              onSample={onSample}
            />
          </Notice>
        </Alert>
      ),
    };
  });
  const compared = targets.map(
    (target): Compared => ({
      target,
      overview: hashOfRequest(endpointOf('summary'), { target }),
      row: rows.get(target) ?? { target },
      unanswered: new Set([...readers].flatMap(([title, { isUnanswered }]) => (isUnanswered(target) ? [title] : []))),
    }),
  );

  const fault =
    (list?.unlisted ?? []).filter(({ isFault }) => isFault).map(({ text, why }) => `“${visibleText(text, 60)}”: ${why}`)[0] ?? null;
  const tooMany = (list?.targets.length ?? 0) > MOST_COMPARED;
  const hindrance =
    texts.length > 0 && (isReading || isLooking) ? t`Reading the targets…` : targets.length < 2 ? t`Add at least two to compare.` : null;
  const hasFigures = table.rows.some(({ fetched }) => fetched);
  return (
    <>
      <AddTarget
        full={targets.length >= MOST_COMPARED ? t`Five stand side by side at most. Remove one to add another.` : null}
        fault={fault}
        known={recents.map(({ value }) => value).filter((value) => !targets.includes(value))}
        // What is still being read stands as it is in the address.
        onAdd={(text) => go([...(isReading ? texts : targets), ...readText(text).pieces.map((piece) => piece.text)])}
      />
      {tooMany && <p class="warn-text small">{t`The address names more than five; these are the first.`}</p>}
      <RunBar
        calls={hindrance === null ? plan.calls.map(lineOf) : []}
        priceUsd={plan.priceUsd}
        confirmAboveUsd={settings.confirmAboveUsd}
        leftUsd={leftUsdOf(status)}
        knownSince={hindrance === null && hasFigures ? Math.min(...sections.flatMap(({ fetchedAt }) => fetchedAt ?? [])) : null}
        isAnew={anewSince > 0}
        lost={lost.length}
        hindrance={hindrance}
        progress={progress && { ...progress, title: titleOf(progress.call) }}
        hint={null}
        onAnew={(isAnew) => setAnewSince(isAnew ? Date.now() : 0)}
        onHint={() => {}}
        onRun={() => begin(plan.calls, anewSince > 0 ? 'always' : 'unless-fresh', agreedTo(plan.priceUsd, settings))}
        onStop={stop}
      />
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {!status.ready && !status.locked && <WaysIn onSample={onSample} />}
      {targets.length > 0 && (
        <CompareTable
          sections={sections}
          targets={compared}
          isBest={(field, target) => best.get(field)?.has(rows.get(target) ?? {}) ?? false}
          doorOf={(field, target) => doorOf(field, target, null)}
          onRemove={(target) => go(targets.filter((each) => each !== target))}
          onLoad={({ title }) => begin(callsFor(title), anewSince > 0 ? 'always' : 'unless-fresh')}
        />
      )}
      {targets.length === 0 && !isReading && (
        <section class="notice" data-state="nothing-to-compare">
          <h2>{t`Nothing to compare yet`}</h2>
          <p>{t`Add two to five. What overviews and bulk lists brought of them is shown for nothing; only the rest is bought.`}</p>
        </section>
      )}
      {hasFigures && (
        <SavedTable title={t`Compare`} table={table} wants={wants} targets={targets} environment={environment} onSpent={onAnswered} />
      )}
    </>
  );
}
