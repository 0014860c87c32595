import { clipboard } from 'electron';
import * as electron from 'electron';
import type { Send, VaultHooks } from '../lib/feature-module';
import { markedClipboard } from '../platform/clipboard/marked-clipboard';
import { primarySelection } from '../platform/clipboard/primary-selection';
import { SecretClipboard } from '../platform/clipboard/secret-clipboard';

/** The system's clipboard for secrets: each is cleared after a while, and when the vault is locked. */
export function appClipboard(
  now: () => number,
  send: Send,
): VaultHooks & { copy: (secret: string) => Promise<number> } {
  // A named import is not possible: Electron 33 has no such export.
  const { ClipboardItem } = electron as Partial<typeof electron>;
  const secrets = new SecretClipboard(
    markedClipboard(clipboard, ClipboardItem, process.platform),
    now,
    (clearsAt) => send('clipboard:changed', { clearsAt }),
    primarySelection(clipboard, process.platform),
  );
  return {
    copy: (secret) => secrets.copy(secret),
    // The clipboard retries by itself. A failure to read it must not stop the lock.
    onLocked: () =>
      secrets.clear().catch((error: unknown) => {
        console.error('clearing the clipboard:', error instanceof Error ? error.stack : '');
      }),
  };
}
