import type { ComponentChildren } from 'preact';
import type { Row } from '../../lib/columns.ts';
import { count, NOTHING } from '../../lib/format.ts';
import type { Composite } from '../../lib/reports/define.ts';
import { safeHref } from '../../lib/safe-href.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { addressCell, hostCell } from '../explorer/cell-texts.ts';
import { type GridColumn, numberAt, textAt } from './columns.ts';

type Of<Cell extends Composite['cell']> = { column: GridColumn; row: Row; composite: Extract<Composite, { cell: Cell }> };

/** Several fields of a row as one cell. */
export function CompositeCell({ column, row, composite }: { column: GridColumn; row: Row; composite: Composite }) {
  switch (composite.cell) {
    case 'page':
      return <PageCell {...{ column, row, composite }} />;
    case 'anchor':
      return <AnchorCell {...{ column, row, composite }} />;
    case 'link':
      return <LinkCell {...{ column, row, composite }} />;
    case 'ranks':
      return <RanksCell {...{ column, row, composite }} />;
  }
}

/** A line over a smaller one; the smaller one goes where rows are low, but for bad news. */
function Two({
  over,
  under,
  isBad = false,
  title,
}: {
  over: ComponentChildren;
  under: ComponentChildren;
  isBad?: boolean;
  title?: string;
}) {
  return (
    <div class={isBad ? 'two broken' : 'two'} title={title}>
      <div class="over">{over}</div>
      <div class="under">{under}</div>
    </div>
  );
}

function Door({ href, title, children }: { href: string | null; title?: string; children: ComponentChildren }) {
  if (href === null) return <bdi title={title}>{children}</bdi>;
  return (
    <a href={href} title={title} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{children}</bdi>
    </a>
  );
}

const joined = (parts: readonly (string | null | undefined)[], by: string): string => parts.filter(Boolean).join(by);

function PageCell({ column, row, composite }: Of<'page'>) {
  const url = textAt(column, row, composite.url);
  if (url === null) return <span class="muted">{NOTHING}</span>;
  const title = textAt(column, row, composite.title);
  const host = textAt(column, row, composite.host);
  const written = addressCell(url);
  const field = column.fieldAt(composite.url);
  const href = field?.href ? field.href(row) : safeHref(url);
  const where = joined([textAt(column, row, composite.country), textAt(column, row, composite.language)], ', ');
  return (
    <Two
      over={
        <Door href={href} title={joined([title && visibleText(title, 500), written.title], '\n')}>
          {title ? visibleText(title) : written.text}
        </Door>
      }
      under={
        <>
          <bdi>{host ? hostCell(host).text : written.text}</bdi>
          {where && (
            <>
              {' · '}
              <bdi>{visibleText(where, 40)}</bdi>
            </>
          )}
        </>
      }
    />
  );
}

/** What is kept of the text around an anchor: the anchor should be in sight, whatever stands before it. */
const BEFORE = 28;
const AFTER = 80;

const spaced = (text: string): string => text.replace(/\s+/g, ' ');

function AnchorCell({ column, row, composite }: Of<'anchor'>) {
  const at = (path: string | undefined) => textAt(column, row, path);
  const [anchor, alt, type] = [at(composite.anchor)?.trim() || null, at(composite.alt), at(composite.type)];
  const [before, after] = [spaced(at(composite.before) ?? ''), spaced(at(composite.after) ?? '')];
  // Cut between characters, not within a pair.
  const near = [...before.slice(-4 * BEFORE)].slice(-BEFORE).join('');
  const said = anchor ?? (alt ? t`no text, alt “${alt.slice(0, 200)}”` : t`no text`);
  const whole = joined([before.slice(-300), anchor ? `[${anchor.slice(0, 1000)}]` : `[${said}]`, after.slice(0, 300)], ' ');
  return (
    <Two
      title={visibleText(whole, 2048)}
      over={
        <>
          {near && (
            <span class="before">
              <bdi>{`${near.length < before.length ? '…' : ''}${visibleText(near)} `}</bdi>
            </span>
          )}
          <mark class={anchor ? '' : 'unsaid'}>
            <bdi>{visibleText(said)}</bdi>
          </mark>
          {after && <bdi class="after"> {visibleText(after, AFTER)}</bdi>}
        </>
      }
      under={<bdi>{visibleText(joined([type, at(composite.place)], ', ') || NOTHING, 60)}</bdi>}
    />
  );
}

const words: Readonly<Record<number, string>> = {
  ...{
    200: 'OK',
    400: t`bad request`,
    401: t`needs a login`,
    403: t`forbidden`,
    404: t`not found`,
    410: t`gone`,
    429: t`too many requests`,
  },
  ...{ 500: t`server error`, 502: t`bad gateway`, 503: t`not available`, 504: t`timed out` },
};

/** What a page answers, in words. */
export function statusWords(status: number | null): string {
  if (status === null) return t`not checked`;
  const word = words[status] ?? (status >= 500 ? t`server error` : status >= 400 ? t`error` : status >= 300 ? t`redirect` : '');
  return joined([String(status), word], ' ');
}

/** An address without what its neighbours share: the path and what follows. */
function pathOf(url: string): string {
  const path = /^https?:\/\/[^/?#]*(.*)$/is.exec(url)?.[1];
  return path === undefined ? url : path || '/';
}

function LinkCell({ column, row, composite }: Of<'link'>) {
  const url = textAt(column, row, composite.url);
  if (url === null) return <span class="muted">{NOTHING}</span>;
  const status = numberAt(column, row, composite.status);
  const redirect = textAt(column, row, composite.redirect);
  const isBroken = composite.isBroken !== undefined && column.fieldAt(composite.isBroken)?.value(row) === true;
  return (
    <Two
      isBad={isBroken}
      over={
        <Door href={safeHref(url)} title={addressCell(url).title}>
          {visibleText(pathOf(url))}
        </Door>
      }
      under={
        <>
          {statusWords(status)}
          {isBroken && t`, broken`}
          {redirect && (
            <>
              {' → '}
              <bdi title={addressCell(redirect).title}>{addressCell(redirect).text}</bdi>
            </>
          )}
        </>
      }
    />
  );
}

function RanksCell({ column, row, composite }: Of<'ranks'>) {
  const ranks = composite.ranks.map((path) => ({ label: column.fieldAt(path)?.label ?? path, value: numberAt(column, row, path) }));
  return (
    <span title={ranks.map(({ label, value }) => `${label} ${count(value)}`).join(', ')}>
      {ranks.map(({ label, value }, at) => (
        <span key={label} class={at === 0 ? '' : 'muted'}>
          {at > 0 && ' / '}
          {count(value)}
        </span>
      ))}
    </span>
  );
}
