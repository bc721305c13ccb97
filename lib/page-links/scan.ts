/**
 * Every link of a page, read in one pass without changing or measuring anything. Runs inside the page, in our own world: the page's scripts
 * cannot see it, but its markup can still give names to the document's own words (`<img name="querySelectorAll">`), so these are taken from
 * the prototypes.
 */

/** The part of a page a link stands in: the nearest of these elements or roles around it. */
export type Place = 'nav' | 'header' | 'footer' | 'aside' | 'article' | 'main' | 'body';

/** What a link shows in place of a text: nothing but images, with or without alternative texts. */
export type LinkImage = 'none' | 'alt' | 'no-alt';

export type ScannedLink = {
  /** Where it stands in the order of the page; the page's script knows the link by it. */
  at: number;
  /** Absolute, as the browser would open it. */
  url: string;
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
const LONGEST_URL = 2048;
const LONGEST_TEXT = 200;

const places: [selector: string, place: Place][] = [
  ['nav,[role=navigation]', 'nav'],
  ['header,[role=banner]', 'header'],
  ['footer,[role=contentinfo]', 'footer'],
  ['aside,[role=complementary]', 'aside'],
  ['article', 'article'],
  ['main,[role=main]', 'main'],
];
const anyPlace = places.map(([selector]) => selector).join(',');

/** The nearest place around an element, or the one around its shadow tree or frame. */
function placeOf(element: Element, around: Place): Place {
  const found = element.closest(anyPlace);
  return (found && places.find(([selector]) => found.matches(selector))?.[1]) ?? around;
}

const allIn = (root: Document | DocumentFragment): NodeListOf<Element> =>
  // Only a document takes names from its markup.
  root instanceof DocumentFragment ? root.querySelectorAll('*') : Document.prototype.querySelectorAll.call(root, '*');

const flat = (text: string | null | undefined): string =>
  (text ?? '')
    .slice(0, 10 * LONGEST_TEXT)
    .replace(/\s+/g, ' ')
    .trim();

function imageOf(link: Element): LinkImage {
  const isArea = link.localName === 'area';
  const images = isArea ? [link] : [...link.querySelectorAll('img')];
  if (images.length === 0) return 'none';
  return images.some((image) => flat(image.getAttribute('alt'))) ? 'alt' : 'no-alt';
}

function readLink(link: Element, url: string, at: number, around: Place): ScannedLink {
  const written = flat(link.textContent);
  const label = flat(link.getAttribute('aria-label')) || flat(link.getAttribute('title'));
  // A text beside the image says what the image does not.
  const image = written ? 'none' : imageOf(link);
  const alt = image === 'alt' ? flat((link.querySelector('img[alt]:not([alt=""])') ?? link).getAttribute('alt')) : '';
  const rel = (link.getAttribute('rel') ?? '').toLowerCase().split(/\s+/);
  return {
    at,
    url: url.slice(0, LONGEST_URL),
    text: (written || alt || label).slice(0, LONGEST_TEXT),
    rel: relWords.filter((word) => rel.includes(word)),
    place: placeOf(link, around),
    image: image === 'no-alt' && label ? 'alt' : image,
  };
}

/** The absolute address of a link; null where the element is none. `href` of an SVG link is an object, and its text may be relative. */
function addressOf(element: Element): string | null {
  const isSvg = element.namespaceURI === 'http://www.w3.org/2000/svg';
  const written = element.getAttribute('href') ?? (isSvg ? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href') : null);
  if (written === null) return null;
  const { href } = element as HTMLAnchorElement;
  if (typeof href === 'string') return href;
  try {
    return new URL(written, element.baseURI).href;
  } catch {
    return written;
  }
}

/** The document inside a frame, where it is of the page's own site. */
function documentIn(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}

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

  const visit = (root: Document | DocumentFragment, around: Place, frames: Element[]): void => {
    for (const element of allIn(root)) {
      const name = element.localName;
      if (name === 'a' || name === 'area') {
        const url = addressOf(element);
        if (url === null) continue;
        if (links.length >= MOST_LINKS) more++;
        else {
          links.push(readLink(element, url, links.length, around));
          elements.push({ element, frames });
        }
      } else if (framing.has(name)) {
        const inside = documentIn(element);
        if (inside) visit(inside, placeOf(element, around), [...frames, element]);
        else closedFrames++;
      }
      const shadow = shadowOf(element);
      if (shadow) visit(shadow, placeOf(element, around), frames);
    }
  };
  visit(page, 'body', []);

  const tags = Document.prototype.querySelectorAll.call(page, 'meta[name=robots i],meta[name=googlebot i]');
  const robots = [...tags].flatMap((tag) => (tag.getAttribute('content') ?? '').toLowerCase().split(/[\s,]+/)).filter(Boolean);
  return { scan: { url: page.URL.replace(/#.*$/s, '').slice(0, LONGEST_URL), links, more, closedFrames, robots }, elements };
}
