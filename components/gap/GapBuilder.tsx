import { t } from '../../lib/words.ts';
import './gap.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { count } from '../../lib/format.ts';
import { type Gap, gapOf, judged, linesOf, listIn, listsOf, MOST_READ, type Place, type Refused, withMe } from '../../lib/gap/build.ts';
import { renumbered } from '../../lib/gap/renumber.ts';
import type { Stored } from '../../lib/messages.ts';
import type { Param } from '../../lib/params.ts';
import type { TargetReading } from '../../lib/target.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { AddTargets } from './AddTargets.tsx';
import { Competitors } from './Competitors.tsx';
import { TargetChips } from './TargetChips.tsx';
import { useMe } from './use-me.ts';

/** How each of the texts would be sent. */
export type Read = (texts: readonly string[]) => Promise<TargetReading[]>;
/** What is stored of a report, all of its loaded pages as one; null where nothing is. Never spends. */
export type Look = (endpoint: string, request: AnyRequest) => Promise<Stored | null>;

type Props = {
  /** The parameters of the two lists, each by its name. */
  targets: { name: string; id: string; param: Param };
  excluded: { name: string; id: string; param: Param };
  request: AnyRequest;
  fault: string | null;
  onRequest: (request: AnyRequest) => void;
  /** Something is typed and not yet taken, in words; null where nothing is. */
  onPending: (fault: string | null) => void;
  onRead: Read;
  onLook: Look;
};

/** Who a gap is between: the own site, rivals, and whom else to leave out. Whatever cannot be asked for is said before anything is paid. */
export function GapBuilder({ targets, excluded, request, fault, onRequest, onPending, onRead, onLook }: Props) {
  const id = useId();
  const [last, keepMe] = useMe();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const box = useRef<HTMLFieldSetElement>(null);
  // Whoever runs the request has seen what is not in it.
  useEffect(() => {
    const form = box.current?.form;
    const forget = () => setRefused([]);
    form?.addEventListener('submit', forget);
    return () => form?.removeEventListener('submit', forget);
  }, []);
  const before = listIn(request[targets.name]);
  const gap = gapOf({ targets: before, excluded: listIn(request[excluded.name]) }, last);
  const [mostRivals, mostExcluded] = [targets.param.most ?? 1, excluded.param.most ?? 1];

  const change = (next: Gap, refusals: readonly Refused[] = []) => {
    const lists = listsOf(next);
    setRefused(refusals);
    const isOther = next.me !== gap.me || next.isMeExcluded !== gap.isMeExcluded;
    if (isOther) keepMe({ site: next.me, isIncluded: next.me !== '' && !next.isMeExcluded });
    onRequest({ ...renumbered(request, before, lists.targets), [targets.name]: lists.targets, [excluded.name]: lists.excluded });
  };

  const add = async (place: Place, text: string) => {
    const texts = linesOf(text);
    const readings = await onRead(texts.slice(0, MOST_READ));
    const { taken, refused: not } = judged(texts, readings, place, gap, place === 'rivals' ? mostRivals : mostExcluded);
    change({ ...gap, [place]: [...gap[place], ...taken] }, not);
  };

  const setMe = async (text: string) => {
    const [first = '', ...more] = linesOf(text);
    const [reading] = await onRead([first]);
    const { taken, refused: not } = judged([first], reading ? [reading] : [], 'me', gap, 1);
    if (taken[0] === undefined) return setRefused(not);
    const { gap: next, refused: gone } = withMe(gap, taken[0]);
    change(next, [...gone, ...more.map((each) => ({ text: each, why: t`your own site is one` }))]);
    // The field is gone, and whoever used it goes on with the next.
    if (document.activeElement === document.body || document.activeElement?.id === `${id}-me`) document.getElementById(targets.id)?.focus();
  };

  const toggle = (rival: string) => {
    if (gap.rivals.includes(rival)) change({ ...gap, rivals: gap.rivals.filter((each) => each !== rival) });
    else void add('rivals', rival);
  };

  return (
    <fieldset ref={box} class="gap-builder" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend class="visually-hidden">{t`Link gap`}</legend>
      <div class="gap-row">
        <span class="label">{t`Me`}</span>
        <div class="gap-list">
          {gap.me ? (
            <>
              <TargetChips name={t`My site`} targets={[gap.me]} onRemove={() => change({ ...gap, me: '' })} onRead={onRead} />
              <label class="small">
                <input
                  type="checkbox"
                  checked={gap.isMeExcluded}
                  onChange={({ currentTarget }) => change({ ...gap, isMeExcluded: currentTarget.checked })}
                />{' '}
                {t`Leave out who links to me already`}
              </label>
            </>
          ) : (
            <AddTargets id={`${id}-me`} label={t`My site`} placeholder={t`your-site.com`} onAdd={setMe} onPending={onPending} />
          )}
        </div>
      </div>
      <div class="gap-row">
        <span class="label">
          {t`Rivals`} <span class="num">{t`${count(gap.rivals.length)} of ${count(mostRivals)}`}</span>
        </span>
        <div class="gap-list">
          <TargetChips
            name={t`Rivals`}
            isNumbered
            targets={gap.rivals}
            onRemove={toggle}
            onReplace={(from, to) => change({ ...gap, rivals: gap.rivals.map((each) => (each === from ? to : each)) })}
            onRead={onRead}
          />
          <AddTargets
            id={targets.id}
            label={t`Add rivals`}
            placeholder={t`Type one, or paste many`}
            isInvalid={fault !== null}
            onAdd={(text) => add('rivals', text)}
            onPending={onPending}
          />
        </div>
      </div>
      {fault && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
      <NotAdded refused={refused} onDismiss={() => setRefused([])} />
      <div class="gap-folds">
        {gap.me && <Competitors key={gap.me} of={gap.me} rivals={gap.rivals} onToggle={toggle} onLook={onLook} />}
        <details class="also-out" open={gap.others.length > 0}>
          <summary>
            {t`Also leave out who links to`}{' '}
            <span class="muted num">{t`${count(gap.others.length)} of ${count(mostExcluded - (gap.isMeExcluded ? 1 : 0))}`}</span>
          </summary>
          <div class="gap-list">
            <TargetChips
              name={t`Left out`}
              targets={gap.others}
              onRemove={(site) => change({ ...gap, others: gap.others.filter((each) => each !== site) })}
              onRead={onRead}
            />
            <AddTargets
              id={excluded.id}
              label={t`Add sites to leave out`}
              placeholder={t`Type one, or paste many`}
              onAdd={(text) => add('others', text)}
              onPending={onPending}
            />
          </div>
        </details>
      </div>
    </fieldset>
  );
}

/** What was typed or pasted and not taken, each with its reason. */
function NotAdded({ refused, onDismiss }: { refused: readonly Refused[]; onDismiss: () => void }) {
  return (
    <div role="status">
      {refused.length > 0 && (
        <div class="not-added small">
          <b>{t`Not added: ${count(refused.length)}`}</b>
          <ul>
            {refused.map(({ text, why }, at) => (
              <li key={at}>
                <bdi>{visibleText(text, 80)}</bdi> <span class="muted">{why}</span>
              </li>
            ))}
          </ul>
          <button type="button" class="link" onClick={onDismiss}>{t`Dismiss`}</button>
        </div>
      )}
    </div>
  );
}
