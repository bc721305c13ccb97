import { useState } from 'preact/hooks';
import { type EndpointId, endpointOf } from '../../lib/endpoints/index.ts';
import { count } from '../../lib/format.ts';
import type { CacheGroup } from '../../lib/messages.ts';
import { isOf, sumOf, type Which } from '../../lib/shelf-table.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';

type Props = { groups: readonly CacheGroup[]; onClear: (which: Which) => void };

/** Stands for every report or target, which no id is. */
const EVERY = '';
/** Before a target, so that none and every one are apart. */
const AT = '@';

/** Chooses what to forget: of one report, of one target, of both, or everything. */
export function Clear({ groups, onClear }: Props) {
  const [endpoint, setEndpoint] = useState(EVERY);
  const [target, setTarget] = useState(EVERY);
  const ids = [...new Set(groups.map((group) => group.endpoint))];
  const targets = [...new Set(groups.map((group) => group.target))].sort((a, b) => (a ?? '').localeCompare(b ?? ''));
  const which: Which = {
    ...(endpoint === EVERY ? {} : { endpoint: endpoint as EndpointId }),
    ...(target === EVERY ? {} : { target: target.slice(AT.length) || null }),
  };
  const { answers } = sumOf(groups.filter((group) => isOf(which, group)));
  return (
    <form
      class="clear row"
      onSubmit={(event) => {
        event.preventDefault();
        if (answers > 0) onClear(which);
      }}
    >
      <div class="field">
        <label for="clear-report">{t`Report`}</label>
        <select id="clear-report" value={endpoint} onChange={({ currentTarget }) => setEndpoint(currentTarget.value)}>
          <option value={EVERY}>{t`Every report`}</option>
          {ids.map((id) => (
            <option key={id} value={id}>
              {endpointOf(id).title}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="clear-target">{t`Target`}</label>
        <select id="clear-target" value={target} onChange={({ currentTarget }) => setTarget(currentTarget.value)}>
          <option value={EVERY}>{t`Every target`}</option>
          {targets.map((each) => (
            <option key={each} value={`${AT}${each ?? ''}`}>
              {each === null ? t`No target` : visibleText(each, 80)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" aria-disabled={answers === 0 || undefined}>
        {answers === 1 ? t`Clear ${count(answers)} answer…` : t`Clear ${count(answers)} answers…`}
      </button>
    </form>
  );
}
