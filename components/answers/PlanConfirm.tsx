import { endpointOf } from '../../lib/endpoints/index.ts';
import { count, money } from '../../lib/format.ts';
import type { Offer } from '../../lib/playbooks/plan.ts';
import { t } from '../../lib/words.ts';
import { useModal } from '../use-modal.ts';
import { aboutRequest } from './request-words.ts';

type Props = { title: string; offer: Offer; onYes: () => void; onNo: () => void };

/** Lists every call with its price before the first of them. Closing it in any way costs nothing. */
export function PlanConfirm({ title, offer, onYes, onNo }: Props) {
  const dialog = useModal();
  const { calls, buys, priceUsd } = offer;
  return (
    <dialog ref={dialog} class="card plan" aria-labelledby="plan-title" onClose={onNo}>
      <h2 id="plan-title">{title}</h2>
      <p>
        {buys === 1
          ? t`${count(buys)} call to DataForSEO, together ${money(priceUsd)} at most. Each answer is kept, so a run that is stopped goes on without buying it again.`
          : t`${count(buys)} calls to DataForSEO, together ${money(priceUsd)} at most. Each answer is kept, so a run that is stopped goes on without buying it again.`}
      </p>
      <div class="plan-calls">
        <table class="num">
          <caption class="visually-hidden">{t`Calls of the plan`}</caption>
          <thead>
            <tr>
              <th scope="col">{t`Call`}</th>
              <th scope="col">{t`About`}</th>
              <th scope="col" class="r">{t`At most`}</th>
            </tr>
          </thead>
          <tbody>
            {calls.map(({ step, request, priceUsd, isStored, isGuess, isAgain }, at) => (
              <tr key={at}>
                <td>
                  {step.title} <span class="muted">({endpointOf(step.endpoint).title})</span>
                </td>
                <td>
                  {isGuess ? t`depends on the answers before` : <bdi>{aboutRequest(step.endpoint, request)}</bdi>}
                  {isAgain && <span class="warn-text"> {t`· asked once more, the first answer was lost`}</span>}
                </td>
                <td class="r">{isStored ? t`stored, free` : money(priceUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          {buys === 1 ? t`Buy ${count(buys)} call ·` : t`Buy ${count(buys)} calls ·`} <span class="price">{money(priceUsd)}</span>
        </button>
        <button type="button" onClick={onNo}>{t`Not now`}</button>
      </p>
    </dialog>
  );
}
