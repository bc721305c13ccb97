/**
 * Marks over the links of a page: one element at the end of the document, with a drawing in a closed shadow tree. Nothing of it can be
 * clicked, nothing of the page is changed, and whoever meddles with the element makes it go.
 */
import { t } from '../words.ts';
import type { FoundElement } from './scan.ts';

/** How a link is drawn: a hue and a kind of line, so that the hue alone never says it. */
export const looks = {
  dofollow: { colour: '#2a55e5', dash: [] },
  nofollow: { colour: '#b3261e', dash: [6, 3] },
  ugc: { colour: '#8f5400', dash: [2, 3] },
  sponsored: { colour: '#7a1fa2', dash: [10, 3, 2, 3] },
  internal: { colour: '#4a5262', dash: [] },
  other: { colour: '#4a5262', dash: [1, 3] },
} as const;
export type Look = keyof typeof looks;

export type Mark = { found: FoundElement; look: Look; note: string };

/** A box in the window's own pixels. */
type Box = { x: number; y: number; width: number; height: number };

const FONT = '600 11px system-ui, sans-serif';
const NOTE_PX = 16;
const HALO = 'rgb(255 255 255 / 85%)';
const INK = '#14171f';
const RING = '#d9480f';

const letters = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(7)), (byte) => String.fromCharCode(97 + (byte % 26))).join('');

/** A link broken over more lines than this is drawn as one block. */
const MOST_LINES = 6;

/** The boxes of a link as the window sees them, one per line; none where it is not drawn. Frames move what is in them and cut it off. */
function boxesOf({ element, frames }: FoundElement): Box[] {
  const lines = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const drawn = lines.length > 0 && lines.length <= MOST_LINES ? lines : [element.getBoundingClientRect()];
  let boxes = drawn.map(({ x, y, width, height }): Box => ({ x, y, width, height })).filter(({ width, height }) => width > 0 && height > 0);
  for (const frame of frames.toReversed()) {
    const outer = frame.getBoundingClientRect();
    const { clientWidth, clientHeight, clientLeft, clientTop } = frame;
    boxes = boxes
      .filter(({ x, y, width, height }) => x < clientWidth && y < clientHeight && x + width > 0 && y + height > 0)
      .map((box) => ({ ...box, x: box.x + outer.x + clientLeft, y: box.y + outer.y + clientTop }));
  }
  return boxes;
}

export type Overlay = {
  /** Draws these and no others; none ends it. */
  mark: (marks: readonly Mark[]) => void;
  /** Rings one link for some seconds. */
  ring: (found: FoundElement) => void;
  /** Takes everything away. */
  remove: () => void;
  isMarking: () => boolean;
};

/** How long a ring stays, in ms. */
const RING_MS = 4000;

/**
 * An overlay over a page; it puts nothing there before it has something to draw.
 *
 * @param isWanted Asked before every drawing: false once the extension that put it there is gone.
 */
export function createOverlay(page: Document, isWanted: () => boolean): Overlay {
  let host: HTMLElement | null = null;
  let sealed = '';
  let canvas: HTMLCanvasElement | null = null;
  let drawn = '';
  let next = 0;
  let marks: readonly Mark[] = [];
  let rung: { found: FoundElement; until: number } | null = null;
  const inSight = new Set<Element>();
  let watcher: IntersectionObserver | null = null;

  // Also in documents that are not HTML.
  const make = (name: string) => page.createElementNS('http://www.w3.org/1999/xhtml', name) as HTMLElement;

  const remove = (): void => {
    cancelAnimationFrame(next);
    watcher?.disconnect();
    removeEventListener('keydown', onKey, true);
    host?.remove();
    host = null;
    canvas = null;
    marks = [];
    rung = null;
    inSight.clear();
  };

  const onKey = ({ key, isTrusted }: KeyboardEvent): void => {
    if (key === 'Escape' && isTrusted) remove();
  };

  /** Puts the element there. Every property is set on the element itself, above all that the page's styles can say. */
  const put = (): void => {
    if (host) return;
    host = make(`${letters()}-${letters()}`);
    host.style.cssText = [
      'all: initial',
      'position: fixed',
      'inset: 0',
      'display: block',
      'width: 100vw',
      'height: 100vh',
      'z-index: 2147483647',
      'pointer-events: none',
      'transition: none',
      'animation: none',
    ]
      .map((rule) => `${rule} !important`)
      .join('; ');
    sealed = host.getAttribute('style') ?? '';
    canvas = make('canvas') as HTMLCanvasElement;
    canvas.style.cssText = 'display: block; width: 100%; height: 100%; pointer-events: none';
    host.attachShadow({ mode: 'closed' }).append(canvas);
    page.documentElement.append(host);
    addEventListener('keydown', onKey, true);
    drawn = '';
    next = requestAnimationFrame(frame);
  };

  /** The element stands where it was put, with what it was given and nothing more. */
  const isUntouched = (): boolean =>
    host?.isConnected === true &&
    host.parentNode === page.documentElement &&
    host.attributes.length === 1 &&
    host.getAttribute('style') === sealed &&
    host.childNodes.length === 0;

  const frame = (): void => {
    if (rung && performance.now() > rung.until) rung = null;
    if (isWanted() && isUntouched() && (marks.length > 0 || rung)) {
      draw();
      next = requestAnimationFrame(frame);
    } else remove();
  };

  const draw = (): void => {
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen || !host) return;
    // Where an ancestor is transformed, fixed means fixed to that.
    const origin = host.getBoundingClientRect();
    const place = ({ x, y, width, height }: Box): Box => ({ x: x - origin.x, y: y - origin.y, width, height });
    const boxes = marks
      .filter(({ found }) => inSight.has(found.element))
      .map(({ found, look, note }) => ({ look, note, lines: boxesOf(found).map(place) }));
    const rings = rung ? boxesOf(rung.found).map(place) : [];
    const state = JSON.stringify([boxes, rings, origin.width, origin.height, devicePixelRatio]);
    if (state === drawn) return;
    drawn = state;

    canvas.width = Math.round(origin.width * devicePixelRatio);
    canvas.height = Math.round(origin.height * devicePixelRatio);
    pen.scale(devicePixelRatio, devicePixelRatio);
    pen.font = FONT;
    pen.textBaseline = 'middle';
    for (const { look, lines } of boxes) for (const line of lines) outline(pen, line, looks[look].colour, looks[look].dash, 2);
    const taken: Box[] = [];
    for (const { note, look, lines } of boxes) if (note && lines[0]) writeNote(pen, lines[0], note, looks[look].colour, taken);
    for (const { x, y, width, height } of rings) outline(pen, { x: x - 4, y: y - 4, width: width + 8, height: height + 8 }, RING, [], 4);
    if (marks.length > 0) writeLegend(pen, origin.height, marks);
  };

  return {
    mark(wanted) {
      marks = wanted;
      watcher?.disconnect();
      inSight.clear();
      if (marks.length === 0) {
        if (!rung) remove();
        return;
      }
      // Only what is in sight is measured, however many links there are.
      watcher = new IntersectionObserver((entries) => {
        for (const { target, isIntersecting } of entries) isIntersecting ? inSight.add(target) : inSight.delete(target);
      });
      for (const { found } of marks) watcher.observe(found.element);
      put();
    },
    ring(found) {
      rung = { found, until: performance.now() + RING_MS };
      put();
    },
    remove,
    isMarking: () => marks.length > 0,
  };
}

