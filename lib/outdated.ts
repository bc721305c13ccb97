type Api = { runtime?: { id?: string } } | undefined;

/**
 * Whether the page runs code of an extension that is not there any more: it was updated, reloaded or switched off meanwhile. Such a page can
 * ask the background for nothing.
 */
export function isOutdated(): boolean {
  const { browser, chrome } = globalThis as { browser?: Api; chrome?: Api };
  return (browser ?? chrome)?.runtime?.id === undefined;
}
