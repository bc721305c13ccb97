/**
 * The only door to zod. `zod/mini` because it is a third of classic zod's size and holds no `new Function` (which the extension's CSP forbids
 * and the store's linter reports); `jitless` because zod otherwise probes for eval once, and the probe alone is a CSP violation.
 */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
