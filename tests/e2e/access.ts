import type { Page } from '@playwright/test';

/**
 * What a page keeps from people who zoom it, work it by keys, hear it, or want nothing to move. Each question gives its faults as lines that
 * say where; a page without faults gives none.
 */

type Seen = typeof globalThis & { seen: ReturnType<typeof tools> };

/** What the questions share; runs in the page. */
function tools() {
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  /** Words only for those who hear the page. */
  const isHeard = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== 'none') return true;
    return false;
  };
  const where = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    const parent = element.parentElement?.closest('[class]');
    return `${parent ? `.${[...parent.classList].join('.')} ` : ''}${element.localName}${[...element.classList].map((name) => `.${name}`).join('')} “${words}”`;
  };
  /** Everything that can have the focus, in the dialog that is open where one is. */
  const focusable = (): HTMLElement[] =>
    [
      ...(document.querySelector('dialog:modal') ?? document).querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex]',
      ),
    ].filter((element) => isShown(element) && !element.matches(':disabled, [inert] *'));
  /** A box that is pressed for the control: the label of a tick. */
  const pressed = (element: Element): Element =>
    (element.matches('[type="checkbox"], [type="radio"]') && element.closest('label')) || element;
  /** A box that cuts off what it holds, so that this scrolls or is lost. */
  const cutting = (within: Node, overflow: RegExp): Element | null => {
    let at = within.parentElement;
    while (at && at !== document.body && !overflow.test(getComputedStyle(at).overflowX)) at = at.parentElement;
    return at === document.body ? null : at;
  };
  return { isShown, isHeard, where, focusable, pressed, cutting };
}

async function ask<T>(page: Page, question: () => T): Promise<T> {
  await page.evaluate(`globalThis.seen ??= (${tools})()`);
  return page.evaluate(question);
}

