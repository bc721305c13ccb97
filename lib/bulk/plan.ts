/** Which calls a list and its ticks take: the fewest, with their whole price, and none for what is known already. */
import type { AnyRequest } from '../endpoints/define.ts';
import { hostOfTarget, type Param } from '../params.ts';
import { estimateUsd, type PriceList, roundUsd } from '../price.ts';
import { identityOf } from '../request.ts';
import { type Book, type Fresh, readerOf, type Want } from './book.ts';
import { targetsIn } from './join.ts';
import { covers, type Metric, metrics } from './metrics.ts';

export type PlannedCall = {
  /** Tells calls apart; the same question has the same key. */
  key: string;
  endpoint: Metric['endpoint'];
  request: AnyRequest;
  /** What its answer is wanted for. */
  serves: readonly Want[];
  priceUsd: number;
};

export type Plan = {
  calls: PlannedCall[];
  priceUsd: number;
};

export type Task = Fresh & {
  wants: readonly Want[];
  targets: readonly string[];
  book: Book;
  /** Calls whose answer was lost and that may have been charged: what they asked is asked again only by itself and knowingly. */
  lost: readonly PlannedCall[];
  prices: PriceList | null;
};

/** One question about all targets, and the wants that its answer serves. */
type Question = { endpoint: Metric['endpoint']; extra: AnyRequest; serves: Want[] };

const isPlain = ({ extra }: Pick<Want, 'extra'>): boolean => Object.keys(extra).length === 0;

const isServedBy = ({ endpoint, extra }: Pick<Question, 'endpoint' | 'extra'>, want: Want): boolean =>
  want.metric.endpoint === endpoint
    ? identityOf(endpoint, extra) === identityOf(endpoint, want.extra)
    : isPlain({ extra }) && isPlain(want) && covers(endpoint, want.metric);

/** Whether a call puts the same question, about whichever targets. */
const isSame = ({ endpoint, extra }: Question, { endpoint: other, request: { targets: _, ...rest } }: PlannedCall): boolean =>
  endpoint === other && identityOf(endpoint, extra) === identityOf(endpoint, rest);

/** The fewest questions that serve all wants: what one answer brings anyway is not asked for by itself. */
function questionsOf(wants: readonly Want[]): Question[] {
  const questions: Question[] = [];
  let left = [...wants];
  while (left.length > 0) {
    const each = left.map(({ metric: { endpoint }, extra }): Question => {
      const serves = left.filter((want) => isServedBy({ endpoint, extra }, want));
      return { endpoint, extra, serves };
    });
    const widest = each.reduce((best, one) => (one.serves.length > best.serves.length ? one : best));
    questions.push(widest);
    left = left.filter((want) => !widest.serves.includes(want));
  }
  const placeOf = ({ serves }: Question): number => Math.min(...serves.map((want) => wants.indexOf(want)));
  return questions.sort((a, b) => placeOf(a) - placeOf(b));
}

/** The calls for what is not known yet. */
export function planOf({ wants, targets, book, lost, prices, ...fresh }: Task): Plan {
  const calls = questionsOf(wants).flatMap((question): PlannedCall[] => {
    const { endpoint, extra, serves } = question;
    const mayBeCharged = new Set(lost.filter((call) => isSame(question, call)).flatMap(({ request }) => targetsIn(request)));
    const readers = serves.map((want) => readerOf(book, want));
    const isMissing = (target: string): boolean => !mayBeCharged.has(target) && !readers.every(({ isKnown }) => isKnown(target, fresh));
    return batchesOf(endpoint.request.targets ?? {}, targets.filter(isMissing)).map((batch) => {
      const request = { targets: batch, ...extra };
      return { key: identityOf(endpoint, request), endpoint, serves, request, priceUsd: estimateUsd(endpoint, request, prices) };
    });
  });
  return { calls, priceUsd: roundUsd(calls.reduce((sum, { priceUsd }) => sum + priceUsd, 0)) };
}

/**
 * Targets in the fewest calls that a parameter's limits allow. Where only so many hosts may be in one call, the hosts of a call are
 * neighbours by size: small ones to fill the number of hosts, one large enough to fill the number of targets. The part of a host that does
 * not fit any more begins the next.
 */
export function batchesOf(
  { most = Number.POSITIVE_INFINITY, mostHosts }: Pick<Param, 'most' | 'mostHosts'>,
  targets: readonly string[],
): string[][] {
  const batches: string[][] = [];
  if (mostHosts === undefined) {
    for (let from = 0; from < targets.length; from += most) batches.push(targets.slice(from, from + most));
    return batches;
  }
  let hosts = [...Map.groupBy(targets, hostOfTarget).values()].sort((a, b) => a.length - b.length);
  while (hosts.length > 0) {
    let from = 0;
    let inSight = hosts.slice(0, mostHosts).reduce((sum, { length }) => sum + length, 0);
    for (; inSight < most && from + mostHosts < hosts.length; from++)
      inSight += (hosts[from + mostHosts]?.length ?? 0) - (hosts[from]?.length ?? 0);
    const batch: string[] = [];
    const left: string[][] = [];
    for (const host of hosts.slice(from, from + mostHosts)) {
      const fitting = host.slice(0, most - batch.length);
      batch.push(...fitting);
      if (fitting.length < host.length) left.push(host.slice(fitting.length));
    }
    hosts = [...hosts.slice(0, from), ...left, ...hosts.slice(from + mostHosts)].sort((a, b) => a.length - b.length);
    batches.push(batch);
  }
  return batches;
}

export type Hint = {
  /** The tick that brings the same figures for less. */
  instead: Metric;
  of: Metric[];
  priceUsd: number;
};

/** One tick that has the figures of others and costs less than they do together; null where there is none. */
export function hintOf(task: Task): Hint | null {
  const present = planOf(task).priceUsd;
  const hints = metrics.flatMap((instead): Hint[] => {
    if (instead.since !== null || task.wants.some(({ metric }) => metric.endpoint === instead.endpoint)) return [];
    const covered = task.wants.filter((want) => isPlain(want) && covers(instead.endpoint, want.metric));
    if (covered.length === 0) return [];
    const wants = [...task.wants.filter((want) => !covered.includes(want)), { metric: instead, extra: {} }];
    const { priceUsd } = planOf({ ...task, wants });
    return priceUsd < present ? [{ instead, of: covered.map(({ metric }) => metric), priceUsd }] : [];
  });
  return hints.sort((a, b) => a.priceUsd - b.priceUsd)[0] ?? null;
}
