import { useEffect, useRef } from 'preact/hooks';
import { endpoints } from '../../lib/endpoints/index.ts';

/** One place to go to. */
type Stop = { page: string; title: string; href: string };

type Props = {
  /** The page on screen: an endpoint's id, or a page of ours. */
  current: string;
  /** The address of a page, with what of the present request fits there. */
  hrefOf: (page: string) => string;
  isOpen: boolean;
  onGo: () => void;
};

/** Every report by group, in the registry's order. */
function groupsOf(hrefOf: Props['hrefOf']): Map<string, Stop[]> {
  const groups = new Map<string, Stop[]>();
  for (const { id, title, group } of endpoints) groups.set(group, [...(groups.get(group) ?? []), { page: id, title, href: hrefOf(id) }]);
  return groups;
}

export function Rail({ current, hrefOf, isOpen, onGo }: Props) {
  const rail = useRef<HTMLElement>(null);
  // Another report may be out of sight.
  useEffect(() => rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [current]);
  return (
    <nav ref={rail} id="rail" class={`rail ${isOpen ? 'open' : ''}`} aria-label="Reports">
      <div class="reports">
        {[...groupsOf(hrefOf)].map(([group, stops]) => (
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
        <Link stop={{ page: 'spending', title: 'Spending', href: hrefOf('spending') }} current={current} onGo={onGo} />
        <Link stop={{ page: 'settings', title: 'Settings', href: hrefOf('settings') }} current={current} onGo={onGo} />
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
