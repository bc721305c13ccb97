import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Alert } from '../../../components/Alert.tsx';
import { ListInput } from '../../../components/bulk/ListInput.tsx';
import { ListReading } from '../../../components/bulk/ListReading.tsx';
import type { Tick } from '../../../components/bulk/MetricPicker.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { Cap } from '../../../components/settings/Caps.tsx';
import { Agree } from '../../../components/watch/Agree.tsx';
import { type Draft, SetupForm } from '../../../components/watch/SetupForm.tsx';
import { metrics } from '../../../lib/bulk/metrics.ts';
import { wordsOf } from '../../../lib/failure-words.ts';
import { count, money } from '../../../lib/format.ts';
import { type Status, sendMessage } from '../../../lib/messages.ts';
import { isNeverSent } from '../../../lib/never-send.ts';
import { type Failure, failed, type Outcome } from '../../../lib/outcome.ts';
import type { Allows } from '../../../lib/params.ts';
import { decoded } from '../../../lib/target-lists/decode.ts';
import type { Place } from '../../../lib/target-lists/read.ts';
import { rivalLines } from '../../../lib/watch/csv.ts';
import { MOST_WATCHED, thresholdsSchema, usualThresholds, type Watchlist, type WatchSetup } from '../../../lib/watch/define.ts';
import { metricsOf, priceOf, usualFigures } from '../../../lib/watch/plan.ts';
import { t } from '../../../lib/words.ts';
import { takeTabs } from '../bulk/tabs.ts';
import { useList } from '../bulk/use-list.ts';

const MOST_BYTES = 5_000_000;

type Props = {
  list: Watchlist | null;
  /** Sites that another page of ours brings along. */
  added: readonly string[];
  status: Status;
  onStatus: (status: Status) => void;
  onSave: (setup: WatchSetup) => Promise<Failure | null>;
  onDone: () => void;
};

const usual: Draft = { every: 'week', figures: [...usualFigures], thresholds: usualThresholds, notify: false, nameSites: false };

const draftOf = ({ every, figures, thresholds, notify, nameSites }: Watchlist): Draft => ({
  every,
  figures,
  thresholds,
  notify,
  nameSites,
});

/** The list as text that is read again as the same list. */
const textOf = (list: Watchlist | null, added: readonly string[]): string =>
  [...new Set([...(list?.sites.map(({ target }) => target) ?? []), ...added])].join('\n');

/** Must be called in the press itself: browsers take the question from nowhere else. */
export const askForNotices = (): Promise<boolean> => browser.permissions.request({ permissions: ['notifications'] }).catch(() => false);

