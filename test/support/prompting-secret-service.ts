import { once } from 'node:events';
import { connect } from 'node:net';
import type { DbusMessage } from '../../electron/platform/dbus/dbus-message';
import {
  decodeMessage,
  encodeMessage,
  stringsBody,
} from '../../electron/platform/dbus/dbus-message';
import { DbusWriter } from '../../electron/platform/dbus/dbus-values';

const NAME = 'org.freedesktop.secrets';
const ROOT = '/org/freedesktop/secrets';

/**
 * A fake Secret Service without a keyring, whose prompt for a new password stays open.
 * gnome-keyring shows that prompt only on a desktop.
 */
export interface PromptingService {
  /** settles when a prompt was opened */
  asked: Promise<void>;
  close(): void;
}

/** @param address of a bus on a Unix socket */
export async function startPromptingService(address: string): Promise<PromptingService> {
  const path = /(?:path|abstract)=([^,]+)/.exec(address)?.[1] ?? '';
  const socket = connect(address.includes('abstract=') ? `\0${path}` : path);
  socket.on('error', () => undefined);
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.())).toString('hex')}\r\n`);
  await once(socket, 'data');
  socket.write('BEGIN\r\n');

  let serial = 0;
  const send = (
    message: Omit<DbusMessage, 'serial' | 'signature' | 'body'> & Partial<DbusMessage>,
  ) =>
    socket.write(
      encodeMessage({ signature: '', body: Buffer.alloc(0), ...message, serial: (serial += 1) }),
    );
  const bus = {
    type: 'call',
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
  } as const;
  let noteAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    noteAsked = resolve;
  });

  /** The answer without a keyring, as signature and values. */
  function answerTo({ member, path: to }: DbusMessage): [string, DbusWriter] | null {
    const values = new DbusWriter();
    switch (member) {
      case 'OpenSession':
        return ['vo', values.signature('s').text('').text(`${ROOT}/session/1`)];
      case 'SearchItems':
        return ['aoao', values.uint32(0).uint32(0)];
      case 'ReadAlias':
        return ['o', values.text('/')];
      case 'CreateCollection':
        return ['oo', values.text('/').text(`${ROOT}/prompt/1`)];
      case 'Unlock':
        return ['aoo', values.uint32(0).text(`${ROOT}/prompt/1`)];
      case 'GetAll':
        return ['a{sv}', values.array(8, () => undefined)];
      case 'Prompt':
        noteAsked();
        return ['', values];
      case undefined:
      default:
        // The collection does not exist: a client that stores an item has to create it.
        return to?.startsWith(`${ROOT}/`) ? null : ['', values];
    }
  }
  const answer = (call: DbusMessage) => {
    const to = { replySerial: call.serial, destination: call.sender ?? '' };
    const given = answerTo(call);
    if (given) send({ type: 'return', ...to, signature: given[0], body: given[1].bytes });
    else send({ type: 'error', ...to, ...NO_SUCH_OBJECT });
  };

  let received: Buffer = Buffer.alloc(0);
  const isOwner = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (let next = decodeMessage(received); next; next = decodeMessage(received)) {
        received = received.subarray(next.length);
        if (next.message?.type === 'call') answer(next.message);
        if (next.message?.member === 'NameAcquired' && next.message.body.includes(NAME)) resolve();
      }
    });
  });
  send({ ...bus, member: 'Hello' });
  const name = new DbusWriter().text(NAME).uint32(4);
  send({ ...bus, member: 'RequestName', signature: 'su', body: name.bytes });
  await isOwner;
  return {
    asked,
    close: () => {
      socket.destroy();
    },
  };
}

const NO_SUCH_OBJECT = {
  errorName: 'org.freedesktop.Secret.Error.NoSuchObject',
  signature: 's',
  body: stringsBody(['no such object']),
};
