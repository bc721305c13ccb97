import { defineReport } from './define.ts';

export const competitors = defineReport({
  endpoint: 'competitors',
  key: 'target',
  request: { order_by: ['intersections,desc'], limit: 100, main_domain: true, exclude_large_domains: true },
  columns: [
    { path: 'target', width: 300 },
    { path: 'intersections', width: 120 },
    { path: 'rank', width: 88 },
  ],
  presets: [
    {
      id: 'strong',
      title: 'Strongest first',
      explains: 'The same sites, highest rank first.',
      request: () => ({ order_by: ['rank,desc'] }),
    },
    {
      id: 'close',
      title: 'Close',
      explains: 'Sites that share at least 100 linking domains.',
      request: () => ({ filters: [['intersections', '>=', 100]] }),
    },
    {
      id: 'giants',
      title: 'With giants',
      explains: 'google.com, amazon.com and the like are not left out.',
      request: () => ({ exclude_large_domains: false }),
    },
    {
      id: 'subdomains',
      title: 'By subdomain',
      explains: 'Subdomains have rows of their own.',
      request: () => ({ main_domain: false }),
    },
  ],
  cautions: [
    'A competitor here is a site linked from the same domains; it need not sell or write the same.',
    'Large sites share linking domains with everyone: shared domains alone say little about them.',
    'The target itself may be among the rows.',
  ],
  opens: {
    title: 'Overview of this site',
    endpoint: 'summary',
    request: ({ target }) => (typeof target === 'string' && target ? { target } : null),
  },
});
