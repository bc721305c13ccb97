import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { askBackground } from '../../lib/ask.ts';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import { type Filterable, filterableOf } from '../../lib/filterable.ts';

type Families = Record<string, unknown> | null;

const readFamilies = async (buy: 'never' | 'unless-fresh'): Promise<Families> => {
  const outcome = await askBackground({ endpoint: 'available_filters', request: {}, askedBy: 'explorer', buy });
  return outcome.ok ? (outcome.value.rows[0] ?? null) : null;
};

/**
 * What can be filtered and sorted on the server: the documented list until the API's own one is stored. `readFilters` asks for it (free,
 * kept for a month); it is called when the person opens the editors, so that coming to a page sends nothing.
 */
export function useFilterable(endpoint: Endpoint, request: AnyRequest, isReady: boolean) {
  const [families, setFamilies] = useState<Families>(null);
  useEffect(() => void readFamilies('never').then(setFamilies), []);
  const readFilters = useCallback(() => {
    if (isReady && !families) void readFamilies('unless-fresh').then((read) => read && setFamilies(read));
  }, [isReady, families]);

  const targets = JSON.stringify(request.targets ?? null);
  const fieldsOf = useMemo(() => {
    const named: unknown = JSON.parse(targets);
    const known = new Map<string, readonly Filterable[]>();
    return (param: string): readonly Filterable[] => {
      const on = endpoint.request[param]?.conditionsOn ?? endpoint.id;
      const found = known.get(on) ?? listOf(on, families, on === endpoint.id && Array.isArray(named) ? named.map(String) : undefined);
      known.set(on, found);
      return found;
    };
  }, [endpoint, families, targets]);
  return { fieldsOf, readFilters };
}

function listOf(id: string, families: Families, targets: string[] | undefined): readonly Filterable[] {
  const endpoint = endpoints.find((each) => each.id === id);
  return endpoint ? filterableOf(endpoint, families, targets ? { targets } : undefined) : [];
}
