import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DbusReader, DbusWriter } from '../../../../../electron/platform/dbus/dbus-values';
import { readLibsecretWith } from '../../../../../electron/platform/keychain/read-libsecret';
import type { SecretBus } from '../../../../../electron/platform/keychain/read-libsecret';

const APP = 'ownchat-keys';
const ITEM = '/org/freedesktop/secrets/collection/login/2';
const SESSION = '/org/freedesktop/secrets/session/s1';
const PASSWORD = 'Zm9vYmFyYmF6cXV4';

/** As Chromium protects a text with a password that a keychain keeps. */
function protect(text: string, password: string): Buffer {
  const key = pbkdf2Sync(password, 'saltysalt', 1, 16, 'sha1');
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
  return Buffer.concat([Buffer.from('v11'), cipher.update(text), cipher.final()]);
}

/** A Secret Service that has the password of the app, and what it was asked. */
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
        // An array of bytes is as a text, without the zero at its end.
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

describe('reading what the keychain protects over D-Bus', () => {
  it('gives the text, and leaves the bus', async () => {
    const { read, asked, isClosed } = service();
    expect(await read(sealed, patient())).toBe('the key');
    expect(asked).toEqual(['SearchItems a{ss}', 'OpenSession sv', 'GetSecrets aoo']);
    expect(isClosed()).toBe(true);
  });

  it('asks for nothing that is locked: that would need somebody’s password', async () => {
    const { read, asked } = service({ isLocked: true });
    expect(await read(sealed, patient())).toBeNull();
    expect(asked).not.toContain('GetSecrets aoo');
  });

  it('leaves to others what has another form, and says when a password is not the one', async () => {
    expect(await service().read(Buffer.from('v10 something'), patient())).toBeNull();
    await expect(service({ password: 'another' }).read(sealed, patient())).rejects.toThrow();
  });

  it.each(['SearchItems', 'OpenSession', 'GetSecrets'])(
    'waits for no answer to %s when it is told to end',
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

  it('gives up by itself soon', async () => {
    expect(await service({ silent: 'GetSecrets' }).read(sealed, patient())).toBeNull();
  });

  it('is nothing where there is no bus', async () => {
    expect(await readLibsecretWith(async () => null, APP)(sealed, patient())).toBeNull();
  });
});

it('refuses a value that is longer than its message', () => {
  expect(() => new DbusReader(new DbusWriter().uint32(9).bytes).text()).toThrow('longer');
});
