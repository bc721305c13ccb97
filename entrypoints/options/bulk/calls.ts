/** How calls of many targets are put into words and numbers. */
import type { CallLine } from '../../../components/bulk/RunBar.tsx';
import { targetsIn } from '../../../lib/bulk/join.ts';
import type { PlannedCall } from '../../../lib/bulk/plan.ts';
import type { Status } from '../../../lib/messages.ts';

/** What a call is for, by the titles of what is wanted. */
export const titleOf = ({ serves }: PlannedCall): string => serves.map(({ metric }) => metric.title).join(', ');

export const lineOf = (call: PlannedCall): CallLine => ({
  key: call.key,
  title: titleOf(call),
  targets: targetsIn(call.request).length,
  priceUsd: call.priceUsd,
});

/** What the caps leave to be spent now, in US dollars. */
export const leftUsdOf = ({ caps }: Status): number => Math.min(caps.day.leftUsd, caps.month.leftUsd);
