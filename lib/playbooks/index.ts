import type { Playbook } from './define.ts';
import { earnedLinks } from './earned-links.ts';
import { strongestLinks } from './strongest-links.ts';

/** Every playbook, in the order of the page that lists them. Adding one is its file and its line here. */
export const playbooks: readonly Playbook[] = [strongestLinks, earnedLinks];