/** What does not fit: the page scrolls sideways, a box that does has no name or takes no key, or words are cut off or beyond the edge. */
export const reflowFaults = (page: Page): Promise<string[]> =>
  ask(page, () => {
    const { isShown, isHeard, where, cutting } = (globalThis as Seen).seen;
    const faults: string[] = [];
    const root = document.scrollingElement ?? document.documentElement;
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.querySelectorAll('body *')) {
      if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0) continue;
      if (!isShown(element) || isHeard(element) || element.closest('svg, input, select, textarea, [aria-hidden="true"]')) continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (/auto|scroll/.test(overflowX)) {
        const isFocusable = element.matches('[tabindex="0"]') || element.querySelector('a, button, [tabindex="0"]') !== null;
        if (element.matches('main, .shell, #app')) faults.push(`it scrolls sideways: ${where(element).slice(0, 20)}`);
        else if (!element.matches('[aria-label], [aria-labelledby]')) faults.push(`a box that scrolls has no name: ${where(element)}`);
        if (!isFocusable) faults.push(`a box that scrolls takes no focus: ${where(element)}`);
      } else if (/hidden|clip/.test(overflowX) ? textOverflow !== 'ellipsis' : element.matches('button, .button, .chip, .pill'))
        faults.push(`cut off: ${where(element)}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const holder = text.parentElement;
      if (!holder || !text.textContent?.trim() || !isShown(holder) || isHeard(holder) || holder.closest('option')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      if ((right > innerWidth + 1 || left < -1) && !cutting(text, /auto|scroll|hidden|clip/))
        faults.push(`beyond the edge: ${where(holder)}`);
    }
    return [...new Set(faults)];
  });

/** Stops of the Tab key that, when they have the focus, show no ring, are not to be seen, or lie under something that stays in sight. */
export const focusFaults = (page: Page): Promise<string[]> =>
  ask(page, () => {
    const { focusable, pressed, isHeard, where } = (globalThis as Seen).seen;
    const faults: string[] = [];
    const before = document.activeElement;
    for (const element of focusable().filter(({ tabIndex }) => tabIndex >= 0)) {
      element.focus({ focusVisible: true } as FocusOptions);
      if (document.activeElement !== element) {
        faults.push(`takes no focus: ${where(element)}`);
        continue;
      }
      const box = pressed(element);
      const isRinged = [element, element.parentElement, box].some((at) => at && getComputedStyle(at).outlineStyle !== 'none');
      if (!isRinged) faults.push(`no ring: ${where(element)}`);
      if (isHeard(element)) faults.push(`has the focus and is not to be seen: ${where(element)}`);
      if (Number(getComputedStyle(element).opacity) < 0.4) faults.push(`faint with the focus: ${where(element)}`);
      if (element.matches('[role="grid"]')) continue; // larger than its box; its active row shows where it is
      const [rect = box.getBoundingClientRect()] = box.getClientRects();
      const bottom = Math.min(rect.bottom, rect.top + innerHeight);
      const hits = [rect.top + 3, (rect.top + bottom) / 2, bottom - 3].flatMap((y) =>
        [rect.left + 3, (rect.left + rect.right) / 2, rect.right - 3].map((x) => document.elementFromPoint(x, y)),
      );
      const isHit = hits.some((hit) => hit && (box.contains(hit) || element.closest('label')?.contains(hit)));
      if (!isHit) faults.push(`covered or out of sight: ${where(element)} by ${hits[4] ? where(hits[4]) : 'the edge'}`);
    }
    if (before instanceof HTMLElement) before.focus();
    return [...new Set(faults)];
  });

/** Targets under 24 × 24 px that have no room of 24 px around their middle; words in a sentence are as high as their line (WCAG 2.5.8). */
export const sizeFaults = (page: Page): Promise<string[]> =>
  ask(page, () => {
    const { focusable, pressed, isHeard, cutting, where } = (globalThis as Seen).seen;
    const targets = focusable()
      .filter((element) => element.matches('a, button, input, select, textarea, summary') && !isHeard(element))
      .map((element) => {
        const rect = pressed(element).getBoundingClientRect();
        // Of a link that is cut, what is in sight.
        const right = Math.min(rect.right, cutting(element, /hidden|clip/)?.getBoundingClientRect().right ?? rect.right);
        return { element, rect: new DOMRect(rect.left, rect.top, right - rect.left, rect.height) };
      })
      .filter(({ element, rect }) => {
        const box = cutting(element, /auto|scroll/)?.getBoundingClientRect();
        const [x, y] = [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
        if (box && (x < box.left || x > box.right || y < box.top || y > box.bottom)) return false;
        const hit = document.elementFromPoint(x, y);
        return hit ? hit.contains(element) || pressed(element).contains(hit) : !box; // what is scrolled under a heading is no target there
      });
    const faults: string[] = [];
    for (const { element, rect } of targets) {
      if (rect.width >= 23.5 && rect.height >= 23.5) continue;
      const line = element.closest('p, li, dd, td, .strip')?.textContent?.trim().length ?? 0;
      if (getComputedStyle(element).display.startsWith('inline') && line > (element.textContent?.trim().length ?? 0) + 3) continue;
      const middle = { x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 };
      const near = targets.find(({ element: other, rect: { left, right, top, bottom } }) => {
        if (other === element) return false;
        const isSmall = right - left < 23.5 || bottom - top < 23.5;
        const x = isSmall ? (left + right) / 2 : Math.min(right, Math.max(left, middle.x));
        const y = isSmall ? (top + bottom) / 2 : Math.min(bottom, Math.max(top, middle.y));
        const hit = document.elementFromPoint(x, y);
        if (hit && !other.contains(hit) && !hit.contains(other)) return false; // it lies under something there
        return Math.hypot(middle.x - x, middle.y - y) < (isSmall ? 23.5 : 11.5);
      });
      if (near) faults.push(`${Math.round(rect.width)} × ${Math.round(rect.height)} px: ${where(element)}, beside ${where(near.element)}`);
    }
    return faults;
  });

/** What still moves for those who asked for less motion. */
export const motionFaults = (page: Page): Promise<string[]> =>
  ask(page, () => {
    const { where } = (globalThis as Seen).seen;
    const longest = (times: string) => Math.max(...times.split(',').map((time) => Number.parseFloat(time)));
    const faults = [...document.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after'].flatMap((part) => {
        const { scrollBehavior, transitionDuration, animationName, animationDuration } = getComputedStyle(element, part);
        const isStill = longest(transitionDuration) <= 0.01 && (animationName === 'none' || longest(animationDuration) <= 0.01);
        return isStill && scrollBehavior !== 'smooth' ? [] : [`moves: ${where(element)}${part ?? ''}`];
      }),
    );
    for (const { effect } of document.getAnimations()) if (Number(effect?.getTiming().duration) > 10) faults.push('an animation runs');
    return faults;
  });

const named = new Set(
  'button link textbox searchbox spinbutton combobox listbox checkbox radio switch slider tab menuitem option table grid dialog alertdialog region image progressbar meter radiogroup heading columnheader navigation complementary'.split(
    ' ',
  ),
);

/** What has no name for those who hear the page, levels of headings that are skipped, and a page without one h1 and one main part. */
export async function nameFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const faults: string[] = [];
    const levels: number[] = [];
    let mains = 0;
    for (const { ignored, role, name, properties, backendDOMNodeId } of nodes) {
      const is = String(role?.value ?? '');
      if (ignored) continue;
      if (is === 'main') mains++;
      if (is === 'heading') levels.push(Number(properties?.find((one) => one.name === 'level')?.value.value));
      if (!named.has(is) || String(name?.value ?? '').trim()) continue;
      const { node } = await session.send('DOM.describeNode', { backendNodeId: backendDOMNodeId as number });
      faults.push(`a ${is} has no name: <${node.localName} ${(node.attributes ?? []).join(' ')}>`);
    }
    if (levels.filter((level) => level === 1).length !== 1) faults.push(`headings of the levels ${levels.join(' ')}`);
    else if (levels.some((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1))
      faults.push(`headings skip a level: ${levels.join(' ')}`);
    if (mains !== 1) faults.push(`${mains} main parts`);
    if (!(await page.title())) faults.push('no title');
    return faults;
  } finally {
    await session.detach();
  }
}
