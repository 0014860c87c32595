import type { Readable, Writable } from 'node:stream';

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
}

type Listener = (params: unknown) => void;

/**
 * The Chrome DevTools Protocol over Chromium's `--remote-debugging-pipe`: JSON with a NUL after
 * each message. Used instead of Playwright where tests measure time or kill the app.
 */
export class DevtoolsPipe {
  readonly #input: Writable;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listeners = new Map<string, Listener[]>();
  #lastId = 0;
  #isClosed = false;
  /** Resolves when the other end is closed and everything it sent was read. */
  readonly closed: Promise<void>;

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    // The app may be killed during a write.
    input.on('error', () => undefined);
    let rest: Buffer[] = [];
    output.on('data', (chunk: Buffer) => {
      let begin = 0;
      for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, begin)) {
        const text = Buffer.concat([...rest, chunk.subarray(begin, end)]).toString('utf8');
        rest = [];
        begin = end + 1;
        this.#receive(JSON.parse(text) as Message);
      }
      if (begin < chunk.length) rest.push(chunk.subarray(begin));
    });
    this.closed = new Promise((done) => {
      const close = () => {
        this.#isClosed = true;
        const gone = { error: { message: 'the app is gone' } };
        for (const settle of this.#waiting.values()) settle(gone);
        this.#waiting.clear();
        done();
      };
      output.once('close', close);
      output.on('error', () => undefined);
    });
  }

  /** @throws when the browser refuses, or is gone before it answers */
  send<T = unknown>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = (this.#lastId += 1);
    return new Promise((done, fail) => {
      if (this.#isClosed) {
        fail(new Error('the app is gone'));
        return;
      }
      this.#waiting.set(id, ({ result, error }) => {
        if (error) fail(new Error(`${method}: ${error.message}`));
        else done(result as T);
      });
      this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  on(method: string, listener: Listener): void {
    this.#listeners.set(method, [...(this.#listeners.get(method) ?? []), listener]);
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    } else if (message.method !== undefined) {
      for (const listener of this.#listeners.get(message.method) ?? []) {
        listener(message.params);
      }
    }
  }
}
