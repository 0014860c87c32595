/**
 * A script for a page that tells when something in it was first painted: as soon as it is in the document, the
 * next frame is waited for, and the task after it. `window.paintedAt` is then in milliseconds since the epoch.
 * The same for the app and for what it is compared with.
 */
export const paintedScript = (selector: string): string => `
  {
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

export const PAINTED_AT = 'window.paintedAt';

/** What is on the screen when the table of API keys is: a row's button, by its accessible name. */
export const A_ROW = 'button[aria-label^="Edit "]';

/** The table once all keys have arrived. */
export const WHOLE_TABLE = 'table[aria-busy="false"]';

/** What is on the screen when the vault is locked. */
export const THE_LOCK = 'input[type="password"]';
