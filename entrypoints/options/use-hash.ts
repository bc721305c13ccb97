import { useCallback, useEffect, useState } from 'preact/hooks';

/** The address after the page's own, which says what is on screen, and a way to go elsewhere that back and forward know. */
export function useHash(): { hash: string; go: (hash: string) => void; replace: (hash: string) => void } {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  // The state changes at once, not when the browser gets to its event: what is asked next belongs to the new address.
  const go = useCallback((to: string) => {
    location.hash = to;
    setHash(location.hash);
  }, []);
  const replace = useCallback((to: string) => {
    history.replaceState(null, '', to);
    setHash(location.hash);
  }, []);
  return { hash, go, replace };
}
