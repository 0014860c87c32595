import { SpawnedApp } from '../support/spawned-app';

/** What to start, and the script for its page. */
export type Start = ConstructorParameters<typeof SpawnedApp>[0];

/**
 * A script for a page that tells when something in it was first painted: as soon as it is in the document, the
 * next frame is waited for, and the task after it. `window.paintedAt` is then in milliseconds since the epoch.
 * The same for the app and for what it is compared with.
 */
export const paintedScript = (selector: string): string => `
  {
    window.looksOut = true;
    const tell = () => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { window.paintedAt = performance.timeOrigin + performance.now(); };
      port2.postMessage(null);
    });
    const observer = new MutationObserver(() => {
      if (!document.querySelector(${JSON.stringify(selector)})) return;
      observer.disconnect();
      tell();
    });
    observer.observe(document, { childList: true, subtree: true });
  }
`;

const PAINTED_AT = `
  window.paintedAt ??
  (window.looksOut || document.readyState !== 'complete' || location.href === 'about:blank' ? null : 'late')
`;
const MAX_TRIES = 5;

/**
 * Starts an app whose page has a `paintedScript`, and waits for what that looks for. On a busy machine a page is
 * sometimes there before its script: then the app is started anew.
 *
 * @returns the app, and when it was painted, in milliseconds since the epoch
 */
export async function startPainted(start: Start): Promise<{ app: SpawnedApp; at: number }> {
  for (let tries = 1; ; tries += 1) {
    const app = new SpawnedApp(start);
    try {
      const at = await app.whenTruthy<number | 'late'>(PAINTED_AT);
      if (at !== 'late') return { app, at };
      if (tries === MAX_TRIES) throw new Error('the page is always there before its script');
    } catch (error) {
      await app.kill();
      throw error;
    }
    await app.kill();
  }
}

/** What is on the screen when the table of API keys is: a row's button, by its accessible name. */
export const A_ROW = 'button[aria-label^="Edit "]';

/** The table once all keys have arrived. */
export const WHOLE_TABLE = 'table[aria-busy="false"]';

/** What is on the screen when the vault is locked. */
export const THE_LOCK = 'input[type="password"]';
