/** Where the popup leaves the site of the tab it was opened on, so that the explorer can suggest it: in memory, until the browser closes. */
export const TAB_SITE = 'tab-site';
