import { useEffect, useState } from 'preact/hooks';

/** The person's own site as it was named last; `isIncluded` where they asked not to leave out who links to it, until the page is left. */
export type LastMe = { site: string; isIncluded: boolean };

const PLACE = 'own site';

function stored(): string {
  try {
    return localStorage.getItem(PLACE) ?? '';
  } catch {
    return '';
  }
}

let last: LastMe | null = null;
const listeners = new Set<(me: LastMe) => void>();

/** The own site, which the builder names and the matrix is read by. It lies in the page's own storage: nothing but this page asks for it. */
export function useMe(): [LastMe, (me: LastMe) => void] {
  last ??= { site: stored(), isIncluded: false };
  const [me, setMe] = useState(last);
  useEffect(() => {
    listeners.add(setMe);
    return () => void listeners.delete(setMe);
  }, []);
  return [me, keep];
}

/** Takes the own site out of the page's storage, which nothing but this page can reach. */
export function forgetMe(): void {
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // Nothing was kept.
  }
}

function keep(me: LastMe): void {
  last = me;
  try {
    localStorage.setItem(PLACE, me.site);
  } catch {
    // It holds for this visit.
  }
  for (const tell of listeners) tell(me);
}
