import type { ColumnKind } from '../../lib/columns.ts';
import { count, money, NOTHING } from '../../lib/format.ts';
import { safeHref } from '../../lib/safe-href.ts';
import { t } from '../../lib/words.ts';
import { SpamPill } from '../SpamPill.tsx';
import {
  addressCell,
  hostCell,
  isRecord,
  listCell,
  momentCell,
  sizeCell,
  tallyCell,
  textCell,
  timeCell,
  type Written,
} from './cell-texts.ts';

/** One value of a report, by its kind; `href` where it leads to more than itself. A value of another type than its kind's is shown as the text it is. */
export function Cell({ kind, value, href, isExact }: { kind: ColumnKind; value: unknown; href?: string | null; isExact?: boolean }) {
  if (value === null || value === undefined) return <span class="muted">{NOTHING}</span>;
  if (value === '' || (Array.isArray(value) && value.length === 0)) return <span class="muted">{t`none`}</span>;
  if (typeof value === 'number') return <Figure kind={kind} value={value} href={href} />;
  if (typeof value === 'boolean') return <>{value ? t`yes` : t`no`}</>;
  if (typeof value === 'string') return <TextCell kind={kind} value={value} leadsTo={href} isExact={isExact} />;
  if (Array.isArray(value)) return <Stranger {...(kind === 'tags' ? textCell(value.join(', ')) : listCell(value))} />;
  if (kind === 'tally' && isRecord(value)) return <Stranger {...tallyCell(value as Record<string, number | null>)} />;
  return <Stranger {...textCell(JSON.stringify(value))} />;
}

/** A stranger's text: it cannot turn the text beside it around. */
function Stranger({ text, title }: Written) {
  return <bdi title={title}>{text}</bdi>;
}

/** A figure, and the way to what it counts where there is one. */
function Figure({ kind, value, href }: { kind: ColumnKind; value: number; href?: string | null }) {
  const figure = <NumberCell kind={kind} value={value} />;
  return href ? (
    <a class="figure" href={href}>
      {figure}
    </a>
  ) : (
    figure
  );
}

function NumberCell({ kind, value }: { kind: ColumnKind; value: number }) {
  switch (kind) {
    case 'spam':
      return (
        <span class="with-pill">
          {count(value)} <SpamPill score={value} />
        </span>
      );
    case 'httpStatus':
      return value >= 300 ? <span class={`pill ${value >= 400 ? 'bad' : 'warn'}`}>{value}</span> : <span>{value}</span>;
    case 'bytes':
      return <span title={sizeCell(value).title}>{sizeCell(value).text}</span>;
    case 'usd':
      return <>{money(value)}</>;
    default:
      return <>{count(value)}</>;
  }
}

/** A name of at least two labels. */
const hostName = /^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+$/u;

type TextProps = { kind: ColumnKind; value: string; leadsTo?: string | null; isExact?: boolean };

function TextCell({ kind, value, leadsTo, isExact }: TextProps) {
  if (kind === 'time') {
    const { text, title } = isExact ? momentCell(value) : timeCell(value);
    return (
      <time title={title}>
        <bdi>{text}</bdi>
      </time>
    );
  }
  if (kind !== 'host' && kind !== 'url') return <Stranger {...textCell(value)} />;
  const isAddress = kind === 'url' || value.includes('://');
  const written = isAddress ? addressCell(value) : hostCell(value);
  const href = leadsTo !== undefined ? leadsTo : isAddress ? safeHref(value) : hostName.test(value) ? safeHref(`https://${value}/`) : null;
  if (href === null) return <Stranger {...written} />;
  // What is ours opens here, and Back leads back.
  const away = href.startsWith('#') ? {} : { target: '_blank', rel: 'noopener noreferrer nofollow' };
  return (
    <a href={href} title={written.title} {...away}>
      <bdi>{written.text}</bdi>
    </a>
  );
}
