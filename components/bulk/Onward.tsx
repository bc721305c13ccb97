import { endpointOf } from '../../lib/endpoints/index.ts';
import { count } from '../../lib/format.ts';
import { hashOf, hashOfRequest } from '../../lib/route.ts';
import { t } from '../../lib/words.ts';

/** The most a comparison and a link gap take side by side. */
export const MOST_COMPARED = 5;
const MOST_IN_GAP = 20;
/** More would make an address that browsers cut; longer lists are pasted. */
const MOST_ADDED = 100;

/** Where chosen targets lead. Going there is free; each place says what it costs. */
export function Onward({ targets }: { targets: readonly string[] }) {
  const many = targets.length;
  const values = new URLSearchParams(targets.map((target) => ['targets', target]));
  return (
    <span class="row onward">
      {many === 1 && <a class="button" href={hashOfRequest(endpointOf('summary'), { target: targets[0] })}>{t`Open overview`}</a>}
      {many >= 2 && many <= MOST_COMPARED && (
        <a class="button" href={hashOf('compare', values)}>
          {t`Compare ${count(many)}`}
        </a>
      )}
      {many >= 1 && many <= MOST_IN_GAP && (
        <a class="button" href={hashOfRequest(endpointOf('domain_intersection'), { targets: [...targets] })}>
          {t`Build link gap${many > 1 && t` of ${count(many)}`}`}
        </a>
      )}
      {many >= 1 && many <= MOST_ADDED && (
        <a class="button" href={hashOf('watch', new URLSearchParams(targets.map((target) => ['add', target])))}>
          {t`Watch${many > 1 && t` ${count(many)}`}`}
        </a>
      )}
    </span>
  );
}
