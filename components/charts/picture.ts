/** A chart on screen as a picture of its own: the drawing with the page's colours written into it, a title, a key, and where it is from. */

import { dayOf } from '../../lib/params.ts';
import { t } from '../../lib/words.ts';
import type { ChartAbout } from './Chart.tsx';
import type { ChartData, Tone } from './data.ts';

/** An SVG's text and its size in px. */
export type Picture = { text: string; width: number; height: number };

const NS = 'http://www.w3.org/2000/svg';
const HEAD_PX = 52;
const FOOT_PX = 26;
/** The picture for those who print it or put it on a slide. */
const SHARPNESS = 2;

/** What a sheet says of a mark, and a file must say itself. */
const written = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
];

/** The drawing as an SVG file. */
export function svgOf(drawing: SVGSVGElement, { title, data, about }: { title: string; data: ChartData; about: ChartAbout }): Picture {
  const width = drawing.width.baseVal.value;
  const height = drawing.height.baseVal.value + HEAD_PX + FOOT_PX;
  const page = getComputedStyle(drawing);
  const colour = (name: string): string => resolved(drawing, `var(${name})`);

  const root = element('svg', { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': page.fontFamily });
  root.append(element('rect', { width, height, fill: colour('--raised') }));
  root.append(text(title, { x: 12, y: 22, 'font-size': 15, 'font-weight': 600, fill: colour('--text') }));
  root.append(keyOf(data, (tone) => resolved(drawing, `var(--tone-${tone})`), colour('--muted')));
  const copy = styled(drawing);
  copy.setAttribute('transform', `translate(0 ${HEAD_PX})`);
  root.append(copy);
  const from = t`DataForSEO, fetched ${dayOf(about.fetchedAt)}${about.environment === 'production' ? '' : ` (${about.environment})`}`;
  root.append(
    text(`${about.targets.join(', ')} · ${from}`.slice(0, 160), { x: 12, y: height - 9, 'font-size': 11, fill: colour('--muted') }),
  );
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

/** The same as dots, twice as many as on screen. */
export async function pngOf({ text: source, width, height }: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SHARPNESS;
  canvas.height = height * SHARPNESS;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  return new Uint8Array(blob ? await blob.arrayBuffer() : new ArrayBuffer(0));
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== 'xmlns') made.setAttribute(key, String(value));
  return made;
}

function text(words: string, attributes: Record<string, string | number>): SVGElement {
  const made = element('text', attributes);
  made.textContent = words;
  return made;
}

/** A colour as the browser reads it: names of the page's sheet mean nothing in a file. */
function resolved(near: Element, value: string): string {
  const probe = document.createElement('i');
  probe.style.color = value;
  near.parentElement?.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The elements of a drawing without what only the page can read, with the look they have there. */
function styled(node: Element): SVGElement {
  const copy = document.createElementNS(NS, node.tagName === 'svg' ? 'g' : node.tagName);
  if (node.tagName !== 'svg') {
    for (const { name, value } of node.attributes) if (name !== 'class' && !name.startsWith('data-')) copy.setAttribute(name, value);
    const look = getComputedStyle(node);
    for (const name of written) if (look.getPropertyValue(name)) copy.setAttribute(name, look.getPropertyValue(name));
  }
  for (const child of node.childNodes) copy.append(child instanceof Element ? styled(child) : (child.textContent ?? ''));
  return copy;
}

const KEY_LETTER_PX = 6.6;

/** Which mark is whose, in one line under the title. */
function keyOf({ series }: ChartData, colourOf: (tone: Tone) => string, muted: string): SVGElement {
  const key = element('g', { 'font-size': 12 });
  let x = 12;
  for (const { label, tone } of new Map(series.map((each) => [each.label, each])).values()) {
    key.append(element('rect', { x, y: 33, width: 12, height: 4, rx: 2, fill: colourOf(tone) }));
    key.append(text(label, { x: x + 18, y: 40, fill: muted }));
    x += 34 + label.length * KEY_LETTER_PX;
  }
  return key;
}
