import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEYCHAIN_TIMEOUT_MS } from '../../../../../electron/platform/keychain/bounded-wait';
import { keychainOf } from '../../../../../electron/platform/keychain/safe-storage';

type Shape = Parameters<typeof keychainOf>[0];
type Around = Parameters<typeof keychainOf>[1];
type Backend = ReturnType<Shape['getSelectedStorageBackend']>;

const seal = (text: string): Buffer => Buffer.from(`sealed ${text}`);
const unseal = (bytes: Buffer): string => bytes.toString().replace('sealed ', '');
const never = () => new Promise<never>(() => undefined);

/** The replacements for the calls of an Electron before 45. */
const around = (parts: Partial<Around> = {}): Around => ({
  askApart: async (task, text) =>
    task === 'protect' ? seal(text).toString('base64') : unseal(Buffer.from(text, 'base64')),
  readDirectly: async () => null,
  ...parts,
});
const unused: Around = {
  askApart: async () => {
    throw new Error('not before 45');
  },
  readDirectly: async () => {
    throw new Error('not before 45');
  },
};

const before45 = (backend: Backend = 'gnome_libsecret'): Shape => ({
  getSelectedStorageBackend: () => backend,
});

const from45 = (backend: Backend = 'gnome_libsecret'): Shape => ({
  getSelectedStorageBackend: () => backend,
  isAsyncEncryptionAvailable: async () => true,
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
  vi.useRealTimers();
});

const BYTES = Buffer.from([0, 1, 127, 128, 255, 0]);

describe.each([
  ['before 45', before45, around()],
  ['from 45 on', from45, unused],
])('the keychain of an Electron %s', (_version, shape, parts) => {
  it('round-trips any bytes', async () => {
    const keychain = keychainOf(shape(), parts);
    const sealed = await keychain.protect(BYTES);
    expect(sealed?.includes(BYTES)).toBe(false);
    expect(await keychain.unprotect(sealed!)).toEqual(BYTES);
  });

  it('is available with a real backend, and is not contacted to find out', async () => {
    const silent = { isAsyncEncryptionAvailable: never };
    const isAvailable = (backend: Backend) =>
      keychainOf({ ...shape(backend), ...silent }, unused).isAvailable();
    expect(await isAvailable('gnome_libsecret')).toBe(true);
    expect(await isAvailable('kwallet6')).toBe(true);
    expect(await isAvailable('basic_text')).toBe(false);
    expect(await isAvailable('unknown')).toBe(false);
  });

  it('is not asked for its backend on platforms with only one', async () => {
    onPlatform('darwin');
    const keychain = keychainOf(
      {
        ...shape(),
        getSelectedStorageBackend: () => {
          throw new Error('Linux only');
        },
      },
      parts,
    );
    expect(await keychain.isAvailable()).toBe(true);
  });
});

it('from 45 on is unavailable when Electron says so', async () => {
  const shape = { ...from45(), isAsyncEncryptionAvailable: async () => false };
  await expect(keychainOf(shape, unused).protect(BYTES)).rejects.toThrow('no keychain');
});

describe('before 45', () => {
  it('decrypts directly where possible, and uses the helper otherwise', async () => {
    const askApart = vi.fn(around().askApart);
    const read = Buffer.from('read').toString('base64');
    const direct = keychainOf(before45(), around({ askApart, readDirectly: async () => read }));
    expect(await direct.unprotect(seal('x'))).toEqual(Buffer.from('read'));
    expect(askApart).not.toHaveBeenCalled();

    const broken = async () => {
      throw new Error('no bus');
    };
    const apart = keychainOf(before45(), around({ askApart, readDirectly: broken }));
    expect(await apart.unprotect((await apart.protect(BYTES))!)).toEqual(BYTES);
    expect(askApart).toHaveBeenCalledTimes(2);
  });

  it('passes a refusal on', async () => {
    const refuse = async () => {
      throw new Error('refused');
    };
    const keychain = keychainOf(before45(), around({ askApart: refuse }));
    await expect(keychain.protect(BYTES)).rejects.toThrow('refused');
    await expect(keychain.unprotect(BYTES)).rejects.toThrow('refused');
  });
});

describe('a keychain that never answers', () => {
  const silentCalls = { encryptStringAsync: never, decryptStringAsync: never };
  const silent = [
    keychainOf({ ...from45(), ...silentCalls }, unused),
    keychainOf(before45(), around({ askApart: never, readDirectly: never })),
  ];

  it('times out after the time that a user may need', async () => {
    vi.useFakeTimers();
    for (const keychain of silent) {
      for (const ask of [keychain.protect, keychain.unprotect]) {
        let answer: Buffer | null | undefined;
        void ask(BYTES).then((given) => (answer = given));
        await vi.advanceTimersByTimeAsync(KEYCHAIN_TIMEOUT_MS - 1);
        expect(answer).toBeUndefined();
        await vi.advanceTimersByTimeAsync(1);
        expect(answer).toBeNull();
      }
    }
  });

  it('is abandoned on request, and can be asked again', async () => {
    for (const keychain of silent) {
      const asked = [keychain.protect(BYTES), keychain.unprotect(BYTES)];
      keychain.stopWaiting();
      expect(await Promise.all(asked)).toEqual([null, null]);
      const again = keychain.unprotect(BYTES);
      keychain.stopWaiting();
      expect(await again).toBeNull();
    }
  });

  it('has its helper process killed', async () => {
    let signal: AbortSignal | undefined;
    const askApart: Around['askApart'] = (_task, _text, given) => {
      signal = given;
      return never();
    };
    const keychain = keychainOf(before45(), around({ askApart }));
    const asked = keychain.protect(BYTES);
    expect(signal?.aborted).toBe(false);
    keychain.stopWaiting();
    expect(signal?.aborted).toBe(true);
    expect(await asked).toBeNull();
  });
});
