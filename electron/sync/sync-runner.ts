import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { SyncPhase, SyncQuestion } from '../../shared/sync/sync-state';
import type { Advice } from './decisions/advice';
import { FullCheck } from './run/full-check';
import { CLOCK_TOLERANCE_MS } from './wire/connection-test';
import { EndpointClient } from './wire/endpoint-client';
import type { RunOutcome, RunParts } from './run/run-parts';
import { runSync } from './run/run-sync';
import {
  AFTER_CHANGE_MS,
  AFTER_UNLOCK_MS,
  isNetworkFailure,
  regularDelay,
  retryDelay,
} from './schedule';
import type { SetUp } from './set-up';
import { addressOf, authorizationOf, draftForSetUp, openCredentials, setUpOf } from './set-up';
import type { SyncVault } from './sync-vault';
import type { Fetch } from './wire/transport';

/** How often an offline computer checks for a connection. */
const LOOK_FOR_NETWORK_MS = 3_000;

export interface RunnerOptions {
  /** the unlocked vault, or null */
  vault: () => SyncVault | null;
  fetcher: Fetch;
  /** milliseconds since the epoch */
  now: () => number;
  /** from 0 to 1 */
  random: () => number;
  /** whether the operating system reports a connection */
  isOnline: () => boolean;
  /** called when any state of the runner changes */
  onChange: () => void;
}

interface RunOptions {
  /** the user's answer about many deletions: they are intended, or the keys are sent again */
  manyDeletions?: 'remove' | 'send';
  isByHand?: boolean;
}

/** Schedules and runs syncs: one at a time, while the vault is unlocked. */
export class SyncRunner {
  readonly #options: RunnerOptions;
  #phase: SyncPhase = { phase: 'idle' };
  /** version number of the last deletion that the open question covers */
  #askedUpTo = -1;
  #running: { abort: AbortController; ended: Promise<void> } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #network: NodeJS.Timeout | null = null;
  #failures = 0;
  /**
   * until when `Backoff` asks to pause; `#busyUntil` until when `Retry-After` does, unless an
   * answer comes earlier
   */
  #notBefore = 0;
  #busyUntil = 0;
  #hasNewChanges = false;
  readonly #fullCheck = new FullCheck();
  lastSyncedAt: number | null = null;
  nextAt: number | null = null;
  alert: Advice['alert'] = null;
  clockDifferenceMs: number | null = null;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Until when the server asked to pause, in milliseconds since the epoch. */
  get heldUntil(): number | null {
    const until = Math.max(this.#notBefore, this.#busyUntil);
    return until > this.#options.now() ? until : null;
  }

  /** The open question to the user. */
  get question(): SyncQuestion | null {
    return this.#phase.phase === 'asking' ? this.#phase.question : null;
  }

  /** The phase of the run, or the one that the set-up implies. */
  phase(setUp: SetUp): SyncPhase {
    if (this.#phase.phase === 'running' || this.#phase.phase === 'asking') return this.#phase;
    if (!setUp.isBegun) return { phase: 'new' };
    return setUp.isPaused && this.#phase.phase === 'idle' ? { phase: 'paused' } : this.#phase;
  }

  /** Call it after unlocking, or after the sync settings changed. */
  start(): void {
    this.#unschedule();
    this.#failures = 0;
    if (this.#phase.phase === 'failed') this.#phase = { phase: 'idle' };
    this.#schedule(AFTER_UNLOCK_MS);
  }

  /** Stops sync, for locking and pausing. The time of the last sync is kept. */
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

  /** Like `stop`, for disconnecting: drops the endpoint's state too. */
  async leave(): Promise<void> {
    await this.stop();
    this.lastSyncedAt = null;
    this.#notBefore = 0;
    this.#busyUntil = 0;
    this.#fullCheck.forget();
  }

  /** Call it after a local change of a key. */
  keysChanged(): void {
    this.#hasNewChanges = true;
    // Stopping a run ends that run, not sync.
    const isStopped =
      this.#phase.phase === 'failed' && this.#phase.failure.code === 'sync-cancelled';
    if (isStopped) this.#phase = { phase: 'idle' };
    if (this.#phase.phase === 'idle') this.#schedule(AFTER_CHANGE_MS);
  }

  /** Starts a run unless one is running. */
  runNow({ manyDeletions, ...others }: RunOptions = {}): Result<void> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const setUp = setUpOf(vault);
    if (!setUp?.isBegun) return fail({ code: 'sync-not-set-up' });
    // An answer applies to the open question only: an earlier one was about other deletions.
    const isAnswer = manyDeletions !== undefined && this.question?.kind === 'mass-deletion';
    if (this.question && !isAnswer) return fail({ code: 'sync-waits-for-you' });
    const options = isAnswer ? { ...others, manyDeletions } : others;
    if (!this.#running) this.#begin(vault, setUp, options);
    return ok(undefined);
  }

  /** Closes the question; the answer is in the vault or goes to the next run. */
  questionAnswered(): void {
    if (this.#phase.phase === 'asking') this.#phase = { phase: 'idle' };
  }

  cancel(): void {
    this.#running?.abort.abort();
  }

  /** Settles when no run is in progress. */
  async settled(): Promise<void> {
    await this.#running?.ended;
  }

  /** A client for the endpoint that the signal aborts. */
  clientOf(vault: SyncVault, setUp: SetUp, signal: AbortSignal): Result<EndpointClient> {
    const credentials = openCredentials(vault, setUp);
    if (!credentials.ok) return credentials;
    return ok(
      new EndpointClient({
        address: addressOf(setUp),
        fetcher: this.#options.fetcher,
        authorization: authorizationOf(credentials.value),
        signal,
        onAdvice: (advice, isAnswer) => this.#applyAdvice(advice, isAnswer),
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
  ): Promise<RunOutcome> {
    try {
      const client = this.clientOf(vault, setUp, signal);
      if (!client.ok) return { kind: 'failed', failure: client.failure };
      const keep = async (fields: Partial<SetUp>) => {
        // The set-up may have been changed meanwhile; other fields keep their present values.
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
        isFullCheck: this.#fullCheck.isDue(this.#options.now()),
        onFullCheck: () => this.#fullCheck.checked(this.#options.now()),
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
      await this.#fullCheck.takeUsage(parts, setUp.server, { now, isByHand });
      return end;
    } catch (error) {
      console.error('sync:', error instanceof Error ? error.stack : typeof error);
      return { kind: 'failed', failure: { code: 'unexpected' } };
    }
  }

  #end(end: RunOutcome): void {
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
      if (isNetworkFailure(end.failure)) this.#lookForNetwork();
    }
    this.#options.onChange();
  }

  /** The vault was reopened during the run, which began with the previous one. */
  #isReplaced({ code }: Failure): boolean {
    return code === 'vault-locked' && this.#options.vault() !== null;
  }

  /** @param delay from now, in milliseconds; extended to the time that the endpoint asked for */
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

  #applyAdvice({ backoffMs, alert, serverTime }: Advice, isAnswer: boolean): void {
    const now = this.#options.now();
    if (backoffMs !== null) this.#notBefore = now + backoffMs;
    // A valid answer sets or clears the alert. A refusal may come from a proxy, which knows nothing
    // of it.
    if (alert || isAnswer) this.alert = alert;
    if (serverTime === null) return;
    const difference = serverTime - now;
    this.clockDifferenceMs = Math.abs(difference) > CLOCK_TOLERANCE_MS ? difference : null;
  }
}
