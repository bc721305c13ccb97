import type { ComponentChildren } from 'preact';
import type { EndpointId, Rows } from '../../lib/endpoints/index.ts';
import { allowanceFor } from '../../lib/failure-words.ts';
import { age, compact, count, largest, momentOf, money, percent, day as writtenDay } from '../../lib/format.ts';
import type { Ask, PopupAction, PopupView, Stored } from '../../lib/messages.ts';
import type { AllowOnce, Failure, Outcome } from '../../lib/outcome.ts';
import { hashOf } from '../../lib/route.ts';
import type { TargetScope } from '../../lib/target.ts';
import { locale, t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { Notice } from '../Notice.tsx';
import { SpamPill } from '../SpamPill.tsx';
import { Elapsed } from './Elapsed.tsx';
import { type Share, ShareBar } from './ShareBar.tsx';

type Row = Rows['summary'];

type Props = {
  view: PopupView;
  outcome: Outcome<Stored>;
  askedAt: number | null;
  scope: TargetScope;
  explorer: (hash: string) => string;
  onBuy: (how: Ask['buy'], allow?: AllowOnce) => void;
  onAction: (action: PopupAction) => void;
  onDomain: () => void;
  onOpen: (hash: string) => void;
};

/** The figures of one target with their age and price, or the one thing that stands in their way. */
export function Summary({ view, outcome, askedAt, scope, explorer, onBuy, onAction, onDomain, onOpen }: Props) {
  // What is stored stays on screen while a refresh is under way or has failed.
  const stored = outcome.ok ? outcome.value : view.outcome.ok ? view.outcome.value : null;
  const price = money(view.priceUsd);
  const row = (stored?.rows[0] ?? null) as Row | null;
  const isLoading = askedAt !== null;

  return (
    <>
      <div class="fresh">
        <span role="status">{isLoading ? <Elapsed since={askedAt} /> : stored ? <Freshness stored={stored} /> : t`Not bought yet`}</span>
        {stored && !isLoading && (
          <button type="button" class="link" onClick={() => onBuy('always')}>
            {t`Refresh`} <span class="price">{price}</span>
          </button>
        )}
      </div>
      {!isLoading && !outcome.ok && outcome.failure.kind === 'not-cached' && !stored && (
        <section class="notice">
          <h2>{scope === 'page' ? t`This exact page is not bought yet` : t`This site is not bought yet`}</h2>
          <p>{t`One call gives rank, spam scores, backlinks and referring websites. It then stays free to look at for a week.`}</p>
          <button type="button" class="primary" onClick={() => onBuy('unless-fresh')} ref={(button) => button?.focus()}>
            {t`Get figures`} <span class="price">{price}</span>
          </button>
        </section>
      )}
      <Alert>
        {!isLoading && !outcome.ok && outcome.failure.kind !== 'not-cached' && (
          <Notice failure={outcome.failure}>
            <NextStep failure={outcome.failure} price={price} onBuy={onBuy} onOpen={onOpen} />
          </Notice>
        )}
      </Alert>
      {stored && !row && <NoData stored={stored} scope={scope} onDomain={onDomain} />}
      {row && (
        <Figures row={row} view={view} explorer={explorer}>
          <div class="actions">
            {view.actions.map((action, at) => (
              <button key={action.endpoint} type="button" class={at === 0 ? 'primary' : ''} onClick={() => onAction(action)}>
                <span class="what">{action.label}</span>{' '}
                <span class="price">{action.keptAt === null ? money(action.priceUsd) : age(action.keptAt)}</span>
              </button>
            ))}
          </div>
        </Figures>
      )}
      {!row && isLoading && <Summary.Skeleton />}
    </>
  );
}

function Freshness({ stored }: { stored: Stored }) {
  const { fetchedAt, costUsd, cached, fresh, environment } = stored;
  const exact = new Date(fetchedAt).toLocaleString(locale);
  if (environment !== 'production') return <span title={exact}>{t`Made up; a real answer costs ${money(costUsd)}`}</span>;
  if (!cached) return <span title={t`From DataForSEO, ${exact}`}>{t`Bought now for ${money(costUsd)}`}</span>;
  return (
    <span title={t`From DataForSEO, ${exact}`}>
      {fresh ? (
        <>
          {''}
          {t`bought ${<time dateTime={new Date(fetchedAt).toISOString()}>{age(fetchedAt)}</time>}, free to look at`}
        </>
      ) : (
        t`● Older than a week: bought ${<time dateTime={new Date(fetchedAt).toISOString()}>{age(fetchedAt)}</time>}, free to look at`
      )}
    </span>
  );
}

function NextStep({ failure, price, onBuy, onOpen }: { failure: Failure; price: string } & Pick<Props, 'onBuy' | 'onOpen'>) {
  const allow = allowanceFor(failure);
  if (allow)
    return (
      <p class="row">
        <button type="button" onClick={() => onBuy('again', allow)}>
          <span>
            {t`Allow this once ·`} <span class="price">{money(allow.upToUsd)}</span>
          </span>
        </button>
        {allow.past !== 'ledger' && <button type="button" class="primary" onClick={() => onOpen('#/settings')}>{t`Change the cap`}</button>}
      </p>
    );
  switch (failure.kind) {
    case 'signed-out':
    case 'locked':
    case 'bad-credentials':
    case 'no-permission':
    case 'never-send':
      return (
        <button type="button" class="primary" onClick={() => onOpen('#/settings')}>
          {failure.kind === 'locked' ? t`Unlock` : t`Open settings`}
        </button>
      );
    case 'interrupted':
      return (
        <button type="button" onClick={() => onBuy('again')}>
          {t`Ask again`} <span class="price">{price}</span>
        </button>
      );
    default:
      return (
        <button type="button" onClick={() => onBuy(failure.spent !== 'no' ? 'again' : 'unless-fresh')}>
          {t`Try again`} <span class="price">{price}</span>
        </button>
      );
  }
}

function NoData({ stored, scope, onDomain }: { stored: Stored; scope: TargetScope; onDomain: () => void }) {
  return (
    <section class="notice" data-state="no-data">
      <h2>{t`No links known`}</h2>
      <p>
        {scope === 'page'
          ? t`DataForSEO’s index has nothing for this page. The answer cost ${money(stored.costUsd)} like any other and is remembered, so looking again is free.`
          : t`DataForSEO’s index has nothing for this site. The answer cost ${money(stored.costUsd)} like any other and is remembered, so looking again is free.`}
      </p>
      {scope === 'page' && <button type="button" onClick={onDomain}>{t`Show the domain`}</button>}
    </section>
  );
}

/** A figure that opens the report which lists what it counts. */
function Door({ href, children, title }: { href: string; children: ComponentChildren; title: string }) {
  return (
    <a class="door" href={href} target="_blank" rel="noopener" title={title}>
      {children}
    </a>
  );
}

function Figures({
  row,
  view,
  explorer,
  children,
}: {
  row: Row;
  view: PopupView;
  explorer: Props['explorer'];
  children: ComponentChildren;
}) {
  const target = view.reading.ok ? view.reading.target : '';
  const report = (page: EndpointId, more: Record<string, string> = {}) => explorer(hashOf(page, new URLSearchParams({ target, ...more })));
  const overview = explorer(view.hash);
  const spam = row.info?.target_spam_score;
  const lostAt = momentOf(row.lost_date);
  return (
    <>
      {lostAt !== null && <p class="small banner">{t`All links were lost by ${writtenDay(lostAt)}; the figures are of the past.`}</p>}
      <div class="heads num">
        <section class="card">
          <h2>{t`Rank`}</h2>
          <Door href={overview} title={t`DataForSEO’s measure of authority, 0 to 1,000. Opens the overview.`}>
            <b data-field="rank">{count(row.rank)}</b> <small>{t`of 1,000`}</small>
          </Door>
          <Scale share={(row.rank ?? 0) / 10} tone="accent" />
        </section>
        <section class="card">
          <h2>{t`Spam of this site`}</h2>
          <Door
            href={overview}
            title={t`DataForSEO’s spam score of the site itself, 0 to 100; a triage signal, not Google’s. Opens the overview.`}
          >
            <b data-field="info.target_spam_score">{count(spam)}</b> <small>{t`of 100`}</small> <SpamPill score={spam} />
          </Door>
          <Scale share={spam ?? 0} tone={spam == null ? 'accent' : spam <= 30 ? 'good' : spam <= 60 ? 'warn' : 'bad'} />
        </section>
      </div>
      <dl class="grid num">
        <Figure
          label={t`Referring websites`}
          field="referring_main_domains"
          value={row.referring_main_domains}
          href={report('referring_domains')}
        />
        <Figure label={t`Backlinks`} field="backlinks" value={row.backlinks} href={report('backlinks')} />
        <Figure label={t`Spam of its links`} field="backlinks_spam_score" value={row.backlinks_spam_score} href={overview}>
          <SpamPill score={row.backlinks_spam_score} />
        </Figure>
        <Figure
          label={t`Broken links to it`}
          field="broken_backlinks"
          value={row.broken_backlinks}
          href={report('backlinks', { filters: JSON.stringify(['is_broken', '=', true]) })}
        />
      </dl>
      <div class="mix num">
        <ShareBar label={t`Follow`} shares={followShares(row)} field="dofollow" />
        <ShareBar
          label={t`Types`}
          shares={shares(row.referring_links_types, row.backlinks, (type) => (type === 'anchor' ? 'text' : type))}
          field="referring_links_types"
          most={2}
        />
        <ShareBar label={t`Countries`} shares={shares(row.referring_links_countries, row.backlinks)} field="referring_links_countries" />
        <ShareBar
          label={t`TLDs`}
          shares={shares(row.referring_links_tld, row.backlinks, (ending) => `.${ending}`)}
          field="referring_links_tld"
        />
      </div>
      {children}
    </>
  );
}

function Scale({ share, tone }: { share: number; tone: 'accent' | 'good' | 'warn' | 'bad' }) {
  return (
    <div class="scale" aria-hidden="true">
      <i class={tone} style={{ width: `${Math.max(0, Math.min(100, share))}%` }} />
    </div>
  );
}

type FigureProps = { label: string; field: string; value: number | null; href: string; children?: ComponentChildren };

function Figure({ label, field, value, href, children }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Door href={href} title={t`${count(value)}. Opens the report.`}>
          <span data-field={field}>{compact(value)}</span>
        </Door>
        {children}
      </dd>
    </div>
  );
}

