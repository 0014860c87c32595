import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has V8 collect its garbage now. OpenSSL's copies of keys (those that HKDF and AES make of theirs) are zeroed when the
 * object that holds them is collected, which may be never while the app rests: after a lock it is to be at once.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') collect();
}

/** By then the keys have been painted, and nobody waits for anything. */
const SOON_MS = 5_000;

let soon: NodeJS.Timeout | null = null;

/**
 * …in a moment. Opening a vault leaves more garbage than the vault is large, its text among it, and V8 sees no reason
 * to hurry while the app rests.
 */
export function collectGarbageSoon(): void {
  if (soon) clearTimeout(soon);
  soon = setTimeout(collectGarbage, SOON_MS);
  soon.unref();
}
