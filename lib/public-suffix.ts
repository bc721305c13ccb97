import { publicSuffixes } from './public-suffix-list.ts';

/**
 * Where a host stops being somebody's own, by the Public Suffix List (publicsuffix.org/list). Hosts are plain names here: ASCII, lower case,
 * no dot at the end.
 */

/** Whether the root of the internet knows this last label. */
export function isTopLevel(label: string): boolean {
  if (packedUnder(publicSuffixes.icann, label) !== '') return true;
  bareEndings ??= unpack(publicSuffixes.bare, '');
  return bareEndings.has(label);
}

/** Whether a whole host is an ending that registries sell names under, such as co.uk. */
export function isRegistrySuffix(host: string): boolean {
  return domainOf(host, rulesFor(host).icann) === null;
}

/** The domain somebody registered, or null for a suffix. Private suffixes count: alice.github.io belongs to Alice, not to GitHub. */
export function registrableDomain(host: string): string | null {
  return domainOf(host, rulesFor(host).all);
}

/** One label more than the longest rule that fits. A rule with `!` names a domain that a rule with `*` would take for a suffix. */
function domainOf(host: string, rules: Set<string>): string | null {
  const labels = host.split('.');
  const names = labels.map((_, at) => labels.slice(at).join('.'));
  for (const [at, name] of names.entries()) {
    if (rules.has(`!${name}`)) return name;
    if (rules.has(name) || rules.has(`*.${names[at + 1]}`)) return names[at - 1] ?? null;
  }
  return names.at(-2) ?? null;
}

type Rules = { icann: Set<string>; all: Set<string> };

/** What is unpacked so far: the background starts at every event, and an event is about few hosts. */
const unpacked = new Map<string, Rules>();
let bareEndings: Set<string> | undefined;

/** The rules that have the last label of a host. */
function rulesFor(host: string): Rules {
  const ending = host.slice(host.lastIndexOf('.') + 1);
  const known = unpacked.get(ending);
  if (known) return known;
  const icann = unpack(packedUnder(publicSuffixes.icann, ending), `.${ending}`);
  const own = unpack(packedUnder(publicSuffixes.private, ending), `.${ending}`);
  const rules = { icann, all: new Set([...icann, ...own]) };
  unpacked.set(ending, rules);
  return rules;
}

/** The packed rules under an ending: the last word of the line that names it. */
function packedUnder(lines: string, ending: string): string {
  const start = lines.indexOf(` ${ending} `);
  const line = lines.slice(start, lines.indexOf('\n', start));
  return start === -1 ? '' : line.slice(line.lastIndexOf(' ') + 1);
}

/**
 * Packed rules are a tree of labels, from the right end of names to the left. A capital begins a label and says how many letters the label
 * before lends it: A none, B one. Brackets hold what stands left of a label, square ones where the label is no rule by itself. Under `.nz`,
 * `AcoCol(Aa)Agov[Ab)` is co.nz, cool.nz, a.cool.nz and b.gov.nz.
 */
function unpack(packed: string, under: string): Set<string> {
  const rules = new Set<string>();
  const trail: string[] = [];
  let label = '';
  let parent = under;
  for (const token of packed.match(/[A-Z][^A-Z([)]*|[([)]/g) ?? []) {
    if (token === ')') {
      label = trail.pop() ?? '';
      parent = parent.slice(label.length + 1);
    } else if (token === '(' || token === '[') {
      if (token === '[') rules.delete(label + parent);
      trail.push(label);
      parent = `.${label}${parent}`;
      label = '';
    } else {
      label = label.slice(0, token.charCodeAt(0) - 65) + token.slice(1);
      rules.add(label + parent);
    }
  }
  return rules;
}
