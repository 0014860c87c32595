import type { SafeStorage } from 'electron';

/** What is common to Electron's `safeStorage` before 45 (synchronous) and from 45 on (asynchronous; 46 has no other). */
type SafeStorageShape = Pick<SafeStorage, 'getSelectedStorageBackend'> &
  Partial<
    Pick<
      SafeStorage,
      | 'isEncryptionAvailable'
      | 'encryptString'
      | 'decryptString'
      | 'isAsyncEncryptionAvailable'
      | 'encryptStringAsync'
      | 'decryptStringAsync'
    >
  >;

/** The operating system's keychain as the vault uses it: small byte strings in, small byte strings out. */
export function keychainOf(safeStorage: SafeStorageShape) {
  return {
    /** False for `basic_text`, which only obscures, and wherever nothing real is behind it. */
    async isAvailable(): Promise<boolean> {
      if (process.platform === 'linux') {
        const backend = safeStorage.getSelectedStorageBackend();
        if (backend === 'basic_text' || backend === 'unknown') return false;
      }
      if (safeStorage.isAsyncEncryptionAvailable) return safeStorage.isAsyncEncryptionAvailable();
      return safeStorage.isEncryptionAvailable?.() ?? false;
    },

    async protect(bytes: Buffer): Promise<Buffer> {
      const text = bytes.toString('base64');
      if (safeStorage.encryptStringAsync) return safeStorage.encryptStringAsync(text);
      if (safeStorage.encryptString) return safeStorage.encryptString(text);
      throw new Error('no keychain');
    },

    async unprotect(protectedBytes: Buffer): Promise<Buffer> {
      if (safeStorage.decryptStringAsync) {
        const { result } = await safeStorage.decryptStringAsync(protectedBytes);
        return Buffer.from(result, 'base64');
      }
      if (safeStorage.decryptString) {
        return Buffer.from(safeStorage.decryptString(protectedBytes), 'base64');
      }
      throw new Error('no keychain');
    },
  };
}