function outline(pen: CanvasRenderingContext2D, { x, y, width, height }: Box, colour: string, dash: readonly number[], thickness: number) {
  const around = [x - 2, y - 1, width + 4, height + 2] as const;
  pen.setLineDash([]);
  pen.lineWidth = thickness + 2;
  pen.strokeStyle = HALO;
  pen.strokeRect(...around);
  pen.setLineDash([...dash]);
  pen.lineWidth = thickness;
  pen.strokeStyle = colour;
  pen.strokeRect(...around);
}

/** Words on the upper edge of a link, where they cover no other's. */
function writeNote(pen: CanvasRenderingContext2D, box: Box, note: string, colour: string, taken: Box[]): void {
  const width = pen.measureText(note).width + 10;
  const tag = { x: Math.max(0, box.x + box.width - width + 6), y: Math.max(0, box.y - NOTE_PX + 2), width, height: NOTE_PX };
  const isCovered = taken.some(
    (other) =>
      tag.x < other.x + other.width && other.x < tag.x + tag.width && tag.y < other.y + other.height && other.y < tag.y + tag.height,
  );
  if (isCovered) return;
  taken.push(tag);
  plate(pen, tag, colour);
  pen.fillStyle = '#ffffff';
  pen.fillText(note, tag.x + 5, tag.y + NOTE_PX / 2 + 0.5);
}

function plate(pen: CanvasRenderingContext2D, { x, y, width, height }: Box, colour: string): void {
  pen.setLineDash([]);
  pen.beginPath();
  pen.roundRect(x, y, width, height, 4);
  pen.fillStyle = colour;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = HALO;
  pen.stroke();
}

/** What each kind of line means and how many there are, at the foot of the window. */
function writeLegend(pen: CanvasRenderingContext2D, windowHeight: number, marks: readonly Mark[]): void {
  const counts = new Map<Look, number>();
  for (const { look } of marks) counts.set(look, (counts.get(look) ?? 0) + 1);
  const lines = [...counts].map(([look, count]) => ({ look, text: `${look} ${count}` }));
  const end = t`Backlens marks links here. Esc takes the marks away.`;
  const width = Math.max(pen.measureText(end).width, ...lines.map(({ text }) => pen.measureText(text).width + 34)) + 20;
  const height = (lines.length + 1) * 18 + 12;
  const box = { x: 12, y: windowHeight - height - 12, width, height };
  plate(pen, box, INK);
  for (const [at, { look, text }] of lines.entries()) {
    const y = box.y + 15 + at * 18;
    pen.fillStyle = '#ffffff';
    pen.fillRect(box.x + 10, y - 6, 26, 12);
    pen.setLineDash([...looks[look].dash]);
    pen.lineWidth = 2;
    pen.strokeStyle = looks[look].colour;
    pen.strokeRect(box.x + 12, y - 4, 22, 8);
    pen.fillStyle = '#ffffff';
    pen.fillText(text, box.x + 44, y);
  }
  pen.fillStyle = '#c6ccd8';
  pen.fillText(end, box.x + 10, box.y + 15 + lines.length * 18);
}