/** Sets the watchlist up, with its price before it is saved. Nothing here asks DataForSEO anything. */
export function WatchSetupView({ list, added, status, onStatus, onSave, onDone }: Props) {
  const { settings, prices } = status;
  const [text, setText] = useState(() => textOf(list, added));
  const [place, setPlace] = useState<Place | undefined>();
  const [allows, setAllows] = useState<Allows>('any');
  const [draft, setDraft] = useState<Draft>(() => (list ? draftOf(list) : usual));
  const [fault, setFault] = useState<string | null>(null);
  const [isRefused, setRefused] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isAsking, setAsking] = useState(false);
  const input = useRef<HTMLDivElement>(null);
  useEffect(() => input.current?.querySelector('textarea')?.focus(), []);

  const { read, list: named, isReading } = useList(text, place, allows, settings.neverSend);
  const targets = useMemo(() => (named?.targets ?? []).map(({ target }) => target), [named]);
  const capUsd = settings.watchCapUsd;
  const wanted = { figures: draft.figures, thresholds: saneThresholds(draft) };
  const price = useMemo(() => priceOf({ ...wanted, every: draft.every }, targets, capUsd, prices), [draft, targets, capUsd, prices]);
  const ticks = useMemo(
    () =>
      metrics.map(({ endpoint: { id }, title, explains }): Tick => {
        const alone = priceOf(
          { ...wanted, thresholds: { ...wanted.thresholds, strongLossRank: null }, figures: [id], every: 'week' },
          targets,
          capUsd,
          prices,
        );
        return {
          id,
          title,
          explains,
          isTicked: draft.figures.includes(id),
          calls: Math.max(1, alone.calls),
          priceUsd: alone.lookUsd,
          known: 0,
        };
      }),
    [draft, targets, prices, capUsd],
  );
  const faults = faultsOf(draft);
  const hindrance = hindranceOf({
    targets,
    isReading,
    draft,
    faults,
    days: price.days,
    isPrivate: browser.extension?.inIncognitoContext ?? false,
  });

  const change = (by: Partial<Draft>) => setDraft((now) => ({ ...now, ...by }));
  const takeText = (given: string) => {
    setFault(null);
    setPlace(undefined);
    setText(given);
  };
  const takeFile = async (file: File) => {
    const given = file.size > MOST_BYTES ? null : decoded(new Uint8Array(await file.arrayBuffer()));
    if (given === null) setFault(t`This is no text file of at most 5 MB.`);
    else takeText(given);
  };
  const takeWindow = async () => {
    const tabs = await takeTabs();
    if (tabs === null) setFault(t`The browser was not allowed to say which tabs are open, so nothing was read.`);
    else takeText([...(text.trim() ? [text.trimEnd()] : []), ...tabs].join('\n'));
  };
  const notify = (isWanted: boolean) => {
    if (!isWanted) change({ notify: false, nameSites: false });
    else
      void askForNotices().then((isAllowed) => {
        setRefused(!isAllowed);
        change({ notify: isAllowed });
      });
  };
  const rivals = useMemo(() => rivalLines(text), [text]);
  const before = new Map(list?.sites.map(({ target, isRival }) => [target, isRival]));
  const save = async () => {
    setAsking(false);
    const sites = (named?.targets ?? []).map(({ target, host, line }) => ({
      target,
      isRival: rivals.has(line) || (before.get(target) ?? isNeverSent(host, settings.rivals)),
    }));
    const found = await onSave({ ...draft, sites, agreedUsd: price.lookUsd });
    setFailure(found);
    if (!found) onDone();
  };
  const saveCap = async (value: number): Promise<string | null> => {
    const saved = await sendMessage('changeSettings', { watchCapUsd: value }).catch((): Outcome<Status> => failed('bug'));
    if (saved.ok) onStatus(saved.value);
    return saved.ok ? null : wordsOf(saved.failure).advice;
  };
  return (
    <>
      <Alert>{failure && <Notice failure={failure} />}</Alert>
      <SetupForm
        draft={draft}
        sites={targets.length}
        isNew={list === null}
        ticks={ticks}
        hasLost={metricsOf(draft).some(({ fields }) => 'lost_referring_main_domains' in fields)}
        price={price}
        capUsd={capUsd}
        faults={faults}
        hindrance={hindrance}
        isNoticeRefused={isRefused}
        list={
          <div ref={input}>
            <ListInput
              text={text}
              allows={allows}
              table={read.table}
              fault={fault}
              onText={takeText}
              onAllows={setAllows}
              onPlace={setPlace}
              onFile={(file) => void takeFile(file)}
              onTabs={() => void takeWindow()}
            />
            {named && text.trim() !== '' && <ListReading list={named} />}
          </div>
        }
        cap={
          <Cap
            name="watchCapUsd"
            label={t`Its own cap per day`}
            help={t`What the watchlist may spend by itself; it counts against your other caps too.`}
            value={capUsd}
            onSave={saveCap}
          />
        }
        onChange={change}
        onNotify={notify}
        onSave={() => (price.lookUsd > settings.confirmAboveUsd ? setAsking(true) : void save())}
        onCancel={list && onDone}
      />
      {isAsking && (
        <Agree
          title={t`Watch ${count(targets.length)} sites for ${money(price.monthUsd)} a month?`}
          price={price}
          yes={
            <>
              {t`Watch them ·`} <span class="price">{t`${money(price.monthUsd)} a month`}</span>
            </>
          }
          onYes={() => void save()}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Thresholds that can be counted with, while one is being typed. */
const saneThresholds = ({ thresholds }: Draft): Draft['thresholds'] => ({
  ...thresholds,
  strongLossRank: Number.isFinite(thresholds.strongLossRank) ? thresholds.strongLossRank : null,
});

function faultsOf({ thresholds }: Draft): Partial<Record<keyof Draft['thresholds'], string>> {
  const read = thresholdsSchema.safeParse(thresholds);
  return read.success ? {} : Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]));
}

type Draftable = { targets: readonly string[]; isReading: boolean; draft: Draft; faults: object; days: number; isPrivate: boolean };

/** Why the list cannot be saved; null where it can. */
function hindranceOf({ targets, isReading, draft, faults, days, isPrivate }: Draftable): string | null {
  if (isPrivate) return t`Nothing is kept from private windows, so nothing is watched from here.`;
  if (isReading) return t`Reading the list…`;
  if (targets.length === 0) return t`Name a site or a page first.`;
  if (targets.length > MOST_WATCHED) return t`At most ${count(MOST_WATCHED)} sites are watched.`;
  if (draft.figures.length === 0) return t`Tick a figure.`;
  if (Object.keys(faults).length > 0) return t`One of the limits is not possible.`;
  return days === 0 ? t`Its cap is not enough for one site.` : null;
}
