import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { SyncPhase, SyncQuestion } from '../../shared/sync/sync-state';
import type { Advice } from './decisions/advice';
import { FullCheck } from './run/full-check';
import { CLOCK_TOLERANCE_MS } from './wire/connection-test';
import { EndpointClient } from './wire/endpoint-client';
import type { Ended, RunParts } from './run/run-parts';
import { runSync } from './run/run-sync';
import {
  AFTER_CHANGE_MS,
  AFTER_UNLOCK_MS,
  isOfNetwork,
  regularDelay,
  retryDelay,
} from './schedule';
import type { SetUp } from './set-up';
import { addressOf, authorizationOf, draftForSetUp, openCredentials, setUpOf } from './set-up';
import type { SyncVault } from './sync-vault';
import type { Fetch } from './wire/transport';

/** How often a computer without a connection looks whether it has one again. */
const LOOK_FOR_NETWORK_MS = 3_000;

export interface RunnerOptions {
  /** the unlocked vault, or null */
  vault: () => SyncVault | null;
  fetcher: Fetch;
  /** milliseconds since the epoch */
  now: () => number;
  /** from 0 to 1 */
  random: () => number;
  /** whether this computer has a connection, as far as the system knows */
  isOnline: () => boolean;
  /** something of what is told here has changed */
  onChange: () => void;
}

interface RunOptions {
  /** what a person said to many deletions: they are right, or the keys are to be sent again */
  manyDeletions?: 'remove' | 'send';
  isByHand?: boolean;
}

