import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DbusReader, DbusWriter } from '../../../../../electron/platform/dbus/dbus-values';
import { readLibsecretWith } from '../../../../../electron/platform/keychain/read-libsecret';
import type { SecretBus } from '../../../../../electron/platform/keychain/read-libsecret';

const APP = 'ownchat-keys';
const ITEM = '/org/freedesktop/secrets/collection/login/2';
const SESSION = '/org/freedesktop/secrets/session/s1';
const PASSWORD = 'Zm9vYmFyYmF6cXV4';

/** Encrypts a text like Chromium, with a password from the keychain. */
function protect(text: string, password: string): Buffer {
  const key = pbkdf2Sync(password, 'saltysalt', 1, 16, 'sha1');
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
  return Buffer.concat([Buffer.from('v11'), cipher.update(text), cipher.final()]);
}

/** A Secret Service with the app's password, and a list of its calls. */
function service(parts: { isLocked?: boolean; silent?: string; password?: string } = {}) {
  const asked: string[] = [];
  let isClosed = false;
  const bus: SecretBus = {
    async call({ member, args: { signature, body } }) {
      asked.push(`${member} ${signature}`);
      if (member === parts.silent) return new Promise(() => undefined);
      const out = new DbusWriter();
      if (member === 'SearchItems') {
        const attributes = new DbusReader(body);
        attributes.uint32();
        const pairs = [0, 1].map(() => [attributes.align(8).text(), attributes.text()]);
        expect(Object.fromEntries(pairs)).toEqual({
          application: APP,
          'xdg:schema': 'chrome_libsecret_os_crypt_password_v2',
        });
        const found = () => out.array(4, () => out.text(ITEM));
        const none = () => out.array(4, () => undefined);
        if (parts.isLocked) none();
        found();
        if (!parts.isLocked) none();
        return { signature: 'aoao', body: out.bytes };
      }
      if (member === 'OpenSession') {
        const given = new DbusReader(body);
        expect([given.text(), given.signature(), given.text()]).toEqual(['plain', 's', '']);
        out.signature('s').text('').text(SESSION);
        return { signature: 'vo', body: out.bytes };
      }
      const given = new DbusReader(body);
      given.uint32();
      expect([given.text(), given.text()]).toEqual([ITEM, SESSION]);
      out.array(8, () => {
        out.align(8).text(ITEM).align(8).text(SESSION).uint32(0);
        // An array of bytes is encoded like a text, without the final zero.
        const password = parts.password ?? PASSWORD;
        out.uint32(password.length).raw(Buffer.from(password)).text('text/plain');
      });
      return { signature: 'a{o(oayays)}', body: out.bytes };
    },
    close() {
      isClosed = true;
    },
  };
  const read = readLibsecretWith(async () => bus, APP);
  return { read, asked, isClosed: () => isClosed };
}

const patient = () => new AbortController().signal;
const sealed = protect('the key', PASSWORD);

describe("decrypting with the keychain's password over D-Bus", () => {
  it('returns the text, and closes the connection', async () => {
    const { read, asked, isClosed } = service();
    expect(await read(sealed, patient())).toBe('the key');
    expect(asked).toEqual(['SearchItems a{ss}', 'OpenSession sv', 'GetSecrets aoo']);
    expect(isClosed()).toBe(true);
  });

  it('skips locked items, which would need a prompt', async () => {
    const { read, asked } = service({ isLocked: true });
    expect(await read(sealed, patient())).toBeNull();
    expect(asked).not.toContain('GetSecrets aoo');
  });

  it('returns null for other formats, and fails for a wrong password', async () => {
    expect(await service().read(Buffer.from('v10 something'), patient())).toBeNull();
    await expect(service({ password: 'another' }).read(sealed, patient())).rejects.toThrow();
  });

  it.each(['SearchItems', 'OpenSession', 'GetSecrets'])(
    'does not wait for an answer to %s after an abort',
    async (silent) => {
      const controller = new AbortController();
      const { read, isClosed } = service({ silent });
      const reading = read(sealed, controller.signal);
      controller.abort();
      expect(await reading).toBeNull();
      await Promise.resolve();
      expect(isClosed()).toBe(true);
    },
  );

  it('times out soon', async () => {
    expect(await service({ silent: 'GetSecrets' }).read(sealed, patient())).toBeNull();
  });

  it('returns null without a bus', async () => {
    expect(await readLibsecretWith(async () => null, APP)(sealed, patient())).toBeNull();
  });
});

it('refuses a value that is longer than its message', () => {
  expect(() => new DbusReader(new DbusWriter().uint32(9).bytes).text()).toThrow('longer');
});
