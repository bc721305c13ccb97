import type { Figures } from '../../lib/messages.ts';
import type { PriceList } from '../../lib/price.ts';
import type { SaveFile } from '../charts/Chart.tsx';

/** What a result may need beside its answer. */
export type Beside = {
  prices: PriceList | null;
  /** What earlier answers said of the same target, oldest first; empty where nothing was kept or the view shows no past. */
  past: readonly Figures[];
  onSave: SaveFile;
};