/** Decides when to sync, and does it: one run at a time, while the vault is unlocked. */
export class SyncRunner {
  readonly #options: RunnerOptions;
  #phase: SyncPhase = { phase: 'idle' };
  /** up to which deletion at the endpoint the question goes that is open */
  #askedUpTo = -1;
  #running: { abort: AbortController; ended: Promise<void> } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #network: NodeJS.Timeout | null = null;
  #failures = 0;
  /** what the endpoint asked for with `Backoff`; and with `Retry-After`, until it has answered again */
  #notBefore = 0;
  #busyUntil = 0;
  #hasNewChanges = false;
  readonly #closerLook = new FullCheck();
  lastSyncedAt: number | null = null;
  nextAt: number | null = null;
  alert: Advice['alert'] = null;
  clockDifferenceMs: number | null = null;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Until when the server has asked to be left alone, in milliseconds since the epoch. */
  get heldUntil(): number | null {
    const until = Math.max(this.#notBefore, this.#busyUntil);
    return until > this.#options.now() ? until : null;
  }

  /** What waits for a person. */
  get question(): SyncQuestion | null {
    return this.#phase.phase === 'asking' ? this.#phase.question : null;
  }

  /** Where the run stands; what only set-up knows comes before it. */
  phase(setUp: SetUp): SyncPhase {
    if (this.#phase.phase === 'running' || this.#phase.phase === 'asking') return this.#phase;
    if (!setUp.isBegun) return { phase: 'new' };
    return setUp.isPaused && this.#phase.phase === 'idle' ? { phase: 'paused' } : this.#phase;
  }

  /** The vault was unlocked, or what it says about sync was changed. */
  start(): void {
    this.#unschedule();
    this.#failures = 0;
    if (this.#phase.phase === 'failed') this.#phase = { phase: 'idle' };
    this.#schedule(AFTER_UNLOCK_MS);
  }

  /** Nothing more is sent or taken: for locking and pausing. When both sides were last in step is still known. */
  async stop(): Promise<void> {
    this.#unschedule();
    this.#running?.abort.abort();
    await this.#running?.ended;
    this.#unschedule();
    this.#phase = { phase: 'idle' };
    this.#hasNewChanges = false;
    this.alert = null;
    this.clockDifferenceMs = null;
  }

  /** As `stop`, for leaving an endpoint: nothing of it is known any more. */
  async leave(): Promise<void> {
    await this.stop();
    this.lastSyncedAt = null;
    this.#notBefore = 0;
    this.#busyUntil = 0;
    this.#closerLook.forget();
  }

  /** Somebody has changed a key here. */
  keysChanged(): void {
    this.#hasNewChanges = true;
    // Whoever stops a run wants an end to that one, and not to sync.
    const isStopped =
      this.#phase.phase === 'failed' && this.#phase.failure.code === 'sync-cancelled';
    if (isStopped) this.#phase = { phase: 'idle' };
    if (this.#phase.phase === 'idle') this.#schedule(AFTER_CHANGE_MS);
  }

  /** Begins a run unless one is under way. */
  runNow({ manyDeletions, ...others }: RunOptions = {}): Result<void> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const setUp = setUpOf(vault);
    if (!setUp?.isBegun) return fail({ code: 'sync-not-set-up' });
    // An answer is one to the question that is open: the last one was about other deletions.
    const isAnswer = manyDeletions !== undefined && this.question?.kind === 'mass-deletion';
    if (this.question && !isAnswer) return fail({ code: 'sync-waits-for-you' });
    const options = isAnswer ? { ...others, manyDeletions } : others;
    if (!this.#running) this.#begin(vault, setUp, options);
    return ok(undefined);
  }

  /** What was asked has been answered, in the vault or for the next run. */
  questionAnswered(): void {
    if (this.#phase.phase === 'asking') this.#phase = { phase: 'idle' };
  }

  cancel(): void {
    this.#running?.abort.abort();
  }

  /** Settles when no run is under way. */
  async settled(): Promise<void> {
    await this.#running?.ended;
  }

  /** A way to the endpoint that ends with the signal. */
  clientOf(vault: SyncVault, setUp: SetUp, signal: AbortSignal): Result<EndpointClient> {
    const credentials = openCredentials(vault, setUp);
    if (!credentials.ok) return credentials;
    return ok(
      new EndpointClient({
        address: addressOf(setUp),
        fetcher: this.#options.fetcher,
        authorization: authorizationOf(credentials.value),
        signal,
        onAdvice: (advice, isAnswer) => this.#hear(advice, isAnswer),
      }),
    );
  }

  #begin(vault: SyncVault, setUp: SetUp, options: RunOptions): void {
    this.#unschedule();
    this.#hasNewChanges = false;
    this.#phase = { phase: 'running', step: 'receiving', done: 0, total: null };
    const abort = new AbortController();
    const ended = this.#run(vault, setUp, options, abort.signal).then((end) => {
      this.#running = null;
      this.#end(end);
    });
    this.#running = { abort, ended };
    this.#options.onChange();
  }

  async #run(
    vault: SyncVault,
    setUp: SetUp,
    { manyDeletions, isByHand = false }: RunOptions,
    signal: AbortSignal,
  ): Promise<Ended> {
    try {
      const client = this.clientOf(vault, setUp, signal);
      if (!client.ok) return { kind: 'failed', failure: client.failure };
      const keep = async (fields: Partial<SetUp>) => {
        // Paused or begun meanwhile: what else the vault keeps of it is as it is now.
        const kept = await vault.commit(
          () => ok([draftForSetUp({ ...(setUpOf(vault) ?? setUp), ...fields })]),
          'endpoint',
        );
        return kept.ok ? ok(undefined) : kept;
      };
      const parts: RunParts = {
        vault,
        client: client.value,
        identity: setUp.identity,
        keepIdentity: (identity) => keep({ identity }),
        batchSize: setUp.batchSize,
        isCloser: this.#closerLook.isDue(this.#options.now()),
        onCloserLook: () => this.#closerLook.looked(this.#options.now()),
        learnt: setUp.learnt,
        keepLimit: (limit) => keep(limit),
        isByHand,
        manyDeletions: manyDeletions ? { answer: manyDeletions, upTo: this.#askedUpTo } : null,
        onProgress: (step, done, total) => {
          this.#phase = { phase: 'running', step, done, total };
          this.#options.onChange();
        },
      };
      const end = await runSync(parts);
      if (end.kind !== 'done') return end;
      const now = this.#options.now();
      await this.#closerLook.takeUsage(parts, setUp.server, { now, isByHand });
      return end;
    } catch (error) {
      console.error('sync:', error instanceof Error ? error.stack : typeof error);
      return { kind: 'failed', failure: { code: 'unexpected' } };
    }
  }

  #end(end: Ended): void {
    const { now, random } = this.#options;
    if (end.kind === 'done') {
      this.#failures = 0;
      this.#busyUntil = 0;
      this.lastSyncedAt = now();
      this.#phase = { phase: 'idle' };
      this.#schedule(this.#hasNewChanges ? AFTER_CHANGE_MS : regularDelay(random));
    } else if (end.kind === 'failed' && this.#isReplaced(end.failure)) {
      this.#phase = { phase: 'idle' };
      this.#schedule(AFTER_UNLOCK_MS);
    } else if (end.kind === 'asking') {
      this.#phase = { phase: 'asking', question: end.question };
      this.#askedUpTo = end.upTo ?? -1;
    } else {
      this.#failures += 1;
      this.#phase = { phase: 'failed', failure: end.failure };
      const delay = retryDelay(end.failure, this.#failures, random);
      if (end.failure.code === 'endpoint-busy') {
        this.#busyUntil = now() + (end.failure.waitMs ?? 0);
      }
      if (delay !== null) this.#schedule(delay);
      if (isOfNetwork(end.failure)) this.#lookForNetwork();
    }
    this.#options.onChange();
  }

  /** The vault was opened anew while the run was under way, which began with the one before. */
  #isReplaced({ code }: Failure): boolean {
    return code === 'vault-locked' && this.#options.vault() !== null;
  }

  /** @param delay from now, in milliseconds; later when the endpoint asked for it */
  #schedule(delay: number): void {
    const vault = this.#options.vault();
    if (!vault || setUpOf(vault)?.isPaused !== false) return;
    const at = Math.max(this.#options.now() + delay, this.#notBefore, this.#busyUntil);
    if (this.#timer && this.nextAt !== null && this.nextAt <= at) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.nextAt = at;
    this.#timer = setTimeout(() => this.#runBySchedule(), at - this.#options.now());
    this.#timer.unref();
  }

  #unschedule(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#network) clearInterval(this.#network);
    this.#timer = null;
    this.#network = null;
    this.nextAt = null;
  }

  #runBySchedule(): void {
    this.#unschedule();
    const vault = this.#options.vault();
    if (vault && setUpOf(vault)?.isPaused === false) this.runNow();
  }

  #lookForNetwork(): void {
    let wasOnline = this.#options.isOnline();
    this.#network = setInterval(() => {
      const isOnline = this.#options.isOnline();
      if (isOnline && !wasOnline) this.#runBySchedule();
      wasOnline = isOnline;
    }, LOOK_FOR_NETWORK_MS);
    this.#network.unref();
  }

  #hear({ backoffMs, alert, serverTime }: Advice, isAnswer: boolean): void {
    const now = this.#options.now();
    if (backoffMs !== null) this.#notBefore = now + backoffMs;
    // Its own answers say it as long as it holds. A refusal may come from somebody in between, who knows nothing of it.
    if (alert || isAnswer) this.alert = alert;
    if (serverTime === null) return;
    const difference = serverTime - now;
    this.clockDifferenceMs = Math.abs(difference) > CLOCK_TOLERANCE_MS ? difference : null;
  }
}
