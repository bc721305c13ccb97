/**
 * Every link of a page, read in one pass without changing or measuring anything. Runs inside the page, in a world of our own: neither the
 * page's scripts nor the names its markup gives to things (`<img name="querySelector">`) reach it there.
 */

/** The part of a page a link stands in: the nearest of these elements or roles around it. */
export type Place = 'nav' | 'header' | 'footer' | 'aside' | 'article' | 'main' | 'body';

/** What a link shows in place of a text: nothing but images, with or without alternative texts. */
export type LinkImage = 'none' | 'alt' | 'no-alt';

export type ScannedLink = {
  /** Where it stands in the order of the page; the page's script knows the link by it. */
  at: number;
  /** Its address as the page wrote it. Whoever reads the list resolves it, by `base`: done here, it would hold the page up the longest. */
  href: string;
  /** Which of the scan's `bases` it stands on. */
  base: number;
  /** Its text, or what stands for it: the alternative text of its image, its label. */
  text: string;
  /** The words of its `rel` that speak to search engines. */
  rel: RelWord[];
  place: Place;
  image: LinkImage;
};

export type Scan = {
  /** The page's address, without its fragment. */
  url: string;
  links: ScannedLink[];
  /** The addresses that relative ones stand on: the page's, and those of its frames. */
  bases: string[];
  /** Links past the most we list. */
  more: number;
  /** Frames of other sites, which nobody may look into. */
  closedFrames: number;
  /** The page's own word to search engines, from its `robots` and `googlebot` tags. */
  robots: string[];
  /** How long it took, in ms. */
  tookMs: number;
};

/** The element of a link, and the frames it stands in, outermost first. */
export type FoundElement = { element: Element; frames: Element[] };

const relWords = ['nofollow', 'ugc', 'sponsored'] as const;
export type RelWord = (typeof relWords)[number];

/** A page with more has been made to hold us up. */
const MOST_LINKS = 20_000;
/** Trees and frames inside each other; honest pages have a few. */
const MOST_DEEP = 50;
const LONGEST_URL = 2048;
const LONGEST_TEXT = 200;

const placesByName: Record<string, Place> = {
  nav: 'nav',
  header: 'header',
  footer: 'footer',
  aside: 'aside',
  article: 'article',
  main: 'main',
};
const placesByRole: Record<string, Place> = {
  navigation: 'nav',
  banner: 'header',
  contentinfo: 'footer',
  complementary: 'aside',
  article: 'article',
  main: 'main',
};

const ownPlaceOf = (element: Element): Place | undefined => {
  const role = element.getAttribute('role');
  return placesByName[element.localName] ?? (role ? placesByRole[role] : undefined);
};

/** Finds the nearest place around an element, or the one around its shadow tree or frame. Each ancestor is looked at once for all links. */
function placeFinder(): (element: Element, around: Place) => Place {
  const known = new Map<Element, Place>();
  return (element, around) => {
    const climbed: Element[] = [];
    let place: Place | undefined;
    for (let at: Element | null = element; at && !place; at = at.parentElement) {
      place = known.get(at) ?? ownPlaceOf(at);
      climbed.push(at);
    }
    for (const each of climbed) known.set(each, place ?? around);
    return place ?? around;
  };
}

/** Elements that may have a shadow tree beside those of the page's own making (DOM standard, "attach a shadow root"). */
const hosts = new Set('article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '));

function flat(text: string | null | undefined): string {
  if (!text) return '';
  const start = text.length > LONGEST_TEXT ? text.slice(0, 10 * LONGEST_TEXT) : text;
  // Most texts need nothing done, and looking is faster than doing.
  return /^\s|\s$|\s\s|[^\S ]/.test(start) ? start.replace(/\s+/g, ' ').trim() : start;
}

/** What a link without a text has instead: the alternative text of an image, or a label. */
function instead(link: Element): Pick<ScannedLink, 'text' | 'image'> {
  const label = flat(link.getAttribute('aria-label')) || flat(link.getAttribute('title'));
  const images = link.localName === 'area' ? [link] : [...link.querySelectorAll('img')];
  const alt = images.map((image) => flat(image.getAttribute('alt'))).find(Boolean) ?? '';
  const text = (alt || label).slice(0, LONGEST_TEXT);
  return { text, image: images.length === 0 ? 'none' : text ? 'alt' : 'no-alt' };
}

function readLink(link: Element, href: string, where: Pick<ScannedLink, 'at' | 'base' | 'place'>): ScannedLink {
  const written = flat(link.textContent);
  const rel = link.getAttribute('rel')?.toLowerCase().split(/\s+/);
  return {
    ...where,
    href: href.slice(0, LONGEST_URL),
    rel: rel ? relWords.filter((word) => rel.includes(word)) : [],
    // A text beside an image says what the image does not.
    ...(written ? { text: written.slice(0, LONGEST_TEXT), image: 'none' } : instead(link)),
  };
}

/** The document inside a frame, where it is of the page's own site. */
function documentIn(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}

/** What a `robots` tag tells search engines; nothing for other tags. */
const robotsIn = (tag: Element): string[] =>
  /^(robots|googlebot)$/i.test(tag.getAttribute('name') ?? '') ? (tag.getAttribute('content') ?? '').toLowerCase().split(/[\s,]+/) : [];

/** Links in drawings may write their address in the old way. */
const XLINK = 'http://www.w3.org/1999/xlink';

const framing = new Set(['iframe', 'frame']);

/**
 * Reads a page's links with those in its shadow trees and in frames of its own site. `shadowOf` also opens closed shadow trees, where the
 * browser lets an extension do so.
 *
 * @returns The links as data, and the elements they are, by `at`.
 */
export function scanPage(
  page: Document,
  shadowOf: (element: Element) => ShadowRoot | null,
): { scan: Omit<Scan, 'tookMs'>; elements: FoundElement[] } {
  const links: ScannedLink[] = [];
  const elements: FoundElement[] = [];
  let more = 0;
  let closedFrames = 0;
  const robots: string[] = [];
  const bases: string[] = [];

  const placeOf = placeFinder();
  const visit = (root: Node, around: Place, frames: Element[], depth: number): void => {
    if (depth > MOST_DEEP) return;
    // A walker, because a list of all elements takes several times as long.
    const walker = page.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    let base = -1;
    while (walker.nextNode()) {
      const element = walker.currentNode as Element;
      const name = element.localName;
      if (name === 'a' || name === 'area') {
        const href = element.getAttribute('href') ?? element.getAttributeNS(XLINK, 'href');
        if (href === null) continue;
        if (links.length >= MOST_LINKS) more++;
        else {
          if (base < 0) base = bases.push(element.baseURI) - 1;
          links.push(readLink(element, href, { at: links.length, base, place: placeOf(element, around) }));
          elements.push({ element, frames });
        }
      } else if (name === 'meta') {
        if (frames.length === 0) robots.push(...robotsIn(element));
      } else if (framing.has(name)) {
        const inside = documentIn(element);
        if (inside) visit(inside, placeOf(element, around), [...frames, element], depth + 1);
        else closedFrames++;
      } else if (hosts.has(name) || name.includes('-')) {
        const shadow = shadowOf(element);
        if (shadow) visit(shadow, placeOf(element, around), frames, depth + 1);
      }
    }
  };
  visit(page, 'body', [], 0);

  return {
    scan: { url: page.URL.replace(/#.*$/s, '').slice(0, LONGEST_URL), links, bases, more, closedFrames, robots: robots.filter(Boolean) },
    elements,
  };
}
