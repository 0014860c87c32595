import { readLibsecretWith } from '../../../electron/platform/keychain/read-libsecret';
import type { DbusMessage } from '../../../electron/platform/dbus/dbus-message';
import {
  booleanOf,
  decodeMessage,
  encodeMessage,
  textOf,
} from '../../../electron/platform/dbus/dbus-message';
import type { FuzzTarget } from '../target';
import { holds, holdsSame } from '../target';

const PROTECTED = Buffer.from('v11 not what was protected');

/** Messages from the D-Bus bus in order, the first three also as answers of a keyring. */
export const dbusMessages: FuzzTarget = {
  name: 'dbus-messages',
  property:
    'the messages are read one after the other, or refused with an error; what is read is written to the same; a keyring that lies gives no key',
  words: [
    'l\x04\x00\x01',
    'B\x02\x00\x01',
    '\x01\x01o\x00',
    '\x08\x01g\x00',
    'aoao\0',
    'vo\0',
    'a{o(oayays)}\0',
  ],
  async check(input) {
    const messages = read(input);
    const answers = [...messages];
    const bus = {
      call: async () => answers.shift() ?? null,
      close: () => undefined,
    };
    const password = readLibsecretWith(async () => bus, 'ownchat-keys');
    const signal = new AbortController().signal;
    // The caller treats any error as no answer.
    const found = await password(PROTECTED, signal).catch(() => null);
    holds(found === null || typeof found === 'string', 'a text, or none');
  },
};

function read(input: Buffer): DbusMessage[] {
  const messages: DbusMessage[] = [];
  for (let rest = input; ;) {
    const decoded = decodedOrRefused(rest);
    if (decoded === null) return messages;
    holds(decoded.length > 0 && decoded.length <= rest.length, 'a message has a length');
    rest = rest.subarray(decoded.length);
    const { message } = decoded;
    if (!message) continue;
    messages.push(message);
    booleanOf(message);
    textOf(message);
    const again = decodeMessage(encodeMessage(message));
    holdsSame(again?.message, withoutEmpty(message), 'what is read of the message that was read');
  }
}

/** An error of the decoder closes the connection. */
function decodedOrRefused(bytes: Buffer): ReturnType<typeof decodeMessage> {
  try {
    return decodeMessage(bytes);
  } catch (error) {
    holds(error instanceof Error, 'what is thrown is an error');
    return null;
  }
}

/** An empty field is encoded as missing. */
const withoutEmpty = (message: DbusMessage) =>
  Object.fromEntries(
    Object.entries(message).filter(([name, value]) => value !== '' || name === 'signature'),
  );