/** Shares of all backlinks, largest first. A distribution may be cut off by its key limit; what it leaves out is named "other". */
function shares(tally: Row['referring_links_types'], backlinks: number | null, nameOf = (key: string): string => key): Share[] {
  const entries = largest(tally, 1000);
  const listed = entries.reduce((sum, [, value]) => sum + value, 0);
  const whole = Math.max(listed, backlinks ?? 0);
  const known = entries.filter(([key]) => key !== '').slice(0, 3);
  const rest = whole - known.reduce((sum, [, value]) => sum + value, 0);
  if (known.length === 0) return [];
  return [
    ...known.map(([key, value]) => ({ name: nameOf(key), share: value / whole, text: percent(value, whole) })),
    ...(rest > 0 ? [{ name: t`other or not known`, share: rest / whole, text: percent(rest, whole), minor: true }] : []),
  ];
}

/** About how many links are dofollow: all but those with a nofollow attribute. An exact count would take another call. */
function followShares({ backlinks, referring_links_attributes }: Row): Share[] {
  if (!backlinks) return [];
  const nofollow = Math.min(backlinks, referring_links_attributes?.nofollow ?? 0);
  return [
    { name: t`dofollow, about`, share: 1 - nofollow / backlinks, text: percent(backlinks - nofollow, backlinks) },
    { name: 'nofollow', share: nofollow / backlinks, text: percent(nofollow, backlinks), minor: true },
  ];
}

/** The shape of the figures before they are known; nothing moves when they arrive. */
Summary.Skeleton = function Skeleton() {
  const blank = <span class="skeleton">000</span>;
  return (
    <div class="waiting" aria-hidden="true">
      <div class="heads">
        {[t`Rank`, t`Spam of this site`].map((name) => (
          <section key={name} class="card">
            <h2>{name}</h2>
            <span class="door">
              <b>{blank}</b>
            </span>
            <div class="scale" />
          </section>
        ))}
      </div>
      <dl class="grid">
        {[t`Referring websites`, t`Backlinks`, t`Spam of its links`, t`Broken links to it`].map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{blank}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
