import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';

/** An empty page of a site of its own: whoever goes there leaves its process. */
export const EMPTY_PAGE = 'app://closed/';

/** The page somebody was on, and nothing else that an address may carry. */
const PAGE = /^#\/[a-z-]{1,40}$/;

/**
 * Gives the window a new renderer process: what the old one had in its memory is gone with it. The window
 * itself, its place and its focus stay. It goes through an empty page, since Chromium keeps a process only for
 * as long as a page of its site is shown.
 *
 * @param address of the app's page
 */
export async function renewPage(window: BrowserWindow, address: string): Promise<void> {
  const contents = window.webContents;
  const { hash } = new URL(contents.getURL() || address);
  try {
    await contents.loadURL(EMPTY_PAGE);
  } catch (error) {
    // The page has loaded itself anew in that moment, or its process has ended: once more, when Chromium is done with it.
    await wait(0);
    if (window.isDestroyed()) throw error;
    await contents.loadURL(EMPTY_PAGE);
  }
  // What was typed into fields is remembered for going back; nobody shall.
  contents.navigationHistory.clear();
  await contents.loadURL(PAGE.test(hash) ? `${address}${hash}` : address);
  contents.navigationHistory.clear();
}
