import { defineConfig } from 'wxt';
import { keyOf } from './lib/words.ts';

/** Words of the manifest, which the browser itself looks up in its language. */
const message = (english: string): string => `__MSG_${keyOf(english)}__`;

/**
 * The manifest, once for all browsers. Every permission here is silent in Chrome but the one host (SECURITY.md gives the reasons), and
 * tests/structure holds a snapshot of what comes out for each browser.
 */
export default defineConfig({
  imports: false,
  // What the packages are rebuilt from, and nothing that happens to lie in the folder. The archives carry no times and are in order.
  zip: {
    includeSources: [
      ...['components/**', 'entrypoints/**', 'lib/**', 'public/**', 'tests/commands/**'],
      ...['*.md', 'LICENSE', 'package.json', 'package-lock.json', 'tsconfig.json', 'wxt.config.ts'],
    ],
  },
  vite: () => ({
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // The popup has few files on one disk: preload helpers and their fetches only cost bytes.
    build: { modulePreload: { polyfill: false } },
  }),
  manifest: ({ browser }) => ({
    name: 'Backlens',
    default_locale: 'en',
    description: message(
      'Who links to this page, how strong and how clean those links are. Your own DataForSEO account, no server in between.',
    ),
    permissions: ['storage', 'activeTab', 'contextMenus', 'scripting', 'alarms'],
    host_permissions: ['https://api.dataforseo.com/*'],
    // For "Take this window's tabs" on the bulk page, the rank on the button, and a side panel that follows the tabs; and notices of the
    // watchlist.
    optional_permissions: ['tabs', 'notifications'],
    // The wide ones are never asked for as they stand: only the one site of a link that is to be checked on its page.
    optional_host_permissions: ['https://sandbox.dataforseo.com/*', 'https://*/*', 'http://*/*'],
    omnibox: { keyword: 'bl' },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+B' } } },
    incognito: browser === 'firefox' ? 'not_allowed' : 'spanning',
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        'connect-src https://api.dataforseo.com https://sandbox.dataforseo.com',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; '),
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'backlens@backlens.app',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['authenticationInfo', 'browsingActivity'], optional: ['websiteContent'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
});
