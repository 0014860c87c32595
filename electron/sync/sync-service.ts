import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type {
  NamedKeys,
  Settlement,
  SyncPreview,
  SyncState,
  TestReport,
  Verdict,
} from '../../shared/sync/sync-state';
import type { CommittedEvent } from '../lib/vault-port';
import type { Decision } from './decisions/conflicts';
import { decide } from './decisions/conflicts';
import {
  forgetProblemsAndNotices,
  forgetNotices,
  forgetProblems,
} from './run/problems-and-notices';
import { previewSync } from './decisions/preview';
import { settleProblem } from './decisions/problems';
import { answerReturned } from './decisions/returned-keys';
import { namedKeys } from './run/run-parts';
import type { SetUp } from './set-up';
import { addressOf, draftForSetUp, sealCredential, setUpOf } from './set-up';
import type { RunnerOptions } from './sync-runner';
import { SyncRunner } from './sync-runner';
import type { SyncDraft, SyncVault } from './sync-vault';
import { verifySecret } from './wire/verify';
import type { EnteredEndpoint, Given } from './entered-endpoint';
import { enteredEndpoint, testEndpoint } from './entered-endpoint';
import { shownState } from './shown-state';

/** Minimum interval between updates to the window, in milliseconds. */
const TELL_MS = 150;

interface ServiceOptions extends Omit<RunnerOptions, 'onChange'> {
  /** called with the window's state whenever it has changed */
  onState: (state: SyncState) => void;
}

