import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Alert } from '../../../components/Alert.tsx';
import { AnswerView } from '../../../components/answers/AnswerView.tsx';
import { InputsForm } from '../../../components/answers/InputsForm.tsx';
import { PlanConfirm } from '../../../components/answers/PlanConfirm.tsx';
import { NextStep, WaysIn } from '../../../components/explorer/NextStep.tsx';
import { focusOn } from '../../../components/explorer/RequestForm.tsx';
import { Elapsed } from '../../../components/explorer/Waiting.tsx';
import { Notice } from '../../../components/Notice.tsx';
import type { Dossier } from '../../../lib/dossier.ts';
import type { AnyRequest } from '../../../lib/endpoints/define.ts';
import { age, count, money } from '../../../lib/format.ts';
import type { AllowOnce, Failure } from '../../../lib/outcome.ts';
import type { Answers, Playbook } from '../../../lib/playbooks/define.ts';
import { paperOfAnswer, subjectsOf } from '../../../lib/playbooks/paper.ts';
import { newestOf, type Offer, offerOf } from '../../../lib/playbooks/plan.ts';
import type { PriceList } from '../../../lib/price.ts';
import { hashOf, requestOf, textsOf } from '../../../lib/route.ts';
import { t } from '../../../lib/words.ts';
import type { PageProps } from '../pages.tsx';
import { useRecents } from '../use-recents.ts';
import { Reports } from './Reports.tsx';
import { tools } from './tools.tsx';
import { draftOf, useInputs } from './use-inputs.ts';
import { useLooks } from './use-looks.ts';
import { useRemembered } from './use-remembered.ts';
import { useRun } from './use-run.ts';

/** The word of a playbook's page in the address. */
export const pageOf = ({ id }: Pick<Playbook, 'id'>): string => `answer-${id}`;

function queryOf(playbook: Playbook, values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, param] of Object.entries(playbook.request))
    if (values[name] !== param.ours) for (const text of textsOf(param, values[name])) query.append(name, text);
  return query.toString();
}

type Buying = 'unless-fresh' | 'always';

/** What stands in the way of one call stands in the way of the rest of the plan, so the person allows that or nothing. */
const ofPlan = (failure: Failure, { priceUsd }: Offer): Failure =>
  failure.limit ? { ...failure, amounts: { ...failure.amounts, price: priceUsd } } : failure;

/** Everything a run brought, as a file. */
const dossierOf = (playbook: Playbook, inputs: AnyRequest, answers: Answers): Dossier => ({
  ...{
    title: `${playbook.title}: ${subjectsOf(playbook, inputs).join(', ')}`.slice(0, 300),
    madeAt: Date.now(),
    playbook: playbook.id,
    inputs,
  },
  steps: Object.keys(answers),
  answers: Object.entries(answers).flatMap(([step, calls]) => calls.flatMap(({ stored }) => (stored ? [{ step, stored }] : []))),
});

