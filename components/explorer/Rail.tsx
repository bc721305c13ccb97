import { useEffect, useRef } from 'preact/hooks';
import { endpoints } from '../../lib/endpoints/index.ts';

/** One place to go to. */
type Stop = { page: string; title: string; href: string };

/** A page of ours, as the rail lists it. */
type Listed = { id: string; title: string; group: string };

type Props = {
  /** The pages of ours. Those of a group without reports stand at the foot. */
  pages: readonly Listed[];
  /** The page on screen: an endpoint's id, or a page of ours. */
  current: string;
  /** The address of a page, with what of the present request fits there. */
  hrefOf: (page: string) => string;
  isOpen: boolean;
  onGo: () => void;
};

/** Every page and report by group, in the registry's order; in a group our own pages come first. */
function groupsOf(pages: readonly Listed[], hrefOf: Props['hrefOf']): Map<string, Stop[]> {
  // Questions come before the reports they are answered from.
  const groups = new Map<string, Stop[]>([['Answers', []], ...endpoints.map(({ group }): [string, Stop[]] => [group, []])]);
  for (const { id, title, group } of [...pages, ...endpoints]) groups.get(group)?.push({ page: id, title, href: hrefOf(id) });
  return groups;
}

export function Rail({ pages, current, hrefOf, isOpen, onGo }: Props) {
  const rail = useRef<HTMLElement>(null);
  // Another report may be out of sight.
  useEffect(() => rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [current]);
  const groups = groupsOf(pages, hrefOf);
  return (
    <nav ref={rail} id="rail" class={`rail ${isOpen ? 'open' : ''}`} aria-label="Reports">
      <div class="reports">
        {[...groups].map(([group, stops]) => (
          <div key={group} class="group">
            {(stops.length > 1 || stops[0]?.title !== group) && (
              <p class="group-name" aria-hidden="true">
                {group}
              </p>
            )}
            <ul aria-label={group}>
              {stops.map((stop) => (
                <Link key={stop.page} stop={stop} current={current} onGo={onGo} />
              ))}
            </ul>
          </div>
        ))}
      </div>
      {/* In sight however long the list above is: caps and the way out are here. */}
      <ul class="own" aria-label="Account and settings">
        {pages
          .filter(({ group }) => !groups.has(group))
          .map(({ id, title }) => (
            <Link key={id} stop={{ page: id, title, href: hrefOf(id) }} current={current} onGo={onGo} />
          ))}
      </ul>
    </nav>
  );
}

function Link({ stop: { page, title, href }, current, onGo }: { stop: Stop } & Pick<Props, 'current' | 'onGo'>) {
  return (
    <li>
      <a href={href} aria-current={page === current ? 'page' : undefined} onClick={onGo}>
        {title}
      </a>
    </li>
  );
}
