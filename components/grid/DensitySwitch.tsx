import { t } from '../../lib/words.ts';
import './tools.css';
import { Rows2, Rows4 } from 'lucide';
import { type Density, type Layout, withDensity } from '../../lib/layout.ts';
import { Icon } from '../Icon.tsx';

const choices: readonly { density: Density; title: string; icon: typeof Rows2 }[] = [
  { density: 'comfortable', title: t`Comfortable rows, two lines`, icon: Rows2 },
  { density: 'compact', title: t`Compact rows, one line`, icon: Rows4 },
];

/** How high rows are. */
export function DensitySwitch({ layout, onLayout }: { layout: Layout; onLayout: (layout: Layout) => void }) {
  return (
    <fieldset class="density-switch">
      <legend class="visually-hidden">{t`Row height`}</legend>
      {choices.map(({ density, title, icon }) => (
        <button
          key={density}
          type="button"
          class="icon"
          aria-label={title}
          title={title}
          aria-pressed={layout.density === density}
          onClick={() => onLayout(withDensity(layout, density))}
        >
          <Icon node={icon} />
        </button>
      ))}
    </fieldset>
  );
}
