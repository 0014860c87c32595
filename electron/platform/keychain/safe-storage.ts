import type { SafeStorage } from 'electron';
import type { AskApart } from './ask-helper';
import { Patience } from './bounded-wait';

/** What is common to Electron's `safeStorage` before 45 (synchronous) and from 45 on (asynchronous; 46 has no other). */
type SafeStorageShape = Pick<SafeStorage, 'getSelectedStorageBackend'> &
  Partial<
    Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>
  >;

/** The ways around the synchronous calls of Electron before 45, which stop the process until the keychain answers. */
export interface Before45 {
  /** asks from another process */
  askApart: AskApart;
  /** unprotects without that process, where that is possible: it takes as long to start as the app; null elsewhere */
  readDirectly: (protectedBytes: Buffer, signal: AbortSignal) => Promise<string | null>;
}

/**
 * The operating system's keychain as the vault uses it: small byte strings in, small byte strings out. It is asked only
 * when something is protected or unprotected, is given a limited time, and never stops this process.
 */
export function keychainOf(safeStorage: SafeStorageShape, before45: Before45) {
  const patience = new Patience();

  async function encrypt(text: string, signal: AbortSignal): Promise<Buffer> {
    if (!safeStorage.encryptStringAsync) {
      return Buffer.from(await before45.askApart('protect', text, signal), 'base64');
    }
    if ((await safeStorage.isAsyncEncryptionAvailable?.()) === false)
      throw new Error('no keychain');
    return safeStorage.encryptStringAsync(text);
  }

  async function decrypt(protectedBytes: Buffer, signal: AbortSignal): Promise<string> {
    if (safeStorage.decryptStringAsync) {
      return (await safeStorage.decryptStringAsync(protectedBytes)).result;
    }
    const read = await before45.readDirectly(protectedBytes, signal).catch(() => null);
    signal.throwIfAborted();
    return read ?? before45.askApart('unprotect', protectedBytes.toString('base64'), signal);
  }

  return {
    /** False for `basic_text`, which only obscures. Asks no keychain: whether one answers is seen when it is used. */
    async isAvailable(): Promise<boolean> {
      if (process.platform !== 'linux') return true;
      const backend = safeStorage.getSelectedStorageBackend();
      return backend !== 'basic_text' && backend !== 'unknown';
    },

    /** @returns null when the keychain has not answered in time, or is not waited for any more */
    protect: (bytes: Buffer): Promise<Buffer | null> =>
      patience.limit((signal) => encrypt(bytes.toString('base64'), signal)),

    /** @returns as `protect` */
    unprotect: (protectedBytes: Buffer): Promise<Buffer | null> =>
      patience.limit(async (signal) =>
        Buffer.from(await decrypt(protectedBytes, signal), 'base64'),
      ),

    /** Ends all waiting for the keychain. */
    stopWaiting: () => patience.end(),
  };
}
