/**
 * What the popup takes from Preact, by React. Its components are unchanged: hooks have the same names and meaning (`preact/hooks` leads to
 * `react`), `class` is passed on as it stands by React's production build, and nothing in the popup needs Preact's own ways.
 */
import { createRoot } from 'react-dom/client';

export { createElement as h, Fragment } from 'react';
export const render = (what, where) => createRoot(where).render(what);
