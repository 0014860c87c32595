import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { DbusReader, DbusWriter } from '../dbus/dbus-values';

// Reads Chromium's libsecret password over D-Bus without blocking this process, but only when no
// prompt is needed. Otherwise the helper asks.

/** The part of a session bus connection that is needed. */
export interface SecretBus {
  call(call: {
    destination: string;
    path: string;
    interface: string;
    member: string;
    args: { signature: string; body: Buffer };
  }): Promise<{ signature: string; body: Buffer } | null>;
  close(): void;
}

const SERVICE = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
} as const;

/** The parameters of Chromium's encryption with a keychain password (`components/os_crypt`). */
const CHROMIUM = { prefix: 'v11', salt: 'saltysalt', iterations: 1, keyBytes: 16 } as const;
const CHROMIUM_IV = Buffer.alloc(16, ' ');
const CHROMIUM_SCHEMA = 'chrome_libsecret_os_crypt_password_v2';

/** Timeout, after which the helper asks. */
const LIMIT_MS = 1_000;

/**
 * @param openBus connects to the session bus; null when there is none
 * @param application the name under which Chromium stores the app's password
 * @returns a function that decrypts protected bytes; null when a prompt is needed or the format is
 * another one
 */
export function readLibsecretWith(
  openBus: () => Promise<SecretBus | null>,
  application: string,
): (protectedBytes: Buffer, signal: AbortSignal) => Promise<string | null> {
  return async (protectedBytes, signal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
    const overdue = new Promise<null>((resolve) => {
      limit.addEventListener('abort', () => resolve(null));
    });
    const bus = openBus();
    try {
      const found = bus.then((open) => open && findPassword(open, application));
      // Prevents an unhandled rejection after the timeout.
      found.catch(() => undefined);
      const password = await Promise.race([found, overdue]);
      return password && decrypt(protectedBytes, password);
    } finally {
      // A failed connection needs no closing.
      bus.then((open) => open?.close()).catch(() => undefined);
    }
  };
}

/** @returns null when none is available without a prompt */
async function findPassword(bus: SecretBus, application: string): Promise<Buffer | null> {
  const ask = (member: string, signature: string, body: DbusWriter) =>
    bus.call({ ...SERVICE, member, args: { signature, body: body.bytes } });

  const attributes = new DbusWriter();
  attributes.array(8, () => {
    attributes.align(8).text('application').text(application);
    attributes.align(8).text('xdg:schema').text(CHROMIUM_SCHEMA);
  });
  const plain = new DbusWriter().text('plain').signature('s').text('');
  const [searched, opened] = await Promise.all([
    ask('SearchItems', 'a{ss}', attributes),
    ask('OpenSession', 'sv', plain),
  ]);
  if (searched?.signature !== 'aoao' || opened?.signature !== 'vo') return null;
  const items = new DbusReader(searched.body);
  // The first of the two lists holds the unlocked items.
  if (items.uint32() === 0) return null;
  const item = items.text();
  const output = new DbusReader(opened.body);
  if (output.signature() !== 's') return null;
  output.text();
  const session = output.text();

  const which = new DbusWriter();
  which.array(4, () => which.text(item)).text(session);
  const given = await ask('GetSecrets', 'aoo', which);
  if (given?.signature !== 'a{o(oayays)}') return null;
  const secrets = new DbusReader(given.body);
  if (secrets.uint32() === 0 || secrets.align(8).text() !== item) return null;
  // Skips the session and the parameters of an encrypted session.
  secrets.align(8).text();
  secrets.data();
  return secrets.data();
}

function decrypt(protectedBytes: Buffer, password: Buffer): string | null {
  const { prefix, salt, iterations, keyBytes } = CHROMIUM;
  if (protectedBytes.toString('latin1', 0, prefix.length) !== prefix) return null;
  const key = pbkdf2Sync(password, salt, iterations, keyBytes, 'sha1');
  const cipher = createDecipheriv('aes-128-cbc', key, CHROMIUM_IV);
  const text = Buffer.concat([
    cipher.update(protectedBytes.subarray(prefix.length)),
    cipher.final(),
  ]);
  key.fill(0);
  return text.toString();
}
