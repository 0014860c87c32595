import type { SafeStorage } from 'electron';
import type { AskInHelper } from './ask-helper';
import { BoundedWait } from './bounded-wait';

/**
 * The common part of Electron's `safeStorage` before 45 (synchronous) and since (asynchronous; 46
 * has only that).
 */
type SafeStorageShape = Pick<SafeStorage, 'getSelectedStorageBackend'> &
  Partial<
    Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>
  >;

/** Replacements for the synchronous calls of Electron before 45, which block the process. */
export interface SafeStorageBefore45 {
  /** asks from a helper process */
  askApart: AskInHelper;
  /**
   * decrypts without the helper, which takes as long to start as the app; null where that is not
   * possible
   */
  readDirectly: (protectedBytes: Buffer, signal: AbortSignal) => Promise<string | null>;
}

/**
 * The operating system's keychain for the vault: encrypts and decrypts small byte strings, with a
 * timeout, without blocking this process.
 */
export function keychainOf(safeStorage: SafeStorageShape, before45: SafeStorageBefore45) {
  const boundedWait = new BoundedWait();

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
    /** False for `basic_text`, which only obfuscates. Does not contact the keychain. */
    async isAvailable(): Promise<boolean> {
      if (process.platform !== 'linux') return true;
      const backend = safeStorage.getSelectedStorageBackend();
      return backend !== 'basic_text' && backend !== 'unknown';
    },

    /** @returns null on timeout or after `stopWaiting` */
    protect: (bytes: Buffer): Promise<Buffer | null> =>
      boundedWait.limit((signal) => encrypt(bytes.toString('base64'), signal)),

    /** @returns as `protect` */
    unprotect: (protectedBytes: Buffer): Promise<Buffer | null> =>
      boundedWait.limit(async (signal) =>
        Buffer.from(await decrypt(protectedBytes, signal), 'base64'),
      ),

    /** Stops all waiting for the keychain. */
    stopWaiting: () => boundedWait.end(),
  };
}
