import { t } from '../../../lib/words.ts';
import '../../../components/answers/answers.css';
import { useMemo, useState } from 'preact/hooks';
import { AnswerView } from '../../../components/answers/AnswerView.tsx';
import { aboutRequest } from '../../../components/answers/request-words.ts';
import { results } from '../../../components/explorer/ResultPanel.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { type Dossier, MOST_BYTES, openDossier } from '../../../lib/dossier.ts';
import { endpointNamed, endpointOf } from '../../../lib/endpoints/index.ts';
import { count, day, money } from '../../../lib/format.ts';
import type { Answers } from '../../../lib/playbooks/define.ts';
import { playbookNamed } from '../../../lib/playbooks/index.ts';
import { subjectsOf } from '../../../lib/playbooks/paper.ts';
import { hashOf, hashOfRequest, routeOf } from '../../../lib/route.ts';
import { visibleText } from '../../../lib/visible-text.ts';
import { saveFile } from '../download.ts';
import type { PageProps } from '../pages.tsx';
import { tools } from './tools.tsx';

const PAGE = 'dossiers';

/** What was opened last, while the page lives: a file is a person's to keep, and none of it goes into the store. */
let opened: { dossier: Dossier; refused: number; name: string } | null = null;

/** Opens a dossier again: the answer it was made of and every report in it, without a single request. */
export function DossierPage({ query, status }: PageProps) {
  const [current, setCurrent] = useState(opened);
  const [fault, setFault] = useState('');
  const take = async (file: File) => {
    if (file.size > MOST_BYTES) {
      setFault(t`The file is larger than 256 MB.`);
      return;
    }
    const read = openDossier(await file.text());
    setFault(read.ok ? '' : read.why);
    if (!read.ok) return;
    opened = { ...read, name: file.name };
    setCurrent(opened);
  };
  const shown = new URLSearchParams(query).get('report');
  return (
    <>
      <div class="field dossier-file">
        <label for="dossier">{t`Dossier file`}</label>
        <input
          id="dossier"
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void take(file);
          }}
        />
        <p class="fault" role="alert">
          {fault}
        </p>
      </div>
      {current ? (
        <Contents {...current} shown={shown === null ? null : Number(shown)} status={status} />
      ) : (
        <section class="notice" data-state="no-dossier">
          <h2>{t`No dossier is open`}</h2>
          <p>{t`“Report” beside an answer or a report saves one: every request with its answer, date and cost. Opening it asks nobody anything, and nothing of it goes into your store.`}</p>
        </section>
      )}
    </>
  );
}

type ContentsProps = { dossier: Dossier; refused: number; name: string; shown: number | null } & Pick<PageProps, 'status'>;

function Contents({ dossier, refused, name, shown, status }: ContentsProps) {
  const { title, madeAt, inputs, answers } = dossier;
  const playbook = dossier.playbook === null ? null : playbookNamed(dossier.playbook);
  const known = playbook?.schema.safeParse(inputs).success ? playbook : null;
  const hashes = useMemo(() => answers.map(({ stored }) => hashOfRequest(endpointOf(stored.endpoint), stored.request)), [answers]);
  const grouped: Answers = useMemo(
    () =>
      Object.fromEntries(
        dossier.steps.map((step) => [
          step,
          answers.flatMap((filed) => (filed.step === step ? [{ request: filed.stored.request, stored: filed.stored, failure: null }] : [])),
        ]),
      ),
    [dossier, answers],
  );
  const reportAt = (at: number): string => hashOf(PAGE, new URLSearchParams({ report: String(at) }));
  /** A report that is in the dossier is read from it; requests made of today's date are known by their endpoint. */
  const leadsTo = (hash: string): string => {
    const at = hashes.indexOf(hash);
    if (at >= 0) return reportAt(at);
    const id = endpointNamed(routeOf(hash).page)?.id;
    const only = answers.flatMap(({ stored }, place) => (stored.endpoint === id ? [place] : []));
    return only.length === 1 && only[0] !== undefined && routeOf(hash).values.get('filters') === null ? reportAt(only[0]) : hash;
  };
  const open = shown === null ? null : (answers[shown]?.stored ?? null);
  const spent = answers.reduce((sum, { stored }) => sum + stored.costUsd, 0);
  const Result = open && results[endpointOf(open.endpoint).view];
  return (
    <>
      <p class="strip num">
        <b>{visibleText(title, 120)}</b>
        <span>{t`made ${day(madeAt)}`}</span>
        <span>
          {answers.length === 1
            ? t`${count(answers.length)} answer, together ${money(spent)} then and nothing now`
            : t`${count(answers.length)} answers, together ${money(spent)} then and nothing now`}
        </span>
        <bdi class="muted">{visibleText(name, 80)}</bdi>
        {refused > 0 && (
          <span class="warn-text">
            {refused === 1 ? t`${count(refused)} answer could not be read` : t`${count(refused)} answers could not be read`}
          </span>
        )}
      </p>
      {open && Result ? (
        <section class="answer-part" aria-labelledby="dossier-report">
          <h2 id="dossier-report">{endpointOf(open.endpoint).title}</h2>
          <p class="row">
            <a href={hashOf(PAGE)}>{t`Back to the dossier`}</a>
            <span class="muted small">
              {t`${aboutRequest(open.endpoint, open.request)}, fetched ${day(open.fetchedAt)} for ${money(open.costUsd)}`}
            </span>
          </p>
          <Result
            key={shown}
            endpoint={endpointOf(open.endpoint)}
            stored={open}
            isCounted={false}
            tools={() => null}
            beside={{ prices: status.prices, past: [], onSave: (chunks, file, type) => void saveFile(chunks, file, type) }}
          />
        </section>
      ) : (
        known && (
          <AnswerView
            playbook={known}
            inputs={inputs}
            answers={grouped}
            isRunning={false}
            before={null}
            leadsTo={leadsTo}
            renderFailure={(failure) => <Notice failure={failure} />}
            renderTable={(section, table) => {
              const Table = tools[table.tool ?? 'none'];
              return (
                <Table
                  playbook={known}
                  section={section}
                  table={table}
                  targets={subjectsOf(known, inputs)}
                  environment={status.settings.environment}
                  fetchedAt={madeAt}
                  leadsTo={leadsTo}
                />
              );
            }}
          />
        )
      )}
      <section class="answer-part" aria-labelledby="dossier-calls">
        <h2 id="dossier-calls">{t`Every request in it`}</h2>
        <div class="plan-calls">
          <table class="num">
            <caption class="visually-hidden">{t`Requests of the dossier`}</caption>
            <thead>
              <tr>
                <th scope="col">{t`Report`}</th>
                <th scope="col">{t`About`}</th>
                <th scope="col">{t`Fetched`}</th>
                <th scope="col" class="r">{t`Rows`}</th>
                <th scope="col" class="r">{t`Cost`}</th>
              </tr>
            </thead>
            <tbody>
              {answers.map(({ stored }, at) => (
                <tr key={at}>
                  <td>
                    <a href={reportAt(at)}>{endpointOf(stored.endpoint).title}</a>
                  </td>
                  <td>
                    <bdi title={visibleText(JSON.stringify(stored.request), 2000)}>{aboutRequest(stored.endpoint, stored.request)}</bdi>
                  </td>
                  <td>{day(stored.fetchedAt)}</td>
                  <td class="r">{count(stored.rows.length)}</td>
                  <td class="r">{money(stored.costUsd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}
