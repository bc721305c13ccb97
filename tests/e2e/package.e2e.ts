import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';

/** What the build put into the packages, as files. No browser is needed for these. */
const output = path.resolve(import.meta.dirname, '../../.output');
const manifestOf = (folder: string) => JSON.parse(readFileSync(path.join(output, folder, 'manifest.json'), 'utf8'));
const filesOf = (folder: string): string[] =>
  readdirSync(path.join(output, folder), { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
const read = (folder: string, file: string): string => readFileSync(path.join(output, folder, file), 'utf8');

for (const folder of ['chrome-mv3', 'firefox-mv3']) {
  test(`${folder}: the manifest asks for nothing but what SECURITY.md names`, () => {
    const manifest = manifestOf(folder);
    expect(manifest.manifest_version).toBe(3);
    const own = folder.startsWith('chrome') ? ['sidePanel'] : [];
    expect([...manifest.permissions].sort()).toEqual(['activeTab', 'alarms', 'contextMenus', 'scripting', ...own, 'storage']);
    expect(manifest.omnibox).toEqual({ keyword: 'bl' });
    expect(Object.keys(manifest.commands)).toEqual(['_execute_action']);
    expect(manifest.optional_permissions).toEqual(['tabs', 'notifications']);
    expect(manifest.host_permissions).toEqual(['https://api.dataforseo.com/*']);
    expect(manifest.optional_host_permissions).toEqual(['https://sandbox.dataforseo.com/*', 'https://*/*', 'http://*/*']);
    for (const absent of ['content_scripts', 'web_accessible_resources', 'externally_connectable', 'devtools_page'])
      expect(manifest).not.toHaveProperty(absent);
    const csp: string = manifest.content_security_policy.extension_pages;
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      "frame-ancestors 'none'",
    ])
      expect(csp).toContain(rule);
    expect(csp).toContain('connect-src https://api.dataforseo.com https://sandbox.dataforseo.com;');
  });

  test(`${folder}: pages hold neither the login’s place nor the header, and nothing evaluates code`, () => {
    const scripts = filesOf(folder).filter((file) => file.endsWith('.js'));
    // Everything but the background's own file may be loaded by a page.
    const pages = scripts.filter((file) => file !== 'background.js');
    expect(pages.length).toBeGreaterThan(2);
    for (const file of pages) expect(read(folder, file), file).not.toMatch(/backlens-account-secret|backlens-vault|authorization/i);
    for (const file of scripts)
      expect(read(folder, file), file).not.toMatch(
        /\beval\(|new Function|importScripts|https?:\/\/(?!api\.dataforseo|sandbox\.dataforseo)[a-z.]+\/v3/,
      );
  });

  test(`${folder}: nothing is loaded from elsewhere`, () => {
    for (const file of filesOf(folder).filter((name) => /\.(html|css)$/.test(name)))
      expect(read(folder, file), file).not.toMatch(/https?:|url\(\/\//);
  });
}

test('Firefox: says what is collected as its store wants it, and runs as an event page', () => {
  const { browser_specific_settings: settings, background } = manifestOf('firefox-mv3');
  expect(settings.gecko.data_collection_permissions).toEqual({
    required: ['authenticationInfo', 'browsingActivity'],
    optional: ['websiteContent'],
  });
  expect(settings.gecko.strict_min_version).toBe('140.0');
  expect(background.scripts).toHaveLength(1);
});

test('Chrome: runs as a service worker', () => {
  expect(manifestOf('chrome-mv3').background).toMatchObject({ service_worker: 'background.js' });
});
