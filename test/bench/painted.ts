import { SpawnedApp } from '../support/spawned-app';

/** The app to start, and the script for its page. */
export type Start = ConstructorParameters<typeof SpawnedApp>[0];

/**
 * A script that records the first paint of something in a page: once it is in the document, it
 * waits for the next frame and the task after it. `window.paintedAt` is in milliseconds since the
 * epoch. The app and the compared pages use the same script.
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
 * Starts an app whose page has a `paintedScript`, and waits for its result. On a busy machine a
 * page is sometimes loaded before its script: then the app is started again.
 *
 * @returns the app, and the time of the paint, in milliseconds since the epoch
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

/** Shows that the table of API keys is on the screen: the accessible name of a row's button. */
export const A_ROW = 'button[aria-label^="Edit "]';

/** The table when all keys have arrived. */
export const WHOLE_TABLE = 'table[aria-busy="false"]';

/** Shows that the vault is locked. */
export const THE_LOCK = 'input[type="password"]';
