import { useState } from 'preact/hooks';
import type { Row } from '../../lib/columns.ts';
import { count } from '../../lib/format.ts';
import type { Door } from '../../lib/playbooks/define.ts';
import { destinationOf, faultOfDestination, type Redirect, redirectFormats } from '../../lib/redirects.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { addressCell } from '../explorer/cell-texts.ts';

type Props = {
  /** Dead pages: `url`, `status_code`, `links`, `websites`, `top`. */
  rows: readonly Row[];
  doors: (row: Row) => readonly Door[];
  leadsTo: (hash: string) => string;
  /** What is typed, by the dead address. */
  typed: Readonly<Record<string, string>>;
  onTyped: (url: string, to: string) => void;
  onSave: (text: string, fileName: string, type: string) => void;
  onSaveCsv: (redirects: readonly Redirect[]) => void;
};

const STEP = 50;

/** Dead pages, each with a field for where it should lead now, and the redirects for a server. */
export function RedirectEditor({ rows, doors, leadsTo, typed, onTyped, onSave, onSaveCsv }: Props) {
  const [most, setMost] = useState(STEP);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const addressOf = (row: Row): string => String(row.url);
  // An address may be spelled as what every object has: only what was typed for it counts.
  const typedFor = (url: string): string => (Object.hasOwn(typed, url) ? (typed[url] ?? '') : '');
  const redirects = rows.flatMap((row): Redirect[] => {
    const from = addressOf(row);
    const text = typedFor(from);
    const to = faultOfDestination(from, text) === null ? destinationOf(from, text) : null;
    return to ? [{ from, to }] : [];
  });
  const wrong = rows.filter((row) => typedFor(addressOf(row)).trim() !== '').length - redirects.length;
  return (
    <div class="redirects">
      <section class="redirect-box" aria-label={t`Dead pages to redirect`}>
        <table class="num">
          <caption class="visually-hidden">{t`Dead pages to redirect`}</caption>
          <thead>
            <tr>
              <th scope="col">{t`Dead page`}</th>
              <th scope="col">{t`Status`}</th>
              <th scope="col">{t`Links`}</th>
              <th scope="col">{t`Should lead to`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row, at) => {
              const url = addressOf(row);
              const { text, title } = addressCell(url);
              const value = typedFor(url);
              const fault = left.has(url) && value.trim() !== '' ? faultOfDestination(url, value) : null;
              const [door] = doors(row);
              const top = Array.isArray(row.top) ? row.top.map(String) : [];
              return (
                <tr key={url}>
                  <th scope="row">
                    <bdi title={title}>{text}</bdi>
                    {top.length > 0 && (
                      <span class="muted small">
                        <bdi>{visibleText(top.join(', '), 200)}</bdi>
                      </span>
                    )}
                  </th>
                  <td>{typeof row.status_code === 'number' ? <span class="pill bad">{row.status_code}</span> : '–'}</td>
                  <td>
                    <a href={door ? leadsTo(door.hash) : undefined}>
                      {row.websites === 1
                        ? t`${count(Number(row.links))} from ${count(Number(row.websites))} website`
                        : t`${count(Number(row.links))} from ${count(Number(row.websites))} websites`}
                    </a>
                  </td>
                  <td>
                    <input
                      type="text"
                      inputMode="url"
                      autocomplete="off"
                      spellcheck={false}
                      aria-label={t`Where ${text} should lead`}
                      aria-invalid={fault ? true : undefined}
                      aria-describedby={fault ? `redirect-fault-${at}` : undefined}
                      placeholder={t`/new-page`}
                      value={value}
                      onInput={({ currentTarget }) => onTyped(url, currentTarget.value)}
                      onBlur={() => setLeft((all) => new Set(all).add(url))}
                    />
                    {fault && (
                      <p id={`redirect-fault-${at}`} class="fault">
                        {fault}
                      </p>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most + STEP)}>
          {t`Show ${count(Math.min(STEP, rows.length - most))} more of ${count(rows.length)}`}
        </button>
      )}
      <p class="row">
        <span role="status" class="num">
          {t`${count(redirects.length)} of ${count(rows.length)} have a new address${wrong > 0 && t`, ${count(wrong)} cannot be used`}`}
        </span>
        {Object.values(redirectFormats).map(({ title, fileName, type, write }) => (
          <button key={title} type="button" disabled={redirects.length === 0} onClick={() => onSave(write(redirects), fileName, type)}>
            {title}
          </button>
        ))}
        <button type="button" disabled={redirects.length === 0} onClick={() => onSaveCsv(redirects)}>{t`CSV`}</button>
      </p>
    </div>
  );
}
