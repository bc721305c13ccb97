import { ArrowLeft } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { count } from '../../lib/format.ts';
import type { SiteFigures } from '../../lib/messages.ts';
import { type Facet, facets, filtered, linkedSites, type PageLink } from '../../lib/page-links/classify.ts';
import type { MarkOf } from '../../lib/page-links/page.ts';
import type { Place, Scan } from '../../lib/page-links/scan.ts';
import { t } from '../../lib/words.ts';
import { Icon } from '../Icon.tsx';
import { Legend } from './Legend.tsx';
import './links.css';
import { LinkRow } from './LinkRow.tsx';
import { lookOf, noteOf } from './looks.ts';
import { Sites } from './Sites.tsx';

/** How many rows are drawn at a time; more are one press away. */
const STEP = 200;

const placeNames: [Place, string][] = [
  ['main', t`Main part`],
  ['article', t`Article`],
  ['nav', t`Navigation`],
  ['header', t`Header`],
  ['footer', t`Footer`],
  ['aside', t`Aside`],
  ['body', t`Elsewhere`],
];

type Props = {
  scan: Scan;
  links: readonly PageLink[];
  /** What is known of the websites that are linked to. */
  figures: readonly SiteFigures[];
  /** The way to know more of them. */
  offer: ComponentChildren;
  explorer: (hash: string) => string;
  /** Marks are on the page. */
  isMarking: boolean;
  onBack: () => void;
  /** Scrolls the page to a link; false where the page does not show it. */
  onShow: (link: PageLink) => Promise<boolean>;
  /** Marks these links on the page; none takes the marks away. */
  onMark: (marks: MarkOf[]) => void;
  onSave: (links: readonly PageLink[]) => void;
};

/** Every link of the page in front: counted, filtered, shown on the page, saved. Nothing of it is sent anywhere. */
export function LinksView({ scan, links, figures, offer, explorer, isMarking, onBack, onShow, onMark, onSave }: Props) {
  const hasExternal = useMemo(() => links.some(({ kind }) => kind === 'external'), [links]);
  const [pressed, setPressed] = useState<readonly string[]>(hasExternal ? ['external'] : []);
  const [place, setPlace] = useState('');
  const [text, setText] = useState('');
  const [isBySite, setBySite] = useState(false);
  const [shown, setShown] = useState(STEP);

  const found = useMemo(() => filtered(links, { facets: pressed, place, text }), [links, pressed, place, text]);
  const sites = useMemo(() => linkedSites(found), [found]);
  const bySite = useMemo(() => new Map(figures.map((each) => [each.site, each])), [figures]);
  const figuresOf = (site: string) => bySite.get(site);
  const every = useMemo(() => linkedSites(links).length, [links]);
  useEffect(() => setShown(STEP), [found, isBySite]);

  // What is marked is what is listed.
  const mark = (wanted: readonly PageLink[]) =>
    onMark(wanted.map((link) => ({ at: link.at, look: lookOf(link), note: noteOf(link, figuresOf(link.site)) })));
  useEffect(() => {
    if (isMarking) mark(found);
  }, [found, bySite]);

  return (
    <>
      <header class="links-head">
        <button type="button" class="icon" aria-label={t`Back to the figures`} title={t`Back to the figures`} onClick={onBack}>
          <Icon node={ArrowLeft} />
        </button>
        <h1>{t`Links on this page`}</h1>
        <span class="muted small num">
          {every === 1
            ? t`${count(links.length)} to ${count(every)} other website`
            : t`${count(links.length)} to ${count(every)} other websites`}
        </span>
      </header>
      <div class="links-tools">
        <Facets links={links} pressed={pressed} onPressed={setPressed} />
        <div class="row">
          <label class="grow">
            <span class="visually-hidden">{t`Filter by anchor or address`}</span>
            <input
              type="search"
              value={text}
              placeholder={t`Filter by anchor or address`}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
            />
          </label>
          <label>
            <span class="visually-hidden">{t`Place on the page`}</span>
            <select value={place} onChange={({ currentTarget }) => setPlace(currentTarget.value)}>
              <option value="">{t`Anywhere`}</option>
              {placeNames.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Cautions scan={scan} />
        {offer}
      </div>
      <div class="links-strip num">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one strip in every browser */}
        <div class="segments" role="group" aria-label={t`List`}>
          <button type="button" aria-pressed={!isBySite} onClick={() => setBySite(false)}>
            {t`Links ${count(found.length)}`}
          </button>
          <button type="button" aria-pressed={isBySite} onClick={() => setBySite(true)}>
            {t`Websites ${count(sites.length)}`}
          </button>
        </div>
      </div>
      <main class="links-list">
        {found.length === 0 && <NothingFound isEmpty={links.length === 0} onClear={() => [setPressed([]), setPlace(''), setText('')]} />}
        {!isBySite && (
          <ul>
            {found.slice(0, shown).map((link) => (
              <LinkRow key={link.at} link={link} figures={link.kind === 'external' ? figuresOf(link.site) : undefined} onShow={onShow} />
            ))}
          </ul>
        )}
        {isBySite && (
          <Sites
            sites={sites}
            figuresOf={figuresOf}
            shown={shown}
            onSite={(site) => [setText(site), setBySite(false)]}
            explorer={explorer}
          />
        )}
        {(isBySite ? sites : found).length > shown && (
          <p class="unroll">
            <button
              type="button"
              onClick={() => setShown(shown + STEP)}
            >{t`Show ${count(Math.min(STEP, (isBySite ? sites : found).length - shown))} more`}</button>
          </p>
        )}
      </main>
      <footer class="links-foot">
        <button type="button" aria-pressed={isMarking} onClick={() => (isMarking ? onMark([]) : mark(found))} disabled={found.length === 0}>
          {isMarking ? t`Take marks away` : t`Mark on the page`}
        </button>
        {isMarking ? <Legend links={found} /> : <span class="muted small">{t`Reading sends nothing`}</span>}
        <button type="button" onClick={() => onSave(found)} disabled={found.length === 0}>{t`CSV`}</button>
      </footer>
    </>
  );
}

