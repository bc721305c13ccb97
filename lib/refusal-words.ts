import { t } from './words.ts';

/** Why an address is no target, and what a person is told. Apart from lib/target.ts, whose public-suffix data no page should load. */
export type TargetRefusal =
  | 'too-long'
  | 'invisible-characters'
  | 'special-scheme'
  | 'email-or-userinfo'
  | 'unparseable'
  | 'ip-address'
  | 'not-public'
  | 'public-suffix'
  | 'port';

const nothingSent = t`Nothing was sent and nothing was spent.`;

/** Each refusal in plain words: what was wrong, and what to do. */
export const refusalWords: Record<TargetRefusal, { title: string; advice: string }> = {
  'too-long': {
    title: t`This address is too long`,
    advice: t`Look up the site instead of the page, or enter a shorter address. ${nothingSent}`,
  },
  'invisible-characters': {
    title: t`This address has invisible characters in it`,
    advice: t`They can make one site look like another. Type the address by hand. ${nothingSent}`,
  },
  'special-scheme': {
    title: t`This is not a page on the web`,
    advice: t`Only http and https addresses have backlinks, not browser pages, files or extensions. Open or enter a website. ${nothingSent}`,
  },
  'email-or-userinfo': {
    title: t`This looks like an e-mail address or a login`,
    advice: t`Enter only the site, the part after the @. ${nothingSent}`,
  },
  unparseable: {
    title: t`This is not a web address`,
    advice: t`Enter one address without spaces, such as example.com or https://example.com/page. ${nothingSent}`,
  },
  'ip-address': {
    title: t`This is an IP address`,
    advice: t`Backlinks are known for names only. Enter the domain name of the site. ${nothingSent}`,
  },
  'not-public': {
    title: t`This name is not on the public internet`,
    advice: t`Names of your own network, such as localhost or intranet, stay with you. For a public site, check the ending. ${nothingSent}`,
  },
  'public-suffix': {
    title: t`This is an ending, not a site`,
    advice: t`Many unrelated sites share it, as they share co.uk. Enter one site under it. ${nothingSent}`,
  },
  port: {
    title: t`This page has a port in its address`,
    advice: t`Without the port it would be another page. Look up the site, or enter the address without it. ${nothingSent}`,
  },
};
