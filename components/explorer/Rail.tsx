import { useEffect, useRef } from 'preact/hooks';
import type { EndpointGroup } from '../../lib/endpoints/define.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import { t } from '../../lib/words.ts';

type GroupName = EndpointGroup | 'Answers';

const titles: Record<GroupName, string> = {
  Overview: t`Overview`,
  Answers: t`Answers`,
  Links: t`Links`,
  Pages: t`Pages`,
  Compare: t`Compare`,
  Bulk: t`Bulk`,
  Trends: t`Trends`,
  Account: t`Account`,
};

/** One place to go to. */
type Stop = { page: string; title: string; href: string };

/** A page of ours, as the rail lists it. */
type Listed = { id: string; title: string; group: GroupName | 'Own'; foldsGroup?: boolean };

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

/** A group of the rail. What is folded is reached through the pages in sight, and by itself for those who want one call alone. */
type Group = { name: GroupName; stops: Stop[]; folded: Stop[] };

/** Every page and report by group, in the registry's order; in a group our own pages come first. */
function groupsOf(pages: readonly Listed[], hrefOf: Props['hrefOf']): Group[] {
  const stopOf = ({ id, title }: { id: string; title: string }): Stop => ({ page: id, title, href: hrefOf(id) });
  // Questions come before the reports they are answered from, and after the look at a site that everything begins with.
  const names = [...new Set<GroupName>(endpoints.map(({ group }) => group))];
  return [...names.slice(0, 1), 'Answers' as const, ...names.slice(1)].map((name) => {
    const ours = pages.filter(({ group }) => group === name);
    const reports = endpoints.filter(({ group }) => group === name).map(stopOf);
    const isFolded = ours.some(({ foldsGroup }) => foldsGroup);
    return { name, stops: [...ours.map(stopOf), ...(isFolded ? [] : reports)], folded: isFolded ? reports : [] };
  });
}

export function Rail({ pages, current, hrefOf, isOpen, onGo }: Props) {
  const rail = useRef<HTMLElement>(null);
  // Another report may be out of sight.
  useEffect(() => rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [current]);
  const groups = groupsOf(pages, hrefOf);
  return (
    <nav ref={rail} id="rail" class={`rail ${isOpen ? 'open' : ''}`} aria-label={t`Reports`}>
      <div class="reports">
        {groups.map(({ name, stops, folded }) => (
          <div key={name} class="group">
            {(stops.length > 1 || stops[0]?.title !== titles[name]) && (
              <p class="group-name" aria-hidden="true">
                {titles[name]}
              </p>
            )}
            <ul aria-label={titles[name]}>
              {stops.map((stop) => (
                <Link key={stop.page} stop={stop} current={current} onGo={onGo} />
              ))}
            </ul>
            {folded.length > 0 && (
              <details open={folded.some(({ page }) => page === current) || undefined}>
                <summary>{t`Single calls`}</summary>
                <ul aria-label={t`${titles[name]}, single calls`}>
                  {folded.map((stop) => (
                    <Link key={stop.page} stop={stop} current={current} onGo={onGo} />
                  ))}
                </ul>
              </details>
            )}
          </div>
        ))}
      </div>
      {/* In sight however long the list above is: caps and the way out are here. */}
      <ul class="own" aria-label={t`Account and settings`}>
        {pages
          .filter(({ group }) => groups.every(({ name }) => name !== group))
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
