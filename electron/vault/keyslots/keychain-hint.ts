import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** More than all slots take; they are in plain text at the head of `vault.json`. */
const HEAD_BYTES = 16 * 1024;

/**
 * Guesses whether a vault has a keychain slot before it is read, only to choose the first screen.
 *
 * @param path of `vault.json`
 */
export function seemsToHaveKeychainSlot(path: string): boolean {
  try {
    // Reading a pipe would block the app.
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      return head.subarray(0, readSync(file, head)).includes('"type":"keychain"');
    } finally {
      closeSync(file);
    }
  } catch {
    // Faults are reported when the file is read.
    return false;
  }
}
