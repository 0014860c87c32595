import { once } from 'node:events';
import { connect } from 'node:net';
import type { DbusMessage } from '../../electron/platform/dbus/dbus-message';
import {
  decodeMessage,
  encodeMessage,
  stringsBody,
} from '../../electron/platform/dbus/dbus-message';

const NAME = 'org.freedesktop.login1';
const SESSION_PATH = '/org/freedesktop/login1/session/_31';

/** A fake of systemd's login service, which containers lack: the same names on a real bus. */
export interface LoginService {
  /** the session's properties */
  properties: { Active: boolean; LockedHint: boolean };
  prepareForSleep(isBeginning: boolean): void;
  lockSession(path?: string): void;
  propertiesChanged(): void;
  /** how often the session has returned a property */
  readonly answered: number;
  close(): void;
}

const boolean = (value: boolean): Buffer => Buffer.from([Number(value), 0, 0, 0]);

/** @param address of a bus on a Unix socket */
export async function startLoginService(address: string): Promise<LoginService> {
  const path = /(?:path|abstract)=([^,]+)/.exec(address)?.[1] ?? '';
  const socket = connect(address.includes('abstract=') ? `\0${path}` : path);
  socket.on('error', () => undefined);
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.())).toString('hex')}\r\n`);
  await once(socket, 'data');
  socket.write('BEGIN\r\n');

  const properties = { Active: true, LockedHint: false };
  let serial = 0;
  let answered = 0;
  const send = (
    message: Omit<DbusMessage, 'serial' | 'signature' | 'body'> & Partial<DbusMessage>,
  ) =>
    socket.write(
      encodeMessage({ signature: '', body: Buffer.alloc(0), ...message, serial: (serial += 1) }),
    );
  const askBus = (member: string, signature: string, body: Buffer) => {
    const bus = 'org.freedesktop.DBus';
    send({
      type: 'call',
      destination: bus,
      path: '/org/freedesktop/DBus',
      interface: bus,
      member,
      signature,
      body,
    });
  };
  const answer = (call: DbusMessage) => {
    const to = {
      type: 'return',
      replySerial: call.serial,
      destination: call.sender ?? '',
    } as const;
    if (call.member === 'GetSession') {
      send({ ...to, signature: 'o', body: stringsBody([SESSION_PATH]) });
    }
    if (call.member === 'Get') {
      const name = call.body.includes('LockedHint') ? 'LockedHint' : 'Active';
      const variant = Buffer.concat([
        Buffer.from('\u0001b\0\0', 'latin1'),
        boolean(properties[name]),
      ]);
      send({ ...to, signature: 'v', body: variant });
      answered += 1;
    }
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
  askBus('Hello', '', Buffer.alloc(0));
  askBus(
    'RequestName',
    'su',
    Buffer.concat([stringsBody([NAME]), Buffer.alloc(1), Buffer.from([4, 0, 0, 0])]),
  );
  await isOwner;

  const signal = (at: string, from: string, member: string, body: Buffer | null = null) => {
    const content = body ? { signature: 'b', body } : {};
    send({ type: 'signal', path: at, interface: from, member, ...content });
  };
  return {
    properties,
    get answered() {
      return answered;
    },
    prepareForSleep: (isBeginning) => {
      signal('/org/freedesktop/login1', `${NAME}.Manager`, 'PrepareForSleep', boolean(isBeginning));
    },
    lockSession: (at = SESSION_PATH) => {
      signal(at, `${NAME}.Session`, 'Lock');
    },
    propertiesChanged: () => {
      signal(SESSION_PATH, 'org.freedesktop.DBus.Properties', 'PropertiesChanged');
    },
    close: () => {
      socket.destroy();
    },
  };
}
