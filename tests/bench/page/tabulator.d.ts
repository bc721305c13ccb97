/** The little of Tabulator that is used here; it comes without types. */
declare module 'tabulator-tables' {
  export class TabulatorFull {
    constructor(box: HTMLElement, options: Record<string, unknown>);
    on(event: string, listener: () => void): void;
    setSort(field: string, direction: 'asc' | 'desc'): void;
    setFilter(test: (row: Record<string, unknown>) => boolean): void;
    clearFilter(isAll: boolean): void;
    destroy(): void;
  }
}
