import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiKey } from '../../shared/keys/api-key';
import type { RequestName } from '../../shared/contract/channels';
import type { Input, Output } from '../../shared/contract/contract';
import type { Result } from '../../shared/lib/result';
import type { VaultState } from '../../shared/vault/vault-state';
import { APP_DIRECTORY } from '../support/electron';
import { expectOk } from '../support/expect-ok';
import { SpawnedApp } from '../support/spawned-app';

const AGREE_TO_QUESTIONS = fileURLToPath(
  new URL('../support/agree-to-questions.cjs', import.meta.url),
);

/** Requests that return a secret, and so need a key press. */
const GIVES_SECRET: ReadonlySet<RequestName> = new Set(['keys:create', 'keys:rotate']);

/** Chromium crashes at random; more in one run would be a bug. */
const MAX_CRASHES = 3;

/** The real app on a profile, driven through the page's bridge until it is killed. */
export class KilledApp {
  readonly #app: SpawnedApp;
  readonly #vault: string;
  #pressing: Promise<unknown> = Promise.resolve();

  private constructor(userData: string) {
    this.#vault = join(userData, 'vault');
    this.#app = new SpawnedApp({ app: APP_DIRECTORY, userData, require: AGREE_TO_QUESTIONS });
  }

  /**
   * Starts the app and waits until its page can send requests. When Chromium crashes meanwhile it
   * is counted, and the app is started again.
   */
  static async start(userData: string, counts: { crashes: number }): Promise<KilledApp> {
    const app = new KilledApp(userData);
    try {
      await app.#app.whenTruthy(
        `location.protocol === 'app:' && document.readyState === 'complete'`,
      );
      return app;
    } catch (error) {
      const hasCrashed = await app.#app.hasCrashed();
      await app.kill();
      if (!hasCrashed || counts.crashes >= MAX_CRASHES) throw error;
      counts.crashes += 1;
      return KilledApp.start(userData, counts);
    }
  }

  /** @throws when the app is gone before it answers */
  async ask(name: RequestName, input?: unknown): Promise<Result<unknown>> {
    const call = `ownchat.request(${JSON.stringify(name)}, ${JSON.stringify(input) ?? 'undefined'})`;
    const asked = () => this.#app.evaluate<string>(call);
    if (!GIVES_SECRET.has(name)) return JSON.parse(await asked()) as Result<unknown>;
    // A key press counts for one secret, so concurrent requests press in turn.
    const answer = this.#pressing.then(async () => {
      await this.#app.pressKey();
      return asked();
    });
    this.#pressing = answer.catch(() => undefined);
    return JSON.parse(await answer) as Result<unknown>;
  }

  /** `ask`, with the types of the contract. */
  async request<N extends RequestName>(name: N, input?: Input<N>): Promise<Result<Output<N>>> {
    return (await this.ask(name, input)) as Result<Output<N>>;
  }

  async state(): Promise<VaultState> {
    return expectOk(await this.request('vault:state'));
  }

  async keys(): Promise<ApiKey[]> {
    const keys: ApiKey[] = [];
    for (let from: number | null = 0; from !== null;) {
      const page: Output<'keys:list'> = expectOk(await this.request('keys:list', { from }));
      keys.push(...page.keys);
      from = page.next;
    }
    return keys;
  }

  /** SIGKILL to all its processes; ignores that they are gone. */
  async kill(): Promise<void> {
    await this.#app.kill();
  }

  /** Quits normally. */
  async quit(): Promise<void> {
    await this.#app.quit();
  }

  /** Temporary files of a snapshot that the kill interrupted. Call it before the next start. */
  async unfinishedSnapshots(): Promise<number> {
    return (await readdir(this.#vault)).filter((name) => name.endsWith('.tmp')).length;
  }
}
