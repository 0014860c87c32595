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

/** What the page is given a secret by when a person has pressed a key. */
const GIVES_SECRET: ReadonlySet<RequestName> = new Set(['keys:create', 'keys:rotate']);

/** More in one run would no longer be Chromium's bad luck. */
const MOST_CRASHES = 3;

/** The real app on a profile, asked through the page's own bridge, until it is killed. */
export class AppUnderFire {
  readonly #app: SpawnedApp;
  readonly #vault: string;
  #pressing: Promise<unknown> = Promise.resolve();

  private constructor(userData: string) {
    this.#vault = join(userData, 'vault');
    this.#app = new SpawnedApp({ app: APP_DIRECTORY, userData, require: AGREE_TO_QUESTIONS });
  }

  /**
   * Starts the app and waits until its page can ask for something. When Chromium crashes meanwhile it is one kill more,
   * which is counted, and the app is started once more.
   */
  static async start(userData: string, counts: { crashes: number }): Promise<AppUnderFire> {
    const app = new AppUnderFire(userData);
    try {
      await app.#app.whenTruthy(
        `location.protocol === 'app:' && document.readyState === 'complete'`,
      );
      return app;
    } catch (error) {
      const hasCrashed = await app.#app.hasCrashed();
      await app.kill();
      if (!hasCrashed || counts.crashes >= MOST_CRASHES) throw error;
      counts.crashes += 1;
      return AppUnderFire.start(userData, counts);
    }
  }

  /** @throws when the app is gone before it answers */
  async ask(name: RequestName, input?: unknown): Promise<Result<unknown>> {
    const call = `ownchat.request(${JSON.stringify(name)}, ${JSON.stringify(input) ?? 'undefined'})`;
    const asked = () => this.#app.evaluate<string>(call);
    if (!GIVES_SECRET.has(name)) return JSON.parse(await asked()) as Result<unknown>;
    // A key that is pressed counts for one secret: those who ask at the same time press theirs one after the other.
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

  /** SIGKILL to all its processes; fine if they are gone. */
  async kill(): Promise<void> {
    await this.#app.kill();
  }

  /** Quits in good order. */
  async quit(): Promise<void> {
    await this.#app.quit();
  }

  /** Files that a snapshot was being written to when the app was killed. Ask before the next start. */
  async unfinishedSnapshots(): Promise<number> {
    return (await readdir(this.#vault)).filter((name) => name.endsWith('.tmp')).length;
  }
}
