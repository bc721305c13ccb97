import { anchorHealth } from './anchor-health.ts';
import { benchmark } from './benchmark.ts';
import type { Playbook } from './define.ts';
import { dueDiligence } from './due-diligence.ts';
import { earnedLinks } from './earned-links.ts';
import { opportunities } from './opportunities.ts';
import { risk } from './risk.ts';
import { strongestLinks } from './strongest-links.ts';
import { wastedLinks } from './wasted-links.ts';

/** Every playbook, in the order of the page that lists them. Adding one is its file and its line here. */
export const playbooks: readonly Playbook[] = [
  strongestLinks,
  earnedLinks,
  opportunities,
  wastedLinks,
  benchmark,
  anchorHealth,
  risk,
  dueDiligence,
];

/** The playbook of an id; null where there is none. */
export const playbookNamed = (id: string): Playbook | null => playbooks.find((playbook) => playbook.id === id) ?? null;
