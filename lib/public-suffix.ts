import { icannRules, privateRules } from './public-suffix-list.ts';

/**
 * Where a host stops being somebody's own, by the Public Suffix List (publicsuffix.org/list). Hosts are plain names here: ASCII, lower case,
 * no dot at the end.
 */

/** Whether the root of the internet knows this last label. */
export function isTopLevel(label: string): boolean {
  return list().icann.has(label);
}

/** Whether a whole host is an ending that registries sell names under, such as co.uk. */
export function isRegistrySuffix(host: string): boolean {
  return domainOf(host, [list().icann]) === null;
}

/** The domain somebody registered, or null for a suffix. Private suffixes count: alice.github.io belongs to Alice, not to GitHub. */
export function registrableDomain(host: string): string | null {
  return domainOf(host, [list().icann, list().private]);
}

/** One label more than the longest rule that fits. A rule with `!` names a domain that a rule with `*` would take for a suffix. */
function domainOf(host: string, parts: Set<string>[]): string | null {
  const isRule = (rule: string) => parts.some((rules) => rules.has(rule));
  const labels = host.split('.');
  const names = labels.map((_, at) => labels.slice(at).join('.'));
  for (const [at, name] of names.entries()) {
    if (isRule(`!${name}`)) return name;
    if (isRule(name) || isRule(`*.${names[at + 1]}`)) return names[at - 1] ?? null;
  }
  return names.at(-2) ?? null;
}

let unpacked: { icann: Set<string>; private: Set<string> } | undefined;

/** Unpacked when first asked for, because the background starts at every event and few events need it. */
function list() {
  unpacked ??= { icann: unpack(icannRules), private: unpack(privateRules) };
  return unpacked;
}

/**
 * The rules of a packed list: a tree of labels, from the right end of names to the left. A capital begins a label and says how many letters
 * the label before lends it (A none, B one). Brackets hold what is left of a label, square ones where that label is no rule by itself:
 * `Ank(AcoBm)Bz[Agov)` is nk, co.nk, cm.nk and gov.nz.
 */
function unpack(packed: string): Set<string> {
  const rules = new Set<string>();
  const trail: string[] = [];
  let label = '';
  let parent = '';
  for (const [token] of packed.matchAll(/[A-Z][a-z\d!*-]*|[([)]/g)) {
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
