/** The page the measurements are taken in. `window.bench` is what the driver calls. */
import '../../../components/theme.css';
import './page.css';
import { charts } from './charts.tsx';
import { showDemo } from './demo.tsx';
import { exports } from './exports.ts';
import { matrix } from './matrix.tsx';
import { parsing } from './parsing.ts';
import { tables } from './tables.ts';

const bench = { ...tables, charts, exports, matrix, parsing, demo: showDemo };

export type Bench = typeof bench;
Object.assign(globalThis, { bench });
