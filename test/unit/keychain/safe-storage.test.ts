import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keychainOf } from '../../../electron/keychain/safe-storage';

type Shape = Parameters<typeof keychainOf>[0];
type Backend = ReturnType<Shape['getSelectedStorageBackend']>;

const seal = (text: string): Buffer => Buffer.from(`sealed ${text}`);
const unseal = (bytes: Buffer): string => bytes.toString().replace('sealed ', '');

/** Electron's safeStorage before 45: synchronous. */
const before45 = (isAvailable = true, backend: Backend = 'gnome_libsecret'): Shape => ({
  getSelectedStorageBackend: () => backend,
  isEncryptionAvailable: () => isAvailable,
  encryptString: seal,
  decryptString: unseal,
});

/** Electron's safeStorage from 46 on: asynchronous only. */
const from46 = (isAvailable = true, backend: Backend = 'gnome_libsecret'): Shape => ({
  getSelectedStorageBackend: () => backend,
  isAsyncEncryptionAvailable: async () => isAvailable,
  encryptStringAsync: async (text) => seal(text),
  decryptStringAsync: async (bytes) => ({ result: unseal(bytes), shouldReEncrypt: false }),
});

const onPlatform = (platform: NodeJS.Platform) => {
  vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
};
beforeEach(() => {
  onPlatform('linux');
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ['before 45', before45],
  ['from 46 on', from46],
])('the keychain of an Electron %s', (_version, shape) => {
  it('gives back any bytes that it protected', async () => {
    const keychain = keychainOf(shape());
    const bytes = Buffer.from([0, 1, 127, 128, 255, 0]);
    const sealed = await keychain.protect(bytes);
    expect(sealed.includes(bytes)).toBe(false);
    expect(await keychain.unprotect(sealed)).toEqual(bytes);
  });

  it('is available when Electron says so, and something real is behind it', async () => {
    expect(await keychainOf(shape()).isAvailable()).toBe(true);
    expect(await keychainOf(shape(false)).isAvailable()).toBe(false);
    expect(await keychainOf(shape(true, 'kwallet6')).isAvailable()).toBe(true);
    expect(await keychainOf(shape(true, 'basic_text')).isAvailable()).toBe(false);
    expect(await keychainOf(shape(true, 'unknown')).isAvailable()).toBe(false);
  });

  it('is not asked for its backend where there is no choice of one', async () => {
    onPlatform('darwin');
    const keychain = keychainOf({
      ...shape(),
      getSelectedStorageBackend: () => {
        throw new Error('Linux only');
      },
    });
    expect(await keychain.isAvailable()).toBe(true);
  });
});

describe('an Electron without any of it', () => {
  it('has no keychain, and says so', async () => {
    const keychain = keychainOf({ getSelectedStorageBackend: () => 'gnome_libsecret' });
    expect(await keychain.isAvailable()).toBe(false);
    await expect(keychain.protect(Buffer.alloc(1))).rejects.toThrow('no keychain');
    await expect(keychain.unprotect(Buffer.alloc(1))).rejects.toThrow('no keychain');
  });
});
