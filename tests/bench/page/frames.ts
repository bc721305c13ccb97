export const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** After everything that is due in this turn, which is when a frame under way has been painted. */
const afterwards = () =>
  new Promise<number>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  });

/** When what is drawn in the next frame is on its way to the screen. */
export async function painted(): Promise<number> {
  await frame();
  return afterwards();
}

/** What a frame costs the page in which something is done: from the act to the end of its layout and painting, in ms. */
export async function costOf(act: () => void): Promise<number> {
  await frame();
  const from = performance.now();
  act();
  return (await afterwards()) - from;
}

/** Scrolls by so many px a frame; the length of every frame in ms. */
export async function scrolled(element: HTMLElement, frames: number, px: number): Promise<number[]> {
  element.scrollTop = 0;
  await painted();
  await painted();
  const lengths: number[] = [];
  let last = await frame();
  for (let at = 0; at < frames; at++) {
    element.scrollTop += px;
    const now = await frame();
    lengths.push(now - last);
    last = now;
  }
  return lengths;
}

/** An empty box on the page, as large as the window. */
export function freshBox(): HTMLElement {
  const box = document.getElementById('box') as HTMLElement;
  box.replaceChildren();
  const own = box.appendChild(document.createElement('div'));
  own.className = 'own';
  return own;
}
