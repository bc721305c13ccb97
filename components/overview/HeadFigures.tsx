import type { ComponentChildren } from 'preact';
import type { Column } from '../../lib/columns.ts';
import type { Rows } from '../../lib/endpoints/index.ts';
import { compact, count, day, percent, spamBand } from '../../lib/format.ts';
import type { Figures, Stored } from '../../lib/messages.ts';
import { hashOfLinks, hashOnward } from '../../lib/reports/onward.ts';
import { hashOf } from '../../lib/route.ts';
import { t } from '../../lib/words.ts';
import { Sparkline } from '../charts/Sparkline.tsx';
import { SpamPill } from '../SpamPill.tsx';
import { changeOf, pointsOf } from './past.ts';

type Props = { columns: readonly Column[]; row: Rows['summary']; stored: Stored; past: readonly Figures[] };

/** The scores and counts, in their order. */
export const headPaths: readonly string[] = [
  'rank',
  'info.target_spam_score',
  'backlinks_spam_score',
  'referring_main_domains',
  'backlinks',
  'referring_pages',
  'referring_ips',
  'broken_backlinks',
];

/** From here on a figure is shortened; its tooltip has it whole. */
const LONG = 10_000_000;

type Head = {
  path: string;
  /** What follows the figure at once: its scale. */
  unit?: string;
  /** The report that lists what it counts, and what opening it means. */
  href: string | null;
  door: string;
  score?: { share: number; tone: 'accent' | 'good' | 'warn' | 'bad' };
  below?: ComponentChildren;
};

/** The scores with their words, then the counts; each figure opens the report that lists what it counts. */
export function HeadFigures({ columns, row, stored, past }: Props) {
  return (
    <dl class="heads num">
      {headsOf(row, stored).map((head) => {
        const column = columns.find(({ path }) => path === head.path);
        return column && <Figure key={head.path} head={head} column={column} row={row} stored={stored} past={past} />;
      })}
    </dl>
  );
}

function headsOf(row: Rows['summary'], { request }: Stored): Head[] {
  const links = row.backlinks ?? 0;
  const nofollow = Math.min(links, row.referring_links_attributes?.nofollow ?? 0);
  const trends = hashOf('trends', new URLSearchParams({ target: String(request.target ?? '') }));
  return [
    { path: 'rank', unit: t`of 1,000`, href: trends, door: t`Opens its trend`, score: { share: (row.rank ?? 0) / 10, tone: 'accent' } },
    { path: 'info.target_spam_score', unit: t`of 100`, href: null, door: '', score: spamScale(row.info?.target_spam_score) },
    {
      path: 'backlinks_spam_score',
      unit: t`of 100`,
      href: hashOfLinks(['backlink_spam_score', '>', 60], request, { order_by: ['backlink_spam_score,desc'] }),
      door: t`Opens the links with high spam`,
      score: spamScale(row.backlinks_spam_score),
    },
    {
      path: 'referring_main_domains',
      href: hashOnward('referring_domains', request),
      door: t`Opens the domains that link`,
      below: <span title={t`Subdomains counted apart`}>{t`on ${count(row.referring_domains)} hosts`}</span>,
    },
    {
      path: 'backlinks',
      href: hashOnward('backlinks', request, { mode: 'as_is' }),
      door: t`Opens the links`,
      below: links > 0 && row.referring_links_attributes ? t`about ${percent(links - nofollow, links)} dofollow` : null,
    },
    { path: 'referring_pages', href: hashOnward('backlinks', request), door: t`Opens the links, the best of each site` },
    {
      path: 'referring_ips',
      href: hashOnward('referring_networks', request, { network_address_type: 'ip' }),
      door: t`Opens the addresses`,
      below: t`in ${<a href={hashOnward('referring_networks', request, { network_address_type: 'subnet' })}>{t`${count(row.referring_subnets)} subnets`}</a>}`,
    },
    {
      path: 'broken_backlinks',
      href: hashOfLinks(['is_broken', '=', true], request),
      door: t`Opens the broken links`,
      below: (
        <>
          {t`links to`}{' '}
          <a href={hashOnward('domain_pages', request, { filters: [['status_code', '>=', 400]] })}>{t`${count(row.broken_pages)} pages`}</a>
        </>
      ),
    },
  ];
}

const spamScale = (score: number | null | undefined): NonNullable<Head['score']> => ({
  share: score ?? 0,
  tone: score == null ? 'accent' : spamBand(score).tone,
});

function Figure({ head, column, row, stored, past }: { head: Head; column: Column } & Omit<Props, 'columns'>) {
  const value = column.value(row);
  const known = typeof value === 'number' ? value : null;
  const text = <span data-field={column.path}>{known !== null && known >= LONG ? compact(known) : count(known)}</span>;
  const change = changeOf(column, stored, past);
  const isSpam = column.kind === 'spam';
  return (
    <div>
      <dt title={column.help}>{column.label}</dt>
      <dd class="figure">
        {head.href ? (
          <a class="door" href={head.href} title={`${count(known)}. ${head.door}.`}>
            {text}
          </a>
        ) : (
          text
        )}
        {head.unit && known !== null && <small>{head.unit}</small>}
        {isSpam && <SpamPill score={known} />}
      </dd>
      <dd class="went">
        <Sparkline label={column.label} points={pointsOf(column, past)} />
      </dd>
      {head.score && known !== null && (
        <dd class="scale" aria-hidden="true">
          <i class={head.score.tone} style={{ width: `${Math.max(0, Math.min(100, head.score.share))}%` }} />
        </dd>
      )}
      {(head.below || change) && (
        <dd class="below">
          {head.below}
          {head.below && change && ' · '}
          {change && (
            <span data-change={column.path} title={t`It was ${count(change.before)} then; compared for nothing with a summary you bought.`}>
              {t`${change.words} since ${day(change.at)}`}
            </span>
          )}
        </dd>
      )}
    </div>
  );
}
