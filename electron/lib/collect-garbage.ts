import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8's garbage collector, which is exposed only on request. */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return collect;
}

/**
 * Forces a garbage collection. OpenSSL's copies of keys (in HKDF and AES objects) are zeroed when
 * their object is collected, which may never happen while the app is idle; after a lock it must
 * happen at once.
 *
 * Runs in its own task: V8 runs a debugger's commands within other tasks, and would collect the
 * promise of their answer too.
 *
 * @returns after the collection
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
