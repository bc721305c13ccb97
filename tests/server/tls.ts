import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** The hosts the extension talks to. */
export const apiHosts = ['api.dataforseo.com', 'sandbox.dataforseo.com'];

/** The hosts that serve pages to look at, as patterns of the browser's resolver rules. xn--bcher-kva.de is bücher.de. */
export const pageHosts = [
  'forbes.com',
  '*.forbes.com',
  'example.com',
  '*.example.com',
  'example.org',
  '*.example.org',
  'theverge.com',
  '*.theverge.com',
  'xn--bcher-kva.de',
  '*.test',
];

/** A key, its certificate, and the key's fingerprint in the form that Chromium's --ignore-certificate-errors-spki-list takes. */
export interface Certificate {
  key: string;
  cert: string;
  spki: string;
}

/** Makes a new key and a certificate for the hosts. It is made anew for every run, so that no key is ever in the repository. */
export async function makeCertificate(hosts: string[] = [...apiHosts, ...pageHosts]): Promise<Certificate> {
  const now = Date.now();
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Backlens tests' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // From yesterday: a clock that is set back a little must not make it invalid.
    notBeforeDate: new Date(now - 86_400_000),
    notAfterDate: new Date(now + 30 * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
    ],
  });
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key, cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}
