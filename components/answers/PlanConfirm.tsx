import { useEffect, useRef } from 'preact/hooks';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { count, money } from '../../lib/format.ts';
import type { Offer } from '../../lib/playbooks/plan.ts';
import { aboutRequest } from './request-words.ts';

type Props = { title: string; offer: Offer; onYes: () => void; onNo: () => void };

/** Lists every call with its price before the first of them. Closing it in any way costs nothing. */
export function PlanConfirm({ title, offer, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { calls, buys, priceUsd } = offer;
  return (
    <dialog ref={dialog} class="card plan" aria-labelledby="plan-title" onClose={onNo}>
      <h2 id="plan-title">{title}</h2>
      <p>
        {count(buys)} {buys === 1 ? 'call' : 'calls'} to DataForSEO, together {money(priceUsd)} at most. Each answer is kept, so a run that
        is stopped goes on without buying it again.
      </p>
      <div class="plan-calls">
        <table class="num">
          <caption class="visually-hidden">Calls of the plan</caption>
          <thead>
            <tr>
              <th scope="col">Call</th>
              <th scope="col">About</th>
              <th scope="col" class="r">
                At most
              </th>
            </tr>
          </thead>
          <tbody>
            {calls.map(({ step, request, priceUsd, isStored, isGuess, isAgain }, at) => (
              <tr key={at}>
                <td>
                  {step.title} <span class="muted">({endpointOf(step.endpoint).title})</span>
                </td>
                <td>
                  {isGuess ? 'depends on the answers before' : <bdi>{aboutRequest(step.endpoint, request)}</bdi>}
                  {isAgain && <span class="warn-text"> · asked once more, the first answer was lost</span>}
                </td>
                <td class="r">{isStored ? 'stored, free' : money(priceUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          Buy {count(buys)} {buys === 1 ? 'call' : 'calls'} · <span class="price">{money(priceUsd)}</span>
        </button>
        <button type="button" onClick={onNo}>
          Not now
        </button>
      </p>
    </dialog>
  );
}
