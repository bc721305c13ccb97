import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../lib/ask.ts';
import { type LinksView, sendMessage } from '../../lib/messages.ts';
import type { AllowOnce, Failure } from '../../lib/outcome.ts';
import { classify, hostsOf, type PageLink } from '../../lib/page-links/classify.ts';
import { roundUsd } from '../../lib/price.ts';
import { type Reading, readLinks } from './page-script.ts';
import type { Page } from './use-page.ts';

/** In characters. What is longer is no host. */
const LONGEST_HOST = 253;

/** What is known of hosts, in their order. A page may write one of any length; cut, it is still too long to be a host. */
const viewOf = (hosts: readonly string[], inPrivate: boolean): Promise<LinksView> =>
  sendMessage('viewLinks', { hosts: hosts.map((host) => host.slice(0, LONGEST_HOST + 1)), inPrivate });

export type PageLinks = { reading: Reading; links: PageLink[]; hosts: string[]; view: LinksView };

/** The sites are then told to DataForSEO; Firefox wants the person's word for that, once, in the press itself. */
const mayShareSites = (): Promise<boolean> =>
  import.meta.env.FIREFOX
    ? browser.permissions
        .request({ data_collection: ['websiteContent'] } as Parameters<typeof browser.permissions.request>[0])
        .catch(() => true)
    : Promise.resolve(true);

/** The links of the page in front: null while they are read, `refused` where the browser lets nobody read the page. */
export function useLinks({ tabId, url, inPrivate }: Page & { tabId: number }) {
  const [known, setKnown] = useState<PageLinks | 'refused' | null>(null);
  const [isBuying, setBuying] = useState(false);
  const [failures, setFailures] = useState<Failure[]>([]);
  /** Counts pages: what is answered for an earlier one is not shown on this one. */
  const turn = useRef(0);

  useEffect(() => {
    const mine = ++turn.current;
    setKnown(null);
    setFailures([]);
    setBuying(false);
    const read = async (): Promise<PageLinks | 'refused'> => {
      const reading = await readLinks(tabId);
      if (!reading) return 'refused';
      const hosts = hostsOf(reading);
      const view = await viewOf(hosts, inPrivate);
      const sites = new Map(hosts.map((host, at) => [host, view.sites[at] ?? null]));
      return { reading, hosts, view, links: classify(reading, (host) => sites.get(host) ?? null) };
    };
    read()
      .catch((): 'refused' => 'refused')
      .then((found) => mine === turn.current && setKnown(found));
  }, [tabId, url, inPrivate]);

  const buy = useCallback(
    async (how: 'unless-fresh' | 'again', allow?: AllowOnce) => {
      if (!known || known === 'refused' || !(await mayShareSites())) return;
      const mine = turn.current;
      const { offers, status } = known.view;
      const { environment } = status.settings;
      const planUsd = roundUsd(offers.reduce((sum, { priceUsd }) => sum + priceUsd, 0));
      setBuying(true);
      const outcomes = await Promise.all(
        offers.map(({ endpoint, request }) =>
          askBackground({ endpoint, request, askedBy: 'popup', buy: how, environment, inPrivate, planUsd, ...(allow ? { allow } : {}) }),
        ),
      );
      const view = await viewOf(known.hosts, inPrivate).catch(() => known.view);
      if (mine !== turn.current) return;
      setFailures(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure])));
      setKnown({ ...known, view });
      setBuying(false);
    },
    [known, inPrivate],
  );

  return useMemo(() => ({ known, isBuying, failures, buy }), [known, isBuying, failures, buy]);
}
