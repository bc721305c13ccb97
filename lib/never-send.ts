/** Whether nothing of a host may leave the browser: it is listed, or a subdomain of one that is. */
export const isNeverSent = (host: string, neverSend: readonly string[]): boolean =>
  neverSend.some((listed) => host === listed || host.endsWith(`.${listed}`));
