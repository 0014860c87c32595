import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';

/** An empty page of its own site, so that navigating there leaves the page's process. */
export const EMPTY_PAGE = 'app://closed/';

/** The fragment of the current page; any other part of the address is dropped. */
const PAGE = /^#\/[a-z-]{1,40}$/;

/**
 * Gives the window a new renderer process, so that the memory of the old one is freed. The window
 * keeps its place and focus. It navigates through an empty page, because Chromium keeps a process
 * while a page of its site is shown.
 *
 * @param address of the app's page
 */
export async function renewPage(window: BrowserWindow, address: string): Promise<void> {
  const contents = window.webContents;
  const { hash } = new URL(contents.getURL() || address);
  try {
    await contents.loadURL(EMPTY_PAGE);
  } catch (error) {
    // The page was reloading or its process ended in that moment: retry once.
    await wait(0);
    if (window.isDestroyed()) throw error;
    await contents.loadURL(EMPTY_PAGE);
  }
  // The history remembers form input; drop it.
  contents.navigationHistory.clear();
  await contents.loadURL(PAGE.test(hash) ? `${address}${hash}` : address);
  contents.navigationHistory.clear();
}
