import { t } from '../../../lib/words.ts';
import '../../../components/answers/answers.css';
import { useMemo, useRef, useState } from 'preact/hooks';
import { ProspectForm } from '../../../components/answers/ProspectForm.tsx';
import { Rows } from '../../../components/explorer/TableResult.tsx';
import type { Row } from '../../../lib/columns.ts';
import { csv } from '../../../lib/export/csv.ts';
import { fileNameOf } from '../../../lib/export/file-name.ts';
import { count } from '../../../lib/format.ts';
import { column } from '../../../lib/playbooks/parts.ts';
import { type Prospect, type ProspectState, prospectStates, prospectsIn, stateWords, withProspects } from '../../../lib/prospects.ts';
import { saveFile } from '../download.ts';
import type { PageProps } from '../pages.tsx';
import { prospectLists, useList } from './lists.ts';

const columns = [
  column('domain', t`Website`, 'host', t`The website you want a link from.`),
  column('status', t`Status`, 'text', t`How far it is.`),
  column('tags', t`Tags`, 'tags', t`Your own words.`),
  column('note', t`Note`, 'text', t`Your own note.`),
  column('rank', t`Rank`, 'rank', t`Its rank when it was added, 0 to 1,000.`),
  column('spam', t`Spam`, 'spam', t`Its spam score when it was added, 0 to 100.`),
  column('target', t`For`, 'text', t`The site it was found for.`),
  column('added', t`Added`, 'time', t`When it was added.`),
];

const MOST_CSV_BYTES = 8 * 1024 * 1024;

/** The websites a person wants links from. The list is theirs: kept in this browser alone, carried by CSV. */
export function ProspectsPage({ status }: PageProps) {
  const [list, change] = useList(prospectLists);
  const [said, setSaid] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const rows = useMemo(
    () =>
      (list ?? []).map((each): Row => ({ ...each, added: each.addedAt > 0 ? new Date(each.addedAt).toISOString().slice(0, 10) : null })),
    [list],
  );
  if (list === null) return null;

  const edit = (domains: ReadonlySet<string>, how: (prospect: Prospect) => Prospect) =>
    void change((all) => all.map((each) => (domains.has(each.domain) ? how(each) : each)));
  const remove = (domains: ReadonlySet<string>) => void change((all) => all.filter(({ domain }) => !domains.has(domain)));
  const domainsOf = (some: readonly Row[]) => new Set(some.map(({ domain }) => String(domain)));

  const take = async (chosen: File) => {
    if (chosen.size > MOST_CSV_BYTES) {
      setSaid(t`The file is larger than 8 MB; split it.`);
      return;
    }
    const { prospects, refused } = prospectsIn(await chosen.text(), Date.now());
    await change((all) => {
      const { list: next, added } = withProspects(all, prospects);
      const known = prospects.length - added;
      setSaid(
        [
          t`${count(added)} added`,
          known > 0 && (known === 1 ? t`${count(known)} was there already` : t`${count(known)} were there already`),
          refused > 0 && (refused === 1 ? t`${count(refused)} line has no domain` : t`${count(refused)} lines have no domain`),
        ]
          .filter(Boolean)
          .join(', '),
      );
      return next;
    });
  };
  const save = (found: readonly Row[]) => {
    const about = {
      ...{ targets: [], environment: status.settings.environment, fetchedAt: Date.now(), title: t`Prospects`, endpoint: 'prospects' },
      ...{ request: {}, rows: found.length, total: rows.length, scope: 'filtered' as const, costUsd: 0 },
    };
    // Tags are one cell, as they are read again.
    const written = columns.map((each) =>
      each.kind === 'tags' ? { ...each, value: (row: Row) => (row.tags as string[]).join(', ') } : each,
    );
    void saveFile(csv(written, found, about, { byteOrderMark: true }), fileNameOf(about), 'text/csv');
  };
  const importer = (
    <>
      <button type="button" onClick={() => file.current?.click()}>{t`Import CSV`}</button>
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv"
        class="visually-hidden"
        tabIndex={-1}
        aria-label={t`CSV file of prospects`}
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (!chosen) return;
          void take(chosen).finally(() => {
            if (file.current) file.current.value = '';
          });
        }}
      />
    </>
  );
  return (
    <>
      <p class="muted small" role="status">
        {said}
      </p>
      {rows.length === 0 ? (
        <section class="notice" data-state="no-prospects">
          <h2>{t`No prospects yet`}</h2>
          <p>{t`Add websites from Link opportunities, or import a CSV file with a column named “domain”.`}</p>
          <p class="row">
            <a class="button" href="#/answer-opportunities">{t`Find link opportunities`}</a>
            {importer}
          </p>
        </section>
      ) : (
        <Rows
          caption={t`Prospects`}
          columns={columns}
          keyPath="domain"
          rows={rows}
          totalCount={null}
          isCounted={false}
          acts={{
            renderExpanded: (row) => {
              const prospect = list.find(({ domain }) => domain === row.domain);
              return (
                prospect && (
                  <ProspectForm
                    prospect={prospect}
                    onChange={(more) => edit(new Set([prospect.domain]), (each) => ({ ...each, ...more }))}
                    onRemove={() => remove(new Set([prospect.domain]))}
                  />
                )
              );
            },
            renderSelected: (some) => (
              <>
                <label>
                  {t`Status`}{' '}
                  <select
                    value=""
                    onChange={({ currentTarget }) => {
                      const state = currentTarget.value as ProspectState;
                      if (state) edit(domainsOf(some), (each) => ({ ...each, status: state }));
                    }}
                  >
                    <option value="">{t`Set …`}</option>
                    {prospectStates.map((state) => (
                      <option key={state} value={state}>
                        {stateWords[state]}
                      </option>
                    ))}
                  </select>
                </label>
                <button type="button" onClick={() => remove(domainsOf(some))}>{t`Remove`}</button>
              </>
            ),
          }}
          tools={({ found }) => (
            <>
              <span class="grow" />
              {importer}
              <button type="button" onClick={() => save(found)}>{t`Export CSV`}</button>
            </>
          )}
        />
      )}
      <p class="muted small">{t`The list lies in this browser alone. “Disconnect and forget” in Settings forgets it too, so export it first.`}</p>
    </>
  );
}
