import { type Column, totalOf } from '../../lib/columns.ts';
import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { largest } from '../../lib/format.ts';
import { linksOfSegment } from '../../lib/reports/segments.ts';
import { hashOfRequest } from '../../lib/route.ts';
import { t } from '../../lib/words.ts';
import { type Bar, Bars } from '../charts/Bars.tsx';
import { isRecord, keyOf } from '../explorer/cell-texts.ts';

/** A distribution as bars, each a door to its links where the API can list them. */
export function Distribution({ column, value, request }: { column: Column; value: unknown; request: AnyRequest }) {
  const tally = isRecord(value) ? (value as Record<string, number | null>) : null;
  const bars = tally ? barsOf(column.path, tally, request) : [];
  // Said in the open too, for those who have no pointer to rest on a bar.
  const closed = bars.find(({ href, isMinor }) => href === null && !isMinor);
  return (
    <section class="card tally" data-field={column.path}>
      <h2 title={column.help}>{column.label}</h2>
      {tally ? <Bars bars={bars} total={totalOf(tally)} /> : <p class="muted small">{t`DataForSEO does not say.`}</p>}
      {closed && <p class="muted small">{closed.title}</p>}
    </section>
  );
}

const barsOf = (distribution: string, tally: Record<string, number | null>, request: AnyRequest): Bar[] =>
  largest(tally, Number.MAX_SAFE_INTEGER).map(([key, value]) => {
    const links = linksOfSegment(distribution, key, request);
    const isListed = 'request' in links;
    return {
      id: key,
      label: keyOf(key),
      value,
      href: isListed ? hashOfRequest(endpointOf('backlinks'), links.request) : null,
      title: isListed ? t`Opens these links.` : links.why,
      isMinor: key === '',
    };
  });
