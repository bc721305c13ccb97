/** What is wrong with a page that shows hostile texts; empty where nothing is. Runs in the page. */
export function faultsIn(): string[] {
  const faults: string[] = [];
  const world = globalThis as unknown as { __pwn?: unknown; __troubles?: string[] };
  if (world.__pwn !== undefined) faults.push('a text was run');
  if (({} as { polluted?: unknown }).polluted !== undefined) faults.push('a prototype was changed');
  faults.push(...(world.__troubles ?? []));
  for (const made of document.querySelectorAll('iframe, object, embed, base, form[action], body script, body link, body style'))
    faults.push(`there is a <${made.localName}>`);
  for (const image of document.images)
    if (!/^(data:|chrome-extension:|moz-extension:)/.test(image.src)) faults.push(`an image of ${image.src.slice(0, 80)}`);

  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    if ((href.startsWith('#') && !link.target) || link.origin === location.origin) continue;
    const isSafe = /^https?:$/.test(link.protocol) && link.username === '' && link.password === '';
    if (!isSafe || !/noopener noreferrer/.test(link.rel) || link.target !== '_blank') faults.push(`a link to ${href.slice(0, 80)}`);
  }

  // Nothing that turns text around is drawn, and no text stands in another place than its turn.
  const turns = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;
  const turned = turns.exec(document.body.innerText);
  if (turned) faults.push(`U+${turned[0].charCodeAt(0).toString(16)} is drawn`);
  const isRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let before: { of: Element | null; parent: Element | null; end: DOMRect | undefined } = { of: null, parent: null, end: undefined };
  /** Whether a text begins where its box is cut off already, and so is drawn nowhere. */
  const isCutOff = (parent: Element | null, { left }: DOMRect): boolean =>
    parent !== null &&
    ((getComputedStyle(parent).overflowX !== 'visible' && left >= parent.getBoundingClientRect().right) ||
      isCutOff(parent.parentElement, new DOMRect(left)));
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !node.textContent?.trim() || parent.closest('textarea, option, script, style')) continue;
    // What a sentence of ours quotes stands between words that hold their places.
    if (isRightToLeft.test(node.textContent.replace(/“[^”]*”/g, '')) && !parent.closest('bdi, text'))
      faults.push(`not isolated: ${node.textContent.slice(0, 60)}`);
    range.selectNodeContents(node);
    // Its first line, against the last one of the text before it.
    const lines = range.getClientRects();
    const start = lines[0];
    const of = parent.closest('td, th, dd, dt, li, p');
    const isNext = of && before.of === of && start && before.end && Math.abs(start.top - before.end.top) < 3 && start.width > 0;
    if (isNext && before.end && start.left < before.end.left - 1 && !isCutOff(before.parent, before.end))
      faults.push(`out of its turn: ${node.textContent.slice(0, 60)}`);
    before = { of, parent, end: lines[lines.length - 1] };
  }

  const rows = [...document.querySelectorAll<HTMLElement>('.grid-area tr[data-place]')];
  const heights = new Set(rows.map(({ offsetHeight }) => offsetHeight));
  if (heights.size > 1) faults.push(`rows are ${[...heights].join(', ')} px high`);
  for (const cell of document.querySelectorAll<HTMLElement>('.grid-area tr[data-place] > td:not(.lead)'))
    if (getComputedStyle(cell).overflowX === 'visible') faults.push('a cell cuts nothing off');
  return [...new Set(faults)];
}