type FacetsProps = { links: readonly PageLink[]; pressed: readonly string[]; onPressed: (ids: readonly string[]) => void };

/** The counts, each a way to see what it counts. */
function Facets({ links, pressed, onPressed }: FacetsProps) {
  const counts = useMemo(() => new Map(facets.map(({ id, keeps }) => [id, links.filter(keeps).length])), [links]);
  const press = ({ id }: Facet) => {
    if (pressed.includes(id)) return onPressed(pressed.filter((other) => other !== id));
    // A link is of one kind only: another kind takes the first one's place.
    const kinds = ['external', 'internal', 'in-page', 'other'];
    onPressed([...pressed.filter((other) => !(kinds.includes(id) && kinds.includes(other))), id]);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one strip in every browser
    <div class="facets num" role="group" aria-label={t`Which links`}>
      <button type="button" class="chip" aria-pressed={pressed.length === 0} onClick={() => onPressed([])}>
        {t`All`} <b>{count(links.length)}</b>
      </button>
      {facets
        .filter(({ id }) => (counts.get(id) ?? 0) > 0)
        .map((facet) => (
          <button
            key={facet.id}
            type="button"
            class="chip"
            data-facet={facet.id}
            title={facet.help}
            aria-pressed={pressed.includes(facet.id)}
            onClick={() => press(facet)}
          >
            {facet.label} <b>{count(counts.get(facet.id))}</b>
          </button>
        ))}
    </div>
  );
}

/** What the reader must know of the whole page before believing the list. */
function Cautions({ scan: { robots, closedFrames, more } }: { scan: Scan }) {
  const says = [
    ...(robots.includes('noindex') || robots.includes('none') ? [t`The page asks not to be indexed (noindex).`] : []),
    ...(robots.includes('nofollow') || robots.includes('none') ? [t`The page asks that none of its links be followed.`] : []),
    ...(closedFrames > 0 ? [t`Frames of other websites, not looked into: ${count(closedFrames)}.`] : []),
    ...(more > 0 ? [t`Links past those listed: ${count(more)}.`] : []),
  ];
  return says.length > 0 ? <p class="muted small">{says.join(' ')}</p> : null;
}

function NothingFound({ isEmpty, onClear }: { isEmpty: boolean; onClear: () => void }) {
  return isEmpty ? (
    <section class="notice" data-state="no-links">
      <h2>{t`This page has no links`}</h2>
      <p>{t`None in its text, its shadow trees or its own frames. A page that is still loading may get some; come back then.`}</p>
    </section>
  ) : (
    <section class="notice" data-state="filtered-out">
      <h2>{t`No link is all of that`}</h2>
      <p>{t`The buttons and the field narrow each other.`}</p>
      <button type="button" onClick={onClear}>{t`Show all links`}</button>
    </section>
  );
}
