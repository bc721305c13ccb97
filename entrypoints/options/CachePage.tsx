import { t } from '../../lib/words.ts';
import '../../components/storage/storage.css';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Alert } from '../../components/Alert.tsx';
import { sizeCell } from '../../components/explorer/cell-texts.ts';
import { Rows } from '../../components/explorer/TableResult.tsx';
import { Waiting } from '../../components/explorer/Waiting.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Clear } from '../../components/storage/Clear.tsx';
import { ClearDialog } from '../../components/storage/ClearDialog.tsx';
import { Lifetimes } from '../../components/storage/Lifetimes.tsx';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { wordsOf } from '../../lib/failure-words.ts';
import { age, count, money, percent } from '../../lib/format.ts';
import { type CacheFacts, type CacheGroup, type Status, sendMessage } from '../../lib/messages.ts';
import { failed, type Outcome } from '../../lib/outcome.ts';
import type { Settings } from '../../lib/settings.ts';
import { groupColumns, groupOf, groupRow, isOf, type Sum, sumOf, type Which } from '../../lib/shelf-table.ts';
import type { PageProps } from './pages.tsx';

/** What the person is about to forget. */
type Wish = { which: readonly Which[]; sum: Sum; ofWhat: string };

const whichOf = ({ endpoint, target }: CacheGroup): Which => ({ endpoint, target });

const answersOf = ({ answers }: Sum): string => (answers === 1 ? t`${count(answers)} answer` : t`${count(answers)} answers`);

/** What a wish is called: a report, a target, both, or everything. */
function nameOf({ endpoint, target }: Which): string {
  if (endpoint === undefined && target === undefined) return t`Everything stored`;
  const about = target === undefined ? t`every target` : (target ?? t`no target`);
  return `${endpoint === undefined ? t`Every report` : endpointOf(endpoint).title}, ${about}`;
}

/** What is stored, what it cost, how long it counts as fresh, and ways to forget it. */
export function CachePage({ status, onStatus }: PageProps) {
  const { facts, isBroken, setFacts } = useFacts(status);
  const [wish, setWish] = useState<Wish | null>(null);
  const [said, setSaid] = useState('');
  const rows = useMemo(() => (facts?.groups ?? []).map(groupRow), [facts]);
  if (isBroken)
    return (
      <Alert>
        <Notice failure={failed('bug').failure} />
      </Alert>
    );
  if (!facts) return <Waiting since={Date.now()} isBuying={false} />;

  const { groups, answers, bytes, mostBytes, figures } = facts;
  const all = sumOf(groups);
  const wishFor = (which: readonly Which[], ofWhat: string) =>
    setWish({ which, ofWhat, sum: sumOf(groups.filter((group) => which.some((each) => isOf(each, group)))) });
  const clear = async ({ which, sum }: Wish) => {
    setWish(null);
    let left = facts;
    for (const each of which) left = await sendMessage('clearCache', each).catch(() => left);
    setFacts(left);
    setSaid(left.answers === answers ? t`Nothing could be cleared.` : t`${count(sum.answers)} cleared.`);
  };
  const keepLifetimes = async (lifetimes: Settings['lifetimes']): Promise<string | null> => {
    const saved = await sendMessage('changeSettings', { lifetimes }).catch((): Outcome<Status> => failed('bug'));
    if (saved.ok) onStatus(saved.value);
    return saved.ok ? null : wordsOf(saved.failure).advice;
  };
  const oldest = groups.reduce((so, { oldestAt }) => Math.min(so, oldestAt), Date.now());

  return (
    <>
      <div class="stored num">
        <section class="card">
          <h2>{t`Stored answers`}</h2>
          <p>
            <b class="amount" data-field="stored_answers">
              {count(answers)}
            </b>{' '}
            <span class="muted">{t`with ${count(all.rows)} rows${answers > 0 && t`, oldest ${age(oldest)}`}`}</span>
          </p>
        </section>
        <section class="card">
          <h2>{t`Size`}</h2>
          <p>
            <b class="amount" data-field="stored_bytes">
              {sizeCell(bytes).text}
            </b>{' '}
            <span class="muted">{t`of ${sizeCell(mostBytes).text}`}</span>
          </p>
          <div class="room" aria-hidden="true">
            <i style={{ width: `${Math.min(100, (bytes / mostBytes) * 100)}%` }} />
          </div>
          <p class="muted small">
            {t`${bytes > 0 ? t`${percent(bytes, mostBytes)} used. ` : ''}Past that the answers go that were not looked at for the longest.`}
          </p>
        </section>
        <section class="card">
          <h2>{t`Worth`}</h2>
          <p>
            <b class="amount" data-field="stored_paid">
              {money(all.usd)}
            </b>{' '}
            <span class="muted">{t`paid for them`}</span>
          </p>
          <p class="muted small">{t`Looking at them again is free. The ledger keeps what they cost, whatever is cleared.`}</p>
        </section>
        <section class="card">
          <h2>{t`Past their lifetime`}</h2>
          <p>
            <b class="amount">{count(all.stale)}</b> <span class="muted">{all.stale === 1 ? t`answer` : t`answers`}</span>
          </p>
          <p class="muted small">
            {figures === 1
              ? t`Kept until room is needed; ${count(figures)} target’s figures of a day are kept for comparison.`
              : t`Kept until room is needed; ${count(figures)} daily figures of targets are kept for comparison.`}
          </p>
        </section>
      </div>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {groups.length === 0 ? (
        <section class="notice" data-state="nothing-stored">
          <h2>{status.storageTrouble ? t`What is stored cannot be read` : t`Nothing is stored yet`}</h2>
          <p>{t`Every answer you buy is kept in this browser and free to look at again.`}</p>
          <a class="button" href="#/summary">{t`Open the overview`}</a>
        </section>
      ) : (
        <>
          <Clear groups={groups} onClear={(which) => wishFor([which], nameOf(which))} />
          <Rows
            caption={t`Stored answers`}
            columns={groupColumns}
            rows={rows}
            keyPath="id"
            totalCount={null}
            isCounted={false}
            tools={() => <span class="grow" />}
            acts={{
              renderActs: (row) => (
                <>
                  <a class="button" href={String(row.hash)}>{t`Open the report`}</a>
                  <button type="button" onClick={() => wishFor([whichOf(groupOf(row))], nameOf(whichOf(groupOf(row))))}>{t`Clear…`}</button>
                </>
              ),
              renderSelected: (selected) => (
                <button
                  type="button"
                  onClick={() =>
                    wishFor(
                      selected.map((row) => whichOf(groupOf(row))),
                      selected.length === 1 ? t`${count(selected.length)} selected line` : t`${count(selected.length)} selected lines`,
                    )
                  }
                >{t`Clear ${answersOf(sumOf(selected.map(groupOf)))}…`}</button>
              ),
            }}
          />
        </>
      )}
      <Lifetimes settings={status.settings} groups={groups} onSave={keepLifetimes} />
      {wish && <ClearDialog sum={wish.sum} ofWhat={wish.ofWhat} onYes={() => void clear(wish)} onNo={() => setWish(null)} />}
    </>
  );
}

/** What is stored in the environment in use; read again whenever the status is. */
function useFacts(status: Status) {
  const [facts, setFacts] = useState<CacheFacts | null>(null);
  const [isBroken, setBroken] = useState(false);
  const read = useCallback(
    () =>
      sendMessage('cacheFacts').then(
        (found) => {
          setFacts(found);
          setBroken(false);
        },
        () => setBroken(true),
      ),
    [],
  );
  useEffect(() => void read(), [read, status]);
  return { facts, isBroken, setFacts };
}
