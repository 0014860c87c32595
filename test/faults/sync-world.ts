import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncState } from '../../shared/sync/sync-state';
import { fillVault } from '../demo/fill-vault';
import { endpointProgram } from '../endpoint/endpoint-process';
import type { EndpointProcess } from '../endpoint/endpoint-process';
import { CHEAP_COST } from '../support/cheap-cost';
import { expectOk } from '../support/expect-ok';
import { KilledApp } from './killed-app';
import { PASSPHRASE } from './crash-cycles';

const TOKEN = 'access-for-the-faults';
const PATIENCE_MS = 60_000;

type SetUp = Extract<SyncState, { kind: 'set-up' }>;

/** Three computers with the real app, and their endpoint, each a process that may be killed. */
export class SyncWorld {
  readonly #directory: string;
  readonly #program: Awaited<ReturnType<typeof endpointProgram>>;
  #server: EndpointProcess;
  readonly #apps: KilledApp[] = [];
  readonly chromium = { crashes: 0 };

  private constructor(
    directory: string,
    program: Awaited<ReturnType<typeof endpointProgram>>,
    server: EndpointProcess,
  ) {
    this.#directory = directory;
    this.#program = program;
    this.#server = server;
  }

  static async make(seed: number): Promise<SyncWorld> {
    const directory = await mkdtemp(join(tmpdir(), 'ownchat-keys-sync-'));
    const program = await endpointProgram();
    const world = new SyncWorld(
      directory,
      program,
      await program.start(argumentsFor(directory, 0)),
    );
    for (const index of [0, 1, 2]) {
      await fillVault(join(world.#profile(index), 'vault'), {
        keys: index === 0 ? 20 : 0,
        seed,
        passphrase: PASSPHRASE,
        cost: CHEAP_COST,
      });
      const app = await world.#start(index);
      const proof = { method: 'passphrase', passphrase: PASSPHRASE } as const;
      const given = { address: world.#server.url, user: '', secret: TOKEN, proof };
      const report = expectOk(await app.request('sync:connect', given));
      if (report.failure) throw new Error(`connecting: ${report.failure.code}`);
      expectOk(await app.request('sync:begin'));
      await world.settled(index);
    }
    return world;
  }

  app(index: number): KilledApp {
    const app = this.#apps[index];
    if (!app) throw new Error(`there is no app ${index}`);
    return app;
  }

  /** Kills an app, and restarts it on its profile. */
  async killApp(index: number): Promise<void> {
    await this.app(index).kill();
    await this.#start(index);
  }

  /** Kills the server, and restarts it on its data. */
  async killServer(): Promise<void> {
    this.#server.kill();
    await this.#server.exited;
    const port = Number(new URL(this.#server.url).port);
    this.#server = await this.#program.start(argumentsFor(this.#directory, port));
  }

  /** The sync state, once no run is in progress. */
  async settled(index: number): Promise<SetUp> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const state = expectOk(await this.app(index).request('sync:state'));
      if (state.kind !== 'set-up') throw new Error('sync is not set up any more');
      if (state.phase.phase !== 'running') return state;
      if (Date.now() > end) throw new Error('a sync does not end');
      await sleep(20);
    }
  }

  /** The endpoint's records by id. */
  async records(): Promise<Map<string, Record<string, unknown>>> {
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const response = await fetch(`${this.#server.url}/records?_limit=10000`, { headers });
    const { data } = (await response.json()) as { data: Record<string, unknown>[] };
    return new Map(data.map((record) => [String(record['id']), record]));
  }

  /** Every byte that was ever sent to the endpoint. */
  wire(): Promise<Buffer> {
    return readFile(join(this.#directory, 'wire'));
  }

  get directory(): string {
    return this.#directory;
  }

  /** @param keep keeps the profiles for inspection */
  async end(keep: boolean): Promise<void> {
    for (const app of this.#apps) await app.kill();
    this.#server.kill();
    await this.#program.remove();
    if (!keep) await rm(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }

  #profile(index: number): string {
    return join(this.#directory, `app-${index}`);
  }

  async #start(index: number): Promise<KilledApp> {
    const app = await KilledApp.start(this.#profile(index), this.chromium);
    this.#apps[index] = app;
    expectOk(await app.request('vault:unlock', { method: 'passphrase', passphrase: PASSPHRASE }));
    return app;
  }
}

const argumentsFor = (directory: string, port: number): string[] => [
  '--port',
  String(port),
  '--token',
  TOKEN,
  '--data',
  join(directory, 'endpoint.jsonl'),
  '--record',
  join(directory, 'wire'),
];
