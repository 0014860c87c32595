import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inBackground } from './in-background';

/** V8's collector of garbage, which it hands out on request only. */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return collect;
}

/**
 * Has V8 collect its garbage. OpenSSL's copies of keys (those that HKDF and AES make of theirs) are zeroed when the
 * object that holds them is collected, which may be never while the app rests: after a lock it is to be at once.
 *
 * It is done in a task of its own. V8 runs a debugger's commands in the midst of any other, and would take the promise
 * that stands for their answer for garbage, too.
 *
 * @returns once it is collected
 */
export function collectGarbage(): Promise<void> {
  const collect = garbageCollector();
  return new Promise((resolve) => {
    setImmediate(() => {
      collect();
      resolve();
    });
  });
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
  soon = setTimeout(() => inBackground('collecting garbage', collectGarbage()), SOON_MS);
  soon.unref();
}