/** One playbook: its inputs, the price of its whole plan, the run, and what it found. */
export function AnswerPage({
  playbook,
  query,
  status,
  onReplace,
  onTarget,
  onAnswered,
  onAllow,
  onSample,
}: PageProps & { playbook: Playbook }) {
  const [draft, setDraft] = useState(() => draftOf(playbook, requestOf(playbook, new URLSearchParams(query))));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [offered, setOffered] = useState<{ offer: Offer; buy: Buying } | null>(null);
  const [said, setSaid] = useState('');
  const [isPressed, setPressed] = useState(false);
  const recents = useRecents();
  const { typed, spelled, faults, readings, isRead } = useInputs(playbook, draft);
  const { run, start, stop } = useRun(playbook, spelled, status, onAnswered);
  const { answers, isKnown, asking, isStopping } = run;

  // The address says what the form says; an address that came from elsewhere says it to the form.
  const written = useRef(query);
  const now = queryOf(playbook, typed);
  useEffect(() => {
    if (query === written.current) return;
    written.current = query;
    setDraft(draftOf(playbook, requestOf(playbook, new URLSearchParams(query))));
    setLeft(new Set());
  }, [playbook, query]);
  useEffect(() => {
    if (!spelled || now === written.current) return;
    written.current = now;
    onReplace(hashOf(pageOf(playbook), new URLSearchParams(now)));
  }, [playbook, spelled, now, onReplace]);

  const target = typeof spelled?.target === 'string' ? spelled.target : '';
  useEffect(() => {
    if (target) onTarget(target);
  }, [target, onTarget]);

  useRemembered(playbook, target, draft, (values) => setDraft((all) => ({ ...all, ...values })));
  const before = useLooks(playbook, spelled, answers, isKnown && asking === null);
  const offer = useMemo(
    () => offerOf(playbook, spelled ?? { ...draftValues(playbook), ...typed }, spelled && isKnown ? answers : {}, status.prices),
    [playbook, spelled, isKnown, answers, status.prices, now],
  );

  const anew = useMemo(() => offerOf(playbook, spelled ?? {}, {}, status.prices), [playbook, spelled, status.prices]);
  const isDear = ({ priceUsd }: Offer): boolean => priceUsd > status.settings.confirmAboveUsd;

  const begin = (what: Offer, buy: Buying, allow?: AllowOnce) => {
    if (!spelled) return;
    setSaid(t`Asking DataForSEO`);
    void start(spelled, what, buy, allow).then(() => setSaid(t`The run has ended`));
  };
  const press = () => {
    if (asking) return;
    setLeft(new Set(Object.keys(playbook.request)));
    const [first] = Object.keys(playbook.request).filter((name) => faults[name]);
    const isReady = spelled !== null && isKnown;
    setPressed(!isReady && !(isRead && first));
    if (isReady && isDear(offer)) setOffered({ offer, buy: 'unless-fresh' });
    else if (isReady) begin(offer, 'unless-fresh');
    else if (isRead && first) focusOn(first);
  };

  // Pressed while the inputs were still being read: the price can only have become less since.
  useEffect(() => {
    if (isPressed && isRead && (!spelled || isKnown)) press();
  });

  const newest = newestOf(answers);
  const leadsTo = (hash: string) => hash;
  return (
    <>
      <InputsForm
        playbook={playbook}
        draft={draft}
        faults={Object.fromEntries(Object.entries(faults).filter(([name]) => left.has(name)))}
        readings={readings}
        recents={recents}
        onDraft={(name, value) => setDraft((all) => ({ ...all, [name]: value }))}
        onLeave={(name) => setLeft((all) => (all.has(name) || !draft[name] ? all : new Set([...all, name])))}
        onRun={press}
      >
        <button type="submit" class="primary run" data-shortcut="run" aria-disabled={asking !== null || undefined}>
          {labelOf(offer)} <Price offer={offer} />
        </button>
      </InputsForm>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      <section class="answer-run strip num" aria-label={t`The plan`} data-state={asking ? 'running' : 'resting'}>
        {asking ? (
          <>
            <progress aria-label={t`Calls made`} value={asking.done} max={offer.calls.length} style={{ accentColor: 'var(--accent)' }} />
            <span>
              {t`${asking.title}, call ${count(asking.done + 1)} of ${count(Math.max(offer.calls.length, asking.done + 1))} ·`}{' '}
              <Elapsed since={asking.since} isBuying />
            </span>
            <button type="button" onClick={stop} disabled={isStopping}>
              {isStopping ? t`Stopping, the call on its way is still taken in` : t`Stop`}
            </button>
          </>
        ) : (
          <>
            <span data-field="plan">{planWords(offer)}</span>
            {newest !== null && <span>{t`Newest answer ${age(newest)}`}</span>}
            {spelled && isKnown && offer.buys === 0 && anew.priceUsd > 0 && (
              <button type="button" onClick={() => (isDear(anew) ? setOffered({ offer: anew, buy: 'always' }) : begin(anew, 'always'))}>
                {t`Run again`} <Price offer={anew} />
              </button>
            )}
            {spelled && newest !== null && (
              <Reports
                name={playbook.id}
                paper={(most) => paperOfAnswer(playbook, spelled, answers, { environment: status.settings.environment, most })}
                dossier={() => dossierOf(playbook, spelled, answers)}
              />
            )}
            {before && <span>{t`Compared with the look of ${age(before.at)}`}</span>}
          </>
        )}
      </section>
      {asking === null && newest === null && run.failures.size === 0 && (
        <section class="notice" data-state={spelled ? 'not-bought' : 'not-asked'}>
          <h2>{spelled ? t`Not bought yet` : t`Nothing is asked yet`}</h2>
          <p>
            {spelled
              ? t`${playbook.explains} Run asks DataForSEO for what is missing, for at most ${money(offer.priceUsd)}. Looking at it again is free.`
              : t`${playbook.explains} Fill in the form; Run then asks DataForSEO for what is missing, for at most ${money(offer.priceUsd)}. Looking at it again is free.`}
          </p>
          {!status.ready && <WaysIn onSample={onSample} />}
        </section>
      )}
      {spelled && isKnown && (
        <AnswerView
          playbook={playbook}
          inputs={spelled}
          answers={answers}
          isRunning={asking !== null}
          before={before?.figures ?? null}
          leadsTo={leadsTo}
          renderFailure={(failure) => (
            <Alert>
              <Notice failure={failure}>
                <NextStep
                  failure={ofPlan(failure, offer)}
                  priceUsd={offer.priceUsd}
                  onAsk={(_, allow) => (allow ? begin(offer, 'unless-fresh', allow) : press())}
                  onFix={() => focusOn(Object.keys(playbook.request)[0] ?? '')}
                  onAllow={() => void onAllow()}
                  onSample={onSample}
                />
              </Notice>
            </Alert>
          )}
          renderTable={(section, table) => {
            const Table = tools[table.tool ?? 'none'];
            return (
              <Table
                playbook={playbook}
                section={section}
                table={table}
                targets={subjectsOf(playbook, spelled)}
                environment={status.settings.environment}
                fetchedAt={newest ?? Date.now()}
                leadsTo={leadsTo}
              />
            );
          }}
        />
      )}
      {offered && (
        <PlanConfirm
          title={`${playbook.title}?`}
          offer={offered.offer}
          onYes={() => {
            setOffered(null);
            begin(offered.offer, offered.buy, { past: 'action', upToUsd: offered.offer.priceUsd });
          }}
          onNo={() => setOffered(null)}
        />
      )}
    </>
  );
}

