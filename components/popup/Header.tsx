import { ExternalLink, Settings } from 'lucide';
import { displayHost } from '../../lib/host-display.ts';
import type { TargetScope } from '../../lib/target.ts';
import { t } from '../../lib/words.ts';
import { Icon } from '../Icon.tsx';

type Props = {
  host: string;
  scope: TargetScope;
  /** The registrable domain, where the host is a subdomain of it. */
  root: string | null;
  canChoose: boolean;
  onScope: (scope: TargetScope) => void;
  explorerHref: string;
  settingsHref: string;
};

/** Keeps both ends of a long host: the end says whose it is, the start which part. */
function Ends({ text }: { text: string }) {
  const tail = text.length > 22 ? text.slice(-12) : '';
  return (
    <bdi class="ends">
      <span>{tail ? text.slice(0, -12) : text}</span>
      {tail && <span class="tail">{tail}</span>}
    </bdi>
  );
}

export function Header({ host, scope, root, canChoose, onScope, explorerHref, settingsHref }: Props) {
  const shown = displayHost(scope === 'root' && root ? root : host);
  const scopes: [TargetScope, string, string][] = [
    ...(root ? ([['root', t`Domain`, t`The whole domain ${root}`]] as [TargetScope, string, string][]) : []),
    ['host', root ? t`Subdomain` : t`Domain`, t`${host} and its subdomains`],
    ['page', t`Page`, t`This exact page`],
  ];
  return (
    <header>
      <h1 title={shown.note ? `${shown.text}: ${shown.note}` : shown.text}>
        <Ends text={shown.text} />
      </h1>
      {canChoose && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one strip in every browser
        <div class={`segments ${root ? 'below' : ''}`} role="group" aria-label={t`What the figures are about`}>
          {scopes.map(([value, label, title]) => (
            <button key={value} type="button" aria-pressed={scope === value} title={title} onClick={() => onScope(value)}>
              {label}
            </button>
          ))}
        </div>
      )}
      <a
        class="button icon"
        href={explorerHref}
        target="_blank"
        rel="noopener"
        aria-label={t`Open the explorer`}
        title={t`Open the explorer`}
      >
        <Icon node={ExternalLink} />
      </a>
      <a class="button icon" href={settingsHref} target="_blank" rel="noopener" aria-label={t`Settings`} title={t`Settings`}>
        <Icon node={Settings} />
      </a>
    </header>
  );
}
