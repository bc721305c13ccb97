import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { onPermissionsRemoved, watchTabs } from '../lib/background/badge.ts';
import { onKeywordEntered } from '../lib/background/doors.ts';
import { createMenus, onMenuClick } from '../lib/background/menus.ts';
import { checkLostByItself } from '../lib/background/reconcile.ts';
import { listen } from '../lib/background/router.ts';
import { installUpdate } from '../lib/background/updates.ts';
import { listenForWatch } from '../lib/background/watch.ts';

/** Lost calls are looked for some time after a start, when what the start was for is done, and before the browser ends us for idleness. */
const LOOK_AFTER_MS = 20_000;

/** Wires the background. Every listener is registered before anything is awaited: the browser wakes us for them. */
export default defineBackground({
  // One plain script: the browser keeps compiled code of it, but none of modules, and every start would compile all of it anew.
  main() {
    listen();
    listenForWatch();
    browser.runtime.onInstalled.addListener(() => void createMenus());
    browser.contextMenus.onClicked.addListener((info, tab) => void onMenuClick(info, tab));
    browser.omnibox.onInputEntered.addListener((text, where) => void onKeywordEntered(text, where));
    browser.permissions.onRemoved.addListener((removed) => void onPermissionsRemoved(removed));
    void watchTabs();
    browser.runtime.onUpdateAvailable.addListener(() => void installUpdate());
    setTimeout(() => void checkLostByItself(), LOOK_AFTER_MS);
    self.addEventListener('online', () => void checkLostByItself());
    // Chrome only (Firefox has no such method): content scripts, of which we have none, could otherwise read what we keep.
    void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  },
});
