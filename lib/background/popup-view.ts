import type { AnyRequest, Endpoint } from '../endpoints/define.ts';
import { type EndpointId, endpointOf, type Requests } from '../endpoints/index.ts';
import type { PopupView, Protocol, Recent } from '../messages.ts';
import { failed } from '../outcome.ts';
import { dayOf } from '../params.ts';
import { estimateUsd } from '../price.ts';
import { withOurs } from '../request.ts';
import { hashOf, hashOfRequest } from '../route.ts';
import { type Target, type TargetScope, targetOf, wireTargetOf } from '../target.ts';
import { t } from '../words.ts';
import { ask, desk, statesOf } from './desk.ts';
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

/** An offer about a target, with the question it would ask. */
function offeredFor({ endpoint: id, label, asks }: Offer, target: Target) {
  const endpoint: Endpoint = endpointOf(id);
  const about = wireTargetOf(target.target, endpoint.request.target?.allows ?? 'any');
  return { id, label, endpoint, request: withOurs(endpoint, { target: about.ok ? about.target : target.target, ...asks() }) };
}

/** The request behind the popup's figures and the explorer's overview: one question, so that it is bought once. */
export const overviewOf = (target: string): AnyRequest => withOurs(endpointOf('summary'), { target });

/** Targets whose figures are stored and fresh: choosing one must not buy anything. */
async function freeToLookAt(scope: TargetScope, inPrivate: boolean): Promise<Recent[]> {
  const endpoint = endpointOf('summary');
  const readable = (await recent()).flatMap((each) => {
    const read = targetOf(each.target, { from: 'typed', scope });
    return read.ok ? [{ each, request: overviewOf(read.target) }] : [];
  });
  const states = await statesOf(
    readable.map(({ request }) => ({ endpoint, request })),
    inPrivate,
  );
  return readable.flatMap(({ each }, at) => (states[at]?.keptAt == null ? [] : [each]));
}

/** Everything the popup needs for its first figures. Never spends. */
export async function viewPopup({ text, from, scope, inPrivate, isAsk }: Parameters<Protocol['viewPopup']>[0]): Promise<PopupView> {
  const reading = targetOf(text, { from, scope });
  const knowing = status();
  if (!reading.ok)
    return {
      status: await knowing,
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
  const offered = offers.map((offer) => offeredFor(offer, reading));
  const lookUp = async () => {
    const [state, ...kept] = await statesOf([{ endpoint, request }, ...offered], inPrivate);
    const underWay = state?.underWay ?? false;
    // A call under way may take two minutes; the popup draws first and joins it by asking.
    const outcome = underWay
      ? failed('not-cached')
      : await ask({ endpoint: 'summary', request, askedBy: 'popup', buy: 'never', inPrivate });
    return { underWay, outcome, kept };
  };
  // Side by side: both wait for the browser's storage, and the person waits for both.
  const [now, { underWay, outcome, kept }] = await Promise.all([knowing, lookUp()]);
  if (isAsk && !inPrivate && outcome.ok && outcome.value.fresh) void desk.countLook(outcome.value);
  return {
    status: now,
    reading,
    request,
    priceUsd: estimateUsd(endpoint, request, now.prices),
    outcome,
    root: root.ok && root.target !== reading.host ? root.target : null,
    hash: hashOfRequest(endpoint, request),
    actions: offered.map(({ id, label, endpoint: of, request: asks }, at) => ({
      ...{ endpoint: id, request: asks, label, hash: hashOfRequest(of, asks) },
      priceUsd: estimateUsd(of, asks, now.prices),
      keptAt: kept[at]?.keptAt ?? null,
    })),
    underWay,
    recent: [],
  };
}
