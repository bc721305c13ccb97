import { t } from '../../lib/words.ts';
import '../../components/trends/trends.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { NextStep, WaysIn } from '../../components/explorer/NextStep.tsx';
import { PlanConfirm } from '../../components/PlanConfirm.tsx';
import { FlowChart } from '../../components/trends/FlowChart.tsx';
import type { Answered } from '../../components/trends/parts.ts';
import { usualStocks } from '../../components/trends/SeriesResult.tsx';
import { type SeriesState, SeriesStates } from '../../components/trends/SeriesStates.tsx';
import { StockChart } from '../../components/trends/StockChart.tsx';
import { TrendForm } from '../../components/trends/TrendForm.tsx';
import { agreedTo } from '../../lib/caps.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { count, money } from '../../lib/format.ts';
import { type Ask, sendMessage } from '../../lib/messages.ts';
import type { AllowOnce } from '../../lib/outcome.ts';
import { roundUsd } from '../../lib/price.ts';
import { refusalWords } from '../../lib/refusal-words.ts';
import { hashOf, hashOfRequest } from '../../lib/route.ts';
import { stocksOf } from '../../lib/series.ts';
import {
  flowQuestion,
  historyQuestion,
  priceOfAll,
  stockQuestion,
  type TrendQuestion,
  type TrendView,
  trendViewOf,
  valuesOfTrend,
} from '../../lib/trends.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { saveFile } from './download.ts';
import type { PageProps } from './pages.tsx';
import { type Asked, useQuestions } from './use-questions.ts';
import { useReading } from './use-reading.ts';
import { useRecents } from './use-recents.ts';
import type { Question } from './use-report.ts';

/** A series of the page: whose, and its question. */
type Part = { name: string; place: number; question: Question & TrendQuestion; priceUsd: number };

/** The figures that most people come for; the rest of a domain's profile is the history's. */
const stocks = ['referring_main_domains', 'backlinks', 'backlinks_nofollow', 'rank'];

const [standing, moving, profile] = [endpointOf('timeseries_summary'), endpointOf('timeseries_new_lost_summary'), endpointOf('history')];
const standingFigures = stocks.flatMap((path) => stocksOf(standing).filter((figure) => figure.path === path));
const profileFigures = stocksOf(profile).filter(({ path }) => !stocks.includes(path));

