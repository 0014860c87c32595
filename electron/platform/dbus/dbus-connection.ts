import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { DbusMessage } from './dbus-message';
import { decodeMessage, encodeMessage, stringsBody } from './dbus-message';

const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** Timeout for connecting and for answers of the bus. */
const TIMEOUT_MS = 5_000;

export interface DbusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  /** strings, or encoded values */
  args: readonly string[] | { signature: string; body: Buffer };
}

/** A D-Bus connection for receiving signals and making simple calls. */
export class DbusConnection {
  readonly #socket: Socket;
  readonly #onSignal: (signal: DbusMessage) => void;
  readonly #waiting = new Map<number, (answer: DbusMessage | null) => void>();
  #received: Buffer = Buffer.alloc(0);
  #serial = 0;

  private constructor(socket: Socket, onSignal: (signal: DbusMessage) => void) {
    this.#socket = socket;
    this.#onSignal = onSignal;
    socket.on('data', (chunk: Buffer) => {
      this.#receive(chunk);
    });
    socket.on('close', () => {
      for (const answer of this.#waiting.values()) answer(null);
      this.#waiting.clear();
    });
  }

  /**
   * @param address in the form of `DBUS_SESSION_BUS_ADDRESS`
   * @returns null when there is no bus or it rejects us
   */
  static async open(
    address: string,
    onSignal: (signal: DbusMessage) => void,
  ): Promise<DbusConnection | null> {
    const path = socketPath(address);
    if (path === null) return null;
    const socket = connect(path);
    // The `close` event follows and settles pending calls.
    socket.on('error', () => undefined);
    if (!(await authenticate(socket))) {
      socket.destroy();
      return null;
    }
    const connection = new DbusConnection(socket, onSignal);
    if (await connection.call({ ...BUS, member: 'Hello', args: [] })) return connection;
    connection.close();
    return null;
  }

  /** Subscribes to signals. @param rule a match rule of the specification */
  async addMatch(rule: string): Promise<void> {
    await this.call({ ...BUS, member: 'AddMatch', args: [rule] });
  }

  /** @returns the answer, or null on an error or timeout */
  async call(call: DbusCall): Promise<DbusMessage | null> {
    const { args, ...fields } = call;
    const serial = (this.#serial += 1);
    const answer = await new Promise<DbusMessage | null>((resolve) => {
      this.#waiting.set(serial, resolve);
      setTimeout(resolve, TIMEOUT_MS, null).unref();
      this.#socket.write(
        encodeMessage({
          type: 'call',
          serial,
          ...fields,
          ...('body' in args ? args : stringArgs(args)),
        }),
        (error) => {
          if (error) resolve(null);
        },
      );
    });
    this.#waiting.delete(serial);
    return answer?.type === 'return' ? answer : null;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    try {
      for (;;) {
        const decoded = decodeMessage(this.#received);
        if (decoded === null) return;
        this.#received = this.#received.subarray(decoded.length);
        if (decoded.message) this.#take(decoded.message);
      }
    } catch {
      this.close();
    }
  }

  #take(message: DbusMessage): void {
    if (message.type === 'signal') this.#onSignal(message);
    if (message.replySerial !== undefined) this.#waiting.get(message.replySerial)?.(message);
  }
}

const stringArgs = (args: readonly string[]) => ({
  signature: 's'.repeat(args.length),
  body: stringsBody(args),
});

/**
 * The path of the first Unix socket among the addresses; an abstract one begins with a zero byte.
 */
function socketPath(addresses: string): string | null {
  for (const address of addresses.split(';')) {
    const value = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(address);
    if (value?.[2] === undefined) continue;
    try {
      return (value[1] === 'abstract' ? '\0' : '') + decodeURIComponent(value[2]);
    } catch {
      continue;
    }
  }
  return null;
}

/** Authenticates with the user id, which the bus verifies through the kernel. */
function authenticate(socket: Socket): Promise<boolean> {
  const uid = Buffer.from(String(process.getuid?.() ?? '')).toString('hex');
  return new Promise((resolve) => {
    let answer = '';
    const hear = (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (!answer.includes('\r\n')) return;
      done(answer.startsWith('OK '));
    };
    const refuse = () => {
      done(false);
    };
    const done = (isIn: boolean) => {
      socket.off('data', hear);
      socket.off('close', refuse);
      clearTimeout(overdue);
      if (isIn) socket.write('BEGIN\r\n');
      resolve(isIn);
    };
    const overdue = setTimeout(refuse, TIMEOUT_MS);
    socket.on('data', hear);
    socket.on('close', refuse);
    socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
  });
}
