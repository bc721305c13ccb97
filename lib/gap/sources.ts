/** The report that names rivals, and what its rows say of them. */
export const rivalsReport = { endpoint: 'competitors', who: 'target', shared: 'intersections', rank: 'rank' } as const;
