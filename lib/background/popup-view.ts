import type { AnyRequest } from '../endpoints/define.ts';
import { type EndpointId, endpointOf, type Requests } from '../endpoints/index.ts';
import type { PopupAction, PopupView, Protocol, Recent, Status } from '../messages.ts';
import { failed } from '../outcome.ts';
import { dayOf } from '../params.ts';
import { estimateUsd } from '../price.ts';
import { withOurs } from '../request.ts';
import { hashOf, hashOfRequest } from '../route.ts';
import { type Target, type TargetScope, targetOf, wireTargetOf } from '../target.ts';
import { t } from '../words.ts';
import { ask, desk, stateOf } from './desk.ts';
import { recent } from './records.ts';
import { status } from './status.ts';

type Offer = { [Id in EndpointId]: { endpoint: Id; label: string; asks: () => Omit<Requests[Id], 'target'> } }[EndpointId];

const aYearAgo = (): string => `${new Date().getUTCFullYear() - 1}${dayOf(Date.now()).slice(4, 8)}01`;

/** What most people look at next, each one call. */
const offers: Offer[] = [
  { endpoint: 'backlinks', label: t`Top links`, asks: () => ({ mode: 'one_per_domain', order_by: ['rank,desc'] }) },
  { endpoint: 'anchors', label: t`Anchors`, asks: () => ({ order_by: ['referring_main_domains,desc'] }) },
  { endpoint: 'referring_domains', label: t`Ref. domains`, asks: () => ({ order_by: ['rank,desc'] }) },
  { endpoint: 'domain_pages', label: t`Pages`, asks: () => ({ order_by: ['page_summary.backlinks,desc'] }) },
  { endpoint: 'competitors', label: t`Competitors`, asks: () => ({ order_by: ['intersections,desc'] }) },
  { endpoint: 'timeseries_summary', label: t`Trend, 1 year`, asks: () => ({ date_from: aYearAgo() }) },
];

async function actionOf(
  { endpoint: id, label, asks }: Offer,
  target: Target,
  { prices }: Status,
  inPrivate: boolean,
): Promise<PopupAction> {
  const endpoint = endpointOf(id);
  const about = wireTargetOf(target.target, endpoint.request.target?.allows ?? 'any');
  const request = withOurs(endpoint, { target: about.ok ? about.target : target.target, ...asks() });
  const { keptAt } = await stateOf(endpoint, request, inPrivate);
  return { endpoint: id, request, label, hash: hashOfRequest(endpoint, request), priceUsd: estimateUsd(endpoint, request, prices), keptAt };
}

/** The request behind the popup's figures and the explorer's overview: one question, so that it is bought once. */
export const overviewOf = (target: string): AnyRequest => withOurs(endpointOf('summary'), { target });

/** Targets whose figures are stored and fresh: choosing one must not buy anything. */
async function freeToLookAt(scope: TargetScope, inPrivate: boolean): Promise<Recent[]> {
  const found = await Promise.all(
    (await recent()).map(async (each) => {
      const read = targetOf(each.target, { from: 'typed', scope });
      const isFree = read.ok && (await stateOf(endpointOf('summary'), overviewOf(read.target), inPrivate)).keptAt !== null;
      return isFree ? [each] : [];
    }),
  );
  return found.flat();
}

/** Everything the popup needs for its first figures. Never spends. */
export async function viewPopup({ text, from, scope, inPrivate, isAsk }: Parameters<Protocol['viewPopup']>[0]): Promise<PopupView> {
  const reading = targetOf(text, { from, scope });
  const now = await status();
  if (!reading.ok)
    return {
      status: now,
      reading,
      request: null,
      priceUsd: 0,
      outcome: failed('refused-target'),
      root: null,
      hash: hashOf('summary'),
      actions: [],
      underWay: false,
      recent: await freeToLookAt(scope, inPrivate),
    };

  const endpoint = endpointOf('summary');
  const request = overviewOf(reading.target);
  const root = targetOf(text, { from, scope: 'root' });
  const { underWay } = await stateOf(endpoint, request, inPrivate);
  // A call under way may take two minutes; the popup draws first and joins it by asking.
  const outcome = underWay ? failed('not-cached') : await ask({ endpoint: 'summary', request, askedBy: 'popup', buy: 'never', inPrivate });
  if (isAsk && !inPrivate && outcome.ok && outcome.value.fresh) void desk.countLook(outcome.value);
  return {
    status: now,
    reading,
    request,
    priceUsd: estimateUsd(endpoint, request, now.prices),
    outcome,
    root: root.ok && root.target !== reading.host ? root.target : null,
    hash: hashOfRequest(endpoint, request),
    actions: await Promise.all(offers.map((offer) => actionOf(offer, reading, now, inPrivate))),
    underWay,
    recent: [],
  };
}
