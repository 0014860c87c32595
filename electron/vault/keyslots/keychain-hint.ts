import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** More than all slots take; they stand in plain text at the head of `vault.json`. */
const HEAD_BYTES = 16 * 1024;

/**
 * Whether a vault seems to have a keychain slot, long before it is read: only to choose what is drawn first.
 *
 * @param path of `vault.json`
 */
export function seemsToHaveKeychainSlot(path: string): boolean {
  try {
    // A pipe might keep the whole app waiting.
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      return head.subarray(0, readSync(file, head)).includes('"type":"keychain"');
    } finally {
      closeSync(file);
    }
  } catch {
    // What is wrong with it is told when it is read.
    return false;
  }
}