/** How links and websites stood and moved, of one domain and up to four beside it. The address is the whole request; only presses spend. */
export function TrendsPage({ query, status, onGo, onReplace, onTarget, onAnswered, onAllow, onSample }: PageProps) {
  const now = useMemo(() => Date.now(), [query]);
  const view = useMemo(() => trendViewOf(new URLSearchParams(query), now), [query, now]);
  const [typed, setTyped] = useState(view.target);
  const [overlayFault, setOverlayFault] = useState<string | null>(null);
  const [plan, setPlan] = useState<{ parts: readonly Part[]; buy: Ask['buy'] } | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => setTyped(view.target), [view.target]);
  useEffect(() => {
    if (view.target) onTarget(view.target);
  }, [view.target, onTarget]);

  const meant = useReading(typed, 'any');
  const domain = useReading(typed, 'domain');
  const recents = useRecents();
  // Trends of what is no whole domain do not exist; its domain's are another question, for the person to ask.
  const isPart = meant?.ok === true && domain?.ok === true && meant.target !== domain.target;
  const isSettled = typed === view.target;

  const { environment, confirmAboveUsd } = status.settings;
  const partsOf = (of: TrendView): { stock: Part[]; flow: Part[]; history: Part[] } => {
    const part = (name: string, place: number, question: TrendQuestion): Part => ({
      name,
      place,
      question: { ...question, environment, key: `${environment} ${hashOfRequest(endpointOf(question.endpoint), question.request)}` },
      priceUsd: priceOfAll([question], status.prices),
    });
    if (!of.target) return { stock: [], flow: [], history: [] };
    return {
      stock: [of.target, ...of.overlays].map((name, place) => part(name, place, stockQuestion(name, of, now))),
      flow: [part(of.target, 0, flowQuestion(of.target, of, now))],
      history: [part(of.target, 0, historyQuestion(of.target, of, now))],
    };
  };
  const isAsked = view.target !== '' && isSettled && domain?.ok === true && !isPart;
  const { stock, flow, history } = partsOf(isAsked ? view : { ...view, target: '' });
  const all = [...stock, ...flow, ...history];
  const { of, ask } = useQuestions(
    all.map(({ question }) => question),
    (stored) => {
      if (stored) setSaid(t`${endpointOf(stored.endpoint).title} of ${String(stored.request.target)} is here`);
      onAnswered();
    },
  );

  const buyAll = (parts: readonly Part[], buy: Ask['buy'], allow?: AllowOnce) => {
    setPlan(null);
    setSaid(t`Asking DataForSEO`);
    const terms = allow ? { allow } : agreedTo(totalOf(parts), status.settings);
    for (const { question } of parts) void ask(question, buy, terms);
  };
  const offer = (parts: readonly Part[], buy: Ask['buy']) => {
    if (totalOf(parts) > confirmAboveUsd) setPlan({ parts, buy });
    else buyAll(parts, buy);
  };

  const go = (next: TrendView) => onGo(hashOf('trends', valuesOfTrend(next)));
  const settle = () => {
    if (typed.trim() !== view.target) go({ ...view, target: typed.trim() });
  };
  /** What the button buys: what is missing or old; where nothing is, everything anew. */
  const planOf = (next: TrendView): { parts: Part[]; buy: Ask['buy'] } => {
    const { stock: stood, flow: moved } = partsOf(next);
    const parts = [...stood, ...moved];
    const missing = parts.filter(({ question }) => !of(question.key).stored?.fresh);
    return missing.length > 0 ? { parts: missing, buy: 'unless-fresh' } : { parts, buy: 'always' };
  };
  const wanted = { ...view, target: typed.trim() };
  const { parts: offered, buy } = planOf(isPart && domain.ok ? { ...view, target: domain.target } : wanted);
  const offeredUsd = totalOf(offered);
  const isBusy = offered.some(({ question }) => of(question.key).isBuying);
  const run = () => {
    if (isBusy || !domain?.ok) return;
    go(isPart ? { ...view, target: domain.target } : wanted);
    offer(offered, buy);
  };
  const overlay = async (text: string): Promise<boolean> => {
    const reading = await sendMessage('readTarget', { text: text.slice(0, 2048), allows: 'domain' });
    const isThere = reading.ok && (reading.target === view.target || view.overlays.includes(reading.target));
    setOverlayFault(reading.ok ? (isThere ? t`${reading.target} is drawn already.` : null) : `${refusalWords[reading.reason].title}.`);
    if (reading.ok && !isThere) onReplace(hashOf('trends', valuesOfTrend({ ...view, overlays: [...view.overlays, reading.target] })));
    return reading.ok && !isThere;
  };

  const stateOf = ({ name, question, priceUsd }: Part): SeriesState => {
    const asked = of(question.key);
    const allow = async () => {
      if (await onAllow()) void ask(question, 'never');
    };
    const next = asked.failure && (
      <NextStep
        failure={asked.failure}
        priceUsd={priceUsd}
        onAsk={(how, allowed) => {
          const parts = [{ name, place: 0, question, priceUsd }];
          if (allowed) buyAll(parts, how, allowed);
          else offer(parts, how);
        }}
        onFix={() => document.getElementById('trend-target')?.focus()}
        onAllow={() => void allow()}
        onSample={onSample}
      />
    );
    const onGet = () => offer([{ name, place: 0, question, priceUsd }], 'unless-fresh');
    return { id: question.key, name, priceUsd, next, onGet, freshDays: endpointOf(question.endpoint).freshDays, ...asked };
  };
  const answersOf = (parts: readonly Part[]): Answered[] =>
    parts.flatMap(({ name, place, question }) => {
      const { stored } = of(question.key);
      return stored && stored.rows.length > 0 ? [{ target: name, place, stored }] : [];
    });
  const stood = useSame(answersOf(stock));
  const moved = useSame(answersOf(flow));
  const whole = useSame(answersOf(history));

  return (
    <div class="series">
      <TrendForm
        view={view}
        target={typed}
        reading={domain}
        recents={recents}
        overlayFault={overlayFault}
        onTarget={setTyped}
        onLeave={settle}
        onView={(next) => onReplace(hashOf('trends', valuesOfTrend({ ...next, target: typed.trim() })))}
        onOverlay={overlay}
        onRun={run}
      >
        {!isPart && (
          <button type="submit" class="primary run" aria-disabled={isBusy || !domain?.ok || undefined}>
            {offered.length === 0
              ? t`Get the trend`
              : buy === 'always'
                ? t`Refresh ${count(offered.length)} series`
                : t`Get ${count(offered.length)} series`}{' '}
            {offeredUsd > 0 && <span class="price">{money(offeredUsd)}</span>}
          </button>
        )}
      </TrendForm>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {isPart && domain.ok && (
        <section class="notice" data-state="part-of-domain">
          <h2>{t`Trends exist for domains only`}</h2>
          <p>
            {meant.kind === 'page'
              ? t`This is one page of ${visibleText(domain.target, 200)}. DataForSEO keeps no trend of it, but one of the whole domain.`
              : t`This is one host of ${visibleText(domain.target, 200)}. DataForSEO keeps no trend of it, but one of the whole domain.`}
          </p>
          <button type="button" class="primary" onClick={run}>
            {t`Show the trend of ${visibleText(domain.target, 60)}`} <span class="price">{money(offeredUsd)}</span>
          </button>
        </section>
      )}
      {!typed.trim() && (
        <section class="notice" data-state="not-asked">
          <h2>{t`Nothing is asked yet`}</h2>
          <p>{t`Name a domain. What of its trend you bought before is shown at once; the rest has its price on the button.`}</p>
          {!status.ready && !status.locked && <WaysIn onSample={onSample} />}
        </section>
      )}
      {isAsked && [...stock, ...flow].every(({ question }) => isMissing(of(question.key))) && (
        <section class="notice" data-state="not-bought">
          <h2>{t`Not bought yet`}</h2>
          <p>{t`Nothing of this trend is stored. The button above asks DataForSEO ${count(offered.length)} times, for at most ${money(offeredUsd)} together; looking at it again is free.`}</p>
          {!status.ready && !status.locked && <WaysIn onSample={onSample} />}
        </section>
      )}
      {isAsked && (
        <>
          <section aria-label={t`How it stood`} data-part="stock">
            {stood.length > 0 && (
              <StockChart
                key={view.target}
                endpoint={standing}
                answers={stood}
                figures={standingFigures}
                usual={usualStocks}
                onSave={saveFile}
              />
            )}
            <SeriesStates of={stock.map((part) => ({ ...stateOf(part), name: t`Websites, links, rank of ${part.name}` }))} />
          </section>
          <section aria-label={t`New and lost`} data-part="flow">
            {moved[0] && <FlowChart endpoint={moving} answer={moved[0]} onSave={saveFile} />}
            <SeriesStates of={flow.map((part) => ({ ...stateOf(part), name: t`New and lost of ${part.name}` }))} />
          </section>
          <section aria-label={t`Profile`} data-part="history">
            <h2>{t`The rest of its profile, month by month`}</h2>
            {whole[0] && (
              <StockChart
                endpoint={profile}
                answers={whole}
                figures={profileFigures}
                usual={['broken_backlinks', 'crawled_pages']}
                onSave={saveFile}
              />
            )}
            <SeriesStates of={history.map((part) => ({ ...stateOf(part), name: t`Broken links, pages, networks of ${part.name}` }))} />
          </section>
        </>
      )}
      {plan && (
        <PlanConfirm
          calls={plan.parts.map(({ name, question, priceUsd }) => ({
            label: t`${endpointOf(question.endpoint).title} of ${name}`,
            priceUsd,
          }))}
          totalUsd={totalOf(plan.parts)}
          onYes={() => buyAll(plan.parts, plan.buy)}
          onNo={() => setPlan(null)}
        />
      )}
    </div>
  );
}

const totalOf = (parts: readonly Part[]): number => roundUsd(parts.reduce((sum, { priceUsd }) => sum + priceUsd, 0));

/** Nothing is stored of it, and nothing is on its way or in its way. */
const isMissing = ({ stored, failure, askedAt }: Asked): boolean => !stored && askedAt === null && failure?.kind === 'not-cached';

/** The same list until one of its answers is another, so that charts are not drawn anew for nothing. */
function useSame(answers: Answered[]): readonly Answered[] {
  return useMemo(
    () => answers,
    [answers.map(({ target, place, stored }) => `${place} ${target} ${stored.fetchedAt} ${JSON.stringify(stored.request)}`).join('\n')],
  );
}
