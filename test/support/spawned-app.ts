import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DevtoolsPipe } from './devtools-pipe';
import { appEnvironment, appSwitches, electronExecutable, sandboxSwitches } from './electron';
import { groupGone, killGroup } from './process-group';

const PATIENCE_MS = 30_000;
const POLL_MS = 20;
const ANSWER_MS = 5_000;

const CRASHES = new Set<string>(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGTRAP', 'SIGABRT']);

interface AttachedToTarget {
  sessionId: string;
  targetInfo: { type: string };
}

interface SpawnOptions {
  /** folder of the app */
  app: string;
  userData: string;
  keychain?: boolean;
  env?: Record<string, string>;
  /** more switches for Electron */
  args?: readonly string[];
  /** a module that Electron loads before the app */
  require?: string;
  /** run in the page before anything of its own */
  pageScript?: string;
}

/** An Electron app in its own process group, driven through the DevTools pipe. */
export class SpawnedApp {
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #pipe: DevtoolsPipe;
  readonly #session: Promise<string>;
  /** when it was spawned, in milliseconds since the epoch, with fractions */
  readonly spawnedAt: number;

  constructor(options: SpawnOptions) {
    const args = [
      ...sandboxSwitches(),
      ...(options.require === undefined ? [] : ['-r', options.require]),
      options.app,
      ...appSwitches(options),
      '--remote-debugging-pipe',
      '--log-level=3',
      ...(options.args ?? []),
    ];
    const env = { ...appEnvironment(options), ...options.env };
    this.spawnedAt = performance.timeOrigin + performance.now();
    this.#process = spawn(electronExecutable(), args, {
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.#exited = once(this.#process, 'exit');
    const [, , , input, output] = this.#process.stdio;
    this.#pipe = new DevtoolsPipe(input as Writable, output as Readable);
    this.#session = this.#attach(options.pageScript);
    this.#session.catch(() => undefined);
  }

  /**
   * @returns the value of an expression in the page, awaited if it is a promise; it must be JSON
   */
  async evaluate<T>(expression: string): Promise<T> {
    const session = await this.#session;
    const { result, exceptionDetails } = await this.#pipe.send<{
      result: { value: T };
      exceptionDetails?: { exception?: { description?: string } };
    }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, session);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'exception');
    return result.value;
  }

  /** Presses a key without an effect, as a user's gesture. */
  async pressKey(): Promise<void> {
    const session = await this.#session;
    const key = { key: 'F13', windowsVirtualKeyCode: 124 };
    for (const type of ['rawKeyDown', 'keyUp']) {
      await this.#pipe.send('Input.dispatchKeyEvent', { type, ...key }, session);
    }
  }

  /**
   * Evaluates an expression in the page until it is truthy: during loading there is no page, or the
   * answer is lost.
   *
   * @returns its value
   */
  async whenTruthy<T>(expression: string): Promise<T> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      let last: unknown;
      try {
        // An answer can be lost with its document.
        last = await Promise.race([this.evaluate<T>(expression), noAnswer()]);
        if (last) return last as T;
      } catch (error) {
        last = error;
      }
      if (this.#pipe.isClosed || Date.now() > end) {
        throw new Error(`the app does not get there: ${expression} is ${String(last)}`);
      }
      await sleep(POLL_MS);
    }
  }

  /** pid of the main process, which leads the process group */
  get pid(): number {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error('Electron did not start');
    return pid;
  }

  /**
   * Whether Chromium itself has crashed, which happens in one of a thousand starts. Neither our
   * code nor a kill causes that.
   */
  async hasCrashed(): Promise<boolean> {
    if (!this.#pipe.isClosed) return false;
    await this.#exited;
    return CRASHES.has(this.#process.signalCode ?? 'none');
  }

  /**
   * SIGKILL to all its processes. Resolves when they are gone and all their answers have arrived.
   */
  async kill(): Promise<void> {
    killGroup(this.pid);
    await this.#gone(this.pid);
  }

  /** Quits like a user. Resolves when all its processes are gone. */
  async quit(): Promise<void> {
    const { pid } = this;
    await this.#pipe.send('Browser.close').catch(() => undefined);
    const overdue = setTimeout(() => killGroup(pid), 15_000);
    await this.#gone(pid);
    clearTimeout(overdue);
  }

  async #gone(pid: number): Promise<void> {
    await this.#exited;
    await this.#pipe.closed;
    await groupGone(pid);
  }

  /** Attaches to the first page before it runs anything. */
  #attach(pageScript: string | undefined): Promise<string> {
    return new Promise((done, fail) => {
      let isAttached = false;
      this.#pipe.on('Target.attachedToTarget', (params) => {
        const { sessionId, targetInfo } = params as AttachedToTarget;
        const isPage = targetInfo.type === 'page' && !isAttached;
        if (isPage) isAttached = true;
        const released = this.#release(sessionId, isPage ? pageScript : undefined);
        released.then(() => isPage && done(sessionId), fail);
      });
      void this.#pipe.closed.then(() => fail(new Error('the app is gone')));
      const overdue = setTimeout(() => fail(new Error('the app opens no window')), PATIENCE_MS);
      overdue.unref();
      const attach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
      this.#pipe.send('Target.setAutoAttach', attach).catch(fail);
    });
  }

  async #release(sessionId: string, pageScript: string | undefined): Promise<void> {
    // Sent without waiting for answers: a waiting page would distort measured times.
    const sent: Promise<unknown>[] = [];
    if (pageScript !== undefined) {
      sent.push(this.#pipe.send('Page.enable', {}, sessionId));
      const params = { source: pageScript };
      sent.push(this.#pipe.send('Page.addScriptToEvaluateOnNewDocument', params, sessionId));
    }
    sent.push(this.#pipe.send('Runtime.runIfWaitingForDebugger', {}, sessionId));
    await Promise.all(sent);
  }
}

async function noAnswer(): Promise<never> {
  await sleep(ANSWER_MS, undefined, { ref: false });
  throw new Error('no answer');
}