/** Sync as the window knows it: what may be asked and told, on whichever vault is unlocked. */
export class SyncService {
  readonly #options: ServiceOptions;
  readonly #runner: SyncRunner;
  #updateTimer: NodeJS.Timeout | null = null;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#runner = new SyncRunner({ ...options, onChange: () => this.#changed() });
  }

  state(): Result<SyncState> {
    const vault = this.#options.vault();
    return vault ? ok(shownState(vault, this.#runner)) : fail({ code: 'vault-locked' });
  }

  /** The keys that an answer would affect; null when that question is not open. */
  keysAffectedBy(answer: 'compare' | 'remove' | 'send'): NamedKeys | null {
    const vault = this.#options.vault();
    if (!vault) return null;
    if (answer === 'compare') return namedKeys(vault, [...vault.keys.keys()]);
    const { question } = this.#runner;
    if (question?.kind !== 'mass-deletion') return null;
    return { names: question.names, count: question.count };
  }

  /** Whether the open vault has an endpoint. Its set-up may differ from the last state sent. */
  get isSetUp(): boolean {
    const vault = this.#options.vault();
    return vault !== null && setUpOf(vault) !== null;
  }

  /** Call it after unlocking: starts sync if it is set up. */
  unlocked(): void {
    const vault = this.#options.vault();
    const setUp = vault && setUpOf(vault);
    if (setUp?.isBegun && !setUp.isPaused) this.#runner.start();
  }

  /** Call it before locking: stops a running sync. */
  async locking(): Promise<void> {
    await this.#runner.stop();
    if (this.#updateTimer) clearTimeout(this.#updateTimer);
    this.#updateTimer = null;
  }

  /** Follows commits, and sends local changes. */
  followCommit(events: readonly CommittedEvent[]): void {
    const isByHand = events.some(
      ({ event, origin }) => event.startsWith('key.') && origin !== 'endpoint',
    );
    const vault = this.#options.vault();
    if (!vault || !setUpOf(vault)) return;
    if (isByHand) this.#runner.keysChanged();
    this.#changed();
  }

  /** Tests an endpoint and stores nothing. */
  async test(given: Given): Promise<Result<TestReport>> {
    const entered = this.#entered(given);
    if (!entered.ok) return entered;
    const { report } = await testEndpoint(entered.value, this.#options);
    return ok(report);
  }

  /** Tests an endpoint and stores it if the test passes. `begin` sends the first changes. */
  async connect(given: Given): Promise<Result<TestReport>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const entered = this.#entered(given);
    if (!entered.ok) return entered;
    const { report, found } = await testEndpoint(entered.value, this.#options);
    if (!found) return ok(report);
    // The endpoint may be slow: the vault may have been locked or replaced meanwhile.
    if (this.#options.vault() !== vault) return fail({ code: 'vault-locked' });
    const { address, credentials } = entered.value;
    const before = setUpOf(vault);
    // The next run checks the endpoint's content to find out whether it is the same one.
    const isSame = before !== null && addressOf(before).collection === address.collection;
    await (isSame ? this.#runner.stop() : this.#runner.leave());
    const setUp: SetUp = {
      address: address.collection,
      user: credentials.user,
      credential: sealCredential(vault, credentials.secret),
      ...found,
      identity: isSame ? before.identity : found.identity,
      isBegun: isSame && before.isBegun,
      isPaused: false,
    };
    const kept = await this.#commit(vault, [
      draftForSetUp(setUp),
      ...(isSame ? [] : [resetDraft(true), ...forgetProblemsAndNotices()]),
    ]);
    if (!kept.ok) return kept;
    this.unlocked();
    return ok(report);
  }

  async preview(): Promise<Result<SyncPreview>> {
    const open = this.#open();
    if (!open.ok) return open;
    const { vault, setUp } = open.value;
    const client = this.#runner.clientOf(vault, setUp, new AbortController().signal);
    if (!client.ok) return client;
    return previewSync(client.value, vault, () => this.#options.vault() !== vault);
  }

  /** The user has confirmed the preview of the first sync. */
  async begin(): Promise<Result<void>> {
    const begun = await this.#change({ isBegun: true });
    return begun.ok ? this.#runner.runNow() : begun;
  }

  syncNow(): Result<void> {
    return this.#runner.runNow({ isByHand: true });
  }

  cancel(): void {
    this.#runner.cancel();
  }

  /** Settles when no sync is in progress. */
  settled(): Promise<void> {
    return this.#runner.settled();
  }

  async setPaused(isPaused: boolean): Promise<Result<void>> {
    if (isPaused) await this.#runner.stop();
    const changed = await this.#change({ isPaused });
    if (changed.ok) this.unlocked();
    return changed;
  }

  /** Disconnects the endpoint. Every key stays here, and nothing is deleted there. */
  async forget(): Promise<Result<void>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    await this.#runner.leave();
    return this.#commit(vault, [
      draftForSetUp(null),
      resetDraft(false),
      ...forgetProblemsAndNotices(),
    ]);
  }

  /**
   * @param answer `compare`: compare both sides from the start; `remove`: the many deletions are
   * intended; `send`: they are not, and the keys are sent again
   */
  async answer(answer: 'compare' | 'remove' | 'send'): Promise<Result<void>> {
    const open = this.#open();
    if (!open.ok) return open;
    const { vault, setUp } = open.value;
    if (answer !== 'compare') return this.#runner.runNow({ manyDeletions: answer });
    const client = this.#runner.clientOf(vault, setUp, new AbortController().signal);
    if (!client.ok) return client;
    const place = await client.value.place();
    if (!place.ok) return place;
    const { identity } = place.value;
    const kept = await this.#commit(vault, [
      draftForSetUp({ ...setUp, identity }),
      resetDraft(true),
      // The next run finds the unreadable records again.
      ...forgetProblems(),
    ]);
    if (!kept.ok) return kept;
    this.#runner.questionAnswered();
    return this.#runner.runNow();
  }

  /** @param isStill see `decide` */
  async decide(decisions: readonly Decision[], isStill?: () => boolean): Promise<Result<void>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    return decide(vault, decisions, this.#options.now(), isStill);
  }

  /**
   * Applies the user's answer about returned keys in a run at once, if the endpoint can be reached.
   *
   * @param isStill see `decide`
   */
  async answerReturned(
    { keyIds, answer }: { keyIds: readonly string[]; answer: 'delete' | 'take' },
    isStill?: () => boolean,
  ): Promise<Result<void>> {
    // A running sync would move the cursor past the records that are to be read again.
    await this.#runner.settled();
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const answered = await answerReturned(vault, keyIds, answer, isStill);
    if (answered.ok) this.#runner.runNow();
    this.#changed();
    return answered;
  }

  /** Stores the user's choice about an unreadable record. */
  async settle(id: string, how: Settlement): Promise<Result<void>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const settled = await settleProblem(vault, id, how, this.#options.now());
    if (settled.ok) this.#runner.keysChanged();
    this.#changed();
    return settled;
  }

  async dismissNotices(): Promise<Result<void>> {
    const vault = this.#options.vault();
    return vault ? this.#commit(vault, forgetNotices()) : fail({ code: 'vault-locked' });
  }

  /**
   * Asks the endpoint whether it accepts a secret, optionally for a scope. The secret is sent to
   * that endpoint only.
   */
  async verify(secret: string, scope?: string): Promise<Result<{ verdict: Verdict }>> {
    const open = this.#open();
    if (!open.ok) return open;
    const { vault, setUp } = open.value;
    const client = this.#runner.clientOf(vault, setUp, new AbortController().signal);
    return client.ok ? verifySecret(client.value, setUp.server, secret, scope) : client;
  }

  #entered(given: Given): Result<EnteredEndpoint> {
    return enteredEndpoint(given, () => this.#open());
  }

  #open(): Result<{ vault: SyncVault; setUp: SetUp }> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const setUp = setUpOf(vault);
    return setUp ? ok({ vault, setUp }) : fail({ code: 'sync-not-set-up' });
  }

  async #change(fields: Partial<SetUp>): Promise<Result<void>> {
    const open = this.#open();
    if (!open.ok) return open;
    return this.#commit(open.value.vault, [draftForSetUp({ ...open.value.setUp, ...fields })]);
  }

  async #commit(vault: SyncVault, drafts: SyncDraft[]): Promise<Result<void>> {
    const committed = await vault.commit(() => ok(drafts));
    this.#changed();
    return committed.ok ? ok(undefined) : committed;
  }

  /** Updates the window, throttled. */
  #changed(): void {
    this.#updateTimer ??= setTimeout(() => {
      this.#updateTimer = null;
      const vault = this.#options.vault();
      if (vault) this.#options.onState(shownState(vault, this.#runner));
    }, TELL_MS);
    this.#updateTimer.unref();
  }
}

const resetDraft = (keepDeletions: boolean): SyncDraft => ({
  event: 'sync.reset',
  keyId: null,
  change: { keepDeletions },
});