/** The inputs where nobody says anything; what must be given and is not is taken to be one thing, for a price. */
const draftValues = (playbook: Playbook): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(playbook.request).map(([name, { control, required, ours }]) => [
      name,
      required && control === 'target' ? 'example.com' : required && control === 'targets' ? ['example.com'] : ours,
    ]),
  ),
});

/** What the whole plan costs where nothing is said and nothing is stored, in US dollars. */
export const dearest = (playbook: Playbook, prices: PriceList | null): number =>
  offerOf(playbook, draftValues(playbook), {}, prices).priceUsd;

const labelOf = ({ calls, buys }: Offer): string => (buys === 0 ? t`Up to date` : buys < calls.length ? t`Go on` : t`Run`);

const Price = ({ offer: { buys, priceUsd, isAtMost } }: { offer: Offer }) =>
  buys === 0 ? null : (
    <span class="price">
      {isAtMost && t`at most `}
      {money(priceUsd)}
    </span>
  );

/** The plan in one line: how many calls there are, how many of them are stored, and what the rest costs. */
function planWords({ calls, buys, priceUsd, isAtMost }: Offer): string {
  const all = calls.length === 1 ? t`${count(calls.length)} call` : t`${count(calls.length)} calls`;
  if (buys === 0) return calls.length === 1 ? t`${all}, stored: looking is free` : t`${all}, all of them stored: looking is free`;
  const stored = calls.length - buys;
  return `${all}${stored > 0 ? t`, ${count(stored)} of them stored and free` : ''} · ${isAtMost ? t`at most ` : ''}${money(priceUsd)}`;
}
