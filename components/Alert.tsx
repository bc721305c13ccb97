import type { ComponentChildren } from 'preact';

/** Where trouble is said. It stands there before there is any: words that come together with their place are not read out everywhere. */
export function Alert({ children }: { children: ComponentChildren }) {
  return (
    <div class="alert" role="alert">
      {children}
    </div>
  );
}
