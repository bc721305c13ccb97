/** What the extension may do inside a page once the person asked for it there: read its links, mark them, show one, go away. */
import { createOverlay, type Look } from './overlay.ts';
import { type FoundElement, type Scan, scanPage } from './scan.ts';

/** A mark as it travels: the link by its number, and the words beside it. */
export type MarkOf = { at: number; look: Look; note: string };

export type PageScript = {
  /** Reads the links anew; numbers of an earlier reading mean nothing any more. Marks stay until others are wanted. */
  scan: () => Scan & { isMarked: boolean };
  /** Marks these links and no others. */
  mark: (marks: MarkOf[]) => void;
  /** Scrolls to a link and rings it for some seconds; false where the page does not show it. */
  show: (at: number) => boolean;
  /** Takes everything away. */
  close: () => void;
};

/** Where the script is found again by the next press, in our own world of the page, which the page cannot see. */
export const PAGE_SCRIPT = 'backlensLinks';

export function createPageScript(page: Document, shadowOf: (element: Element) => ShadowRoot | null, isWanted: () => boolean): PageScript {
  // Held weakly: what the page throws away must not live on for our sake.
  let links: WeakRef<Element>[] = [];
  let framesOf = new WeakMap<Element, Element[]>();
  const overlay = createOverlay(page, isWanted);
  const linkAt = (at: number): FoundElement | null => {
    const element = links[at]?.deref();
    return element ? { element, frames: framesOf.get(element) ?? [] } : null;
  };

  return {
    scan() {
      const began = performance.now();
      const { scan, elements } = scanPage(page, shadowOf);
      links = elements.map(({ element }) => new WeakRef(element));
      framesOf = new WeakMap(elements.map(({ element, frames }) => [element, frames]));
      return { ...scan, isMarked: overlay.isMarking(), tookMs: performance.now() - began };
    },
    mark(marks) {
      overlay.mark(
        marks.flatMap(({ at, look, note }) => {
          const found = linkAt(at);
          return found ? [{ found, look, note }] : [];
        }),
      );
    },
    show(at) {
      const found = linkAt(at);
      if (!found?.element.isConnected) return false;
      const { element } = found;
      element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const { width, height } = element.getBoundingClientRect();
      const isShown = width > 0 && height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (isShown) overlay.ring(found);
      return isShown;
    },
    close: overlay.remove,
  };
}
