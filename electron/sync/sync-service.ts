import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type {
  EndpointAlert,
  NamedKeys,
  Settlement,
  SyncPreview,
  SyncState,
  TestReport,
  Verdict,
} from '../../shared/sync/sync-state';
import type { EndpointAddress } from './wire/address';
import { parseAddress } from './wire/address';
import type { Decision } from './decisions/conflicts';
import { decide, openConflictsOf } from './decisions/conflicts';
import type { Tested } from './wire/connection-test';
import { testConnection } from './wire/connection-test';
import { EndpointClient } from './wire/endpoint-client';
import {
  earlierNoticesIn,
  forgetFindings,
  forgetNotices,
  forgetProblems,
  noticesOf,
} from './run/findings';
import { unsentChanges } from './run/outbox';
import { previewSync } from './decisions/preview';
import { problemsShown, settleProblem } from './decisions/problems';
import { answerReturned, returnedOf } from './decisions/returned-keys';
import { namedKeys } from './run/run-parts';
import type { SetUp } from './set-up';
import {
  addressOf,
  authorizationOf,
  draftForSetUp,
  openCredentials,
  sealCredential,
  setUpOf,
} from './set-up';
import type { Credentials } from './set-up';
import type { RunnerOptions } from './sync-runner';
import { SyncRunner } from './sync-runner';
import type { SyncDraft, SyncVault } from './sync-vault';
import { verifySecret } from './wire/verify';

/** What the window may be told at most this often, in milliseconds, while much is happening. */
const TELL_MS = 150;

type Given = { address: string } & Credentials;
interface Entered {
  address: EndpointAddress;
  credentials: Credentials;
}

interface ServiceOptions extends Omit<RunnerOptions, 'onChange'> {
  /** told what the window may know, whenever that has changed */
  onState: (state: SyncState) => void;
}

/** An event that was committed, by sync or by anybody else. */
interface Committed {
  event: string;
  origin?: string | undefined;
  change: unknown;
}

/** Sync as the window knows it: what may be asked and told, on whichever vault is unlocked. */
export class SyncService {
  readonly #options: ServiceOptions;
  readonly #runner: SyncRunner;
  #tell: NodeJS.Timeout | null = null;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#runner = new SyncRunner({ ...options, onChange: () => this.#changed() });
  }

  state(): Result<SyncState> {
    const vault = this.#options.vault();
    return vault ? ok(this.#stateOf(vault)) : fail({ code: 'vault-locked' });
  }

  /** The keys that an answer to what sync asks is about; null when it does not ask that. */
  concerned(answer: 'compare' | 'remove' | 'send'): NamedKeys | null {
    const vault = this.#options.vault();
    if (!vault) return null;
    if (answer === 'compare') return namedKeys(vault, [...vault.keys.keys()]);
    const { question } = this.#runner;
    if (question?.kind !== 'mass-deletion') return null;
    return { names: question.names, count: question.count };
  }

  /** Whether the vault that is open has an endpoint, which goes by what it was sent last. */
  get isSetUp(): boolean {
    const vault = this.#options.vault();
    return vault !== null && setUpOf(vault) !== null;
  }

  /** The vault is open: sync goes on by itself if it is set up. */
  unlocked(): void {
    const vault = this.#options.vault();
    const setUp = vault && setUpOf(vault);
    if (setUp?.isBegun && !setUp.isPaused) this.#runner.start();
  }

  /** Before the vault is locked: ends what is under way. */
  async locking(): Promise<void> {
    await this.#runner.stop();
    if (this.#tell) clearTimeout(this.#tell);
    this.#tell = null;
  }

  /** Hears what was committed, and sends what people have changed. */
  followCommit(events: readonly Committed[]): void {
    const isByHand = events.some(
      ({ event, origin }) => event.startsWith('key.') && origin !== 'endpoint',
    );
    const vault = this.#options.vault();
    if (!vault || !setUpOf(vault)) return;
    if (isByHand) this.#runner.keysChanged();
    this.#changed();
  }

  /** Tries an endpoint without keeping anything. */
  async test(given: Given): Promise<Result<TestReport>> {
    const entered = this.#entered(given);
    if (!entered.ok) return entered;
    const { report } = await this.#test(entered.value);
    return ok(report);
  }

  /** Tries an endpoint, and keeps it if all is well. Nothing is sent before `begin`. */
  async connect(given: Given): Promise<Result<TestReport>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const entered = this.#entered(given);
    if (!entered.ok) return entered;
    const { report, found } = await this.#test(entered.value);
    if (!found) return ok(report);
    // Nobody waits for an endpoint that takes its time: the vault may be another one by now, or locked.
    if (this.#options.vault() !== vault) return fail({ code: 'vault-locked' });
    const { address, credentials } = entered.value;
    const before = setUpOf(vault);
    // Whether it is still what it was is for the next run to find out, which looks at what is in it.
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
      ...(isSame ? [] : [resetDraft(true), ...forgetFindings()]),
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

  /** The person has seen what the first sync will do. */
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

  /** Settles when no sync is under way. */
  settled(): Promise<void> {
    return this.#runner.settled();
  }

  async setPaused(isPaused: boolean): Promise<Result<void>> {
    if (isPaused) await this.#runner.stop();
    const changed = await this.#change({ isPaused });
    if (changed.ok) this.unlocked();
    return changed;
  }

  /** Leaves the endpoint. Every key stays here, and nothing is deleted there. */
  async forget(): Promise<Result<void>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    await this.#runner.leave();
    return this.#commit(vault, [draftForSetUp(null), resetDraft(false), ...forgetFindings()]);
  }

  /**
   * @param answer `compare`: both sides are compared from the start; `remove`: the many deletions are right; `send`: they
   * are wrong, and the keys go there again
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
      // What cannot be read is found again, if it is there.
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
   * Carries out at once what a person has said about keys that live again, if the endpoint can be reached.
   *
   * @param isStill see `decide`
   */
  async answerReturned(
    { keyIds, answer }: { keyIds: readonly string[]; answer: 'delete' | 'take' },
    isStill?: () => boolean,
  ): Promise<Result<void>> {
    // A run that is under way would move on from what is to be read again.
    await this.#runner.settled();
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const answered = await answerReturned(vault, keyIds, answer, isStill);
    if (answered.ok) this.#runner.runNow();
    this.#changed();
    return answered;
  }

  /** What is to become of a record that cannot be read. */
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

  /** Asks the endpoint whether it accepts a secret, for a scope or at all. It goes there and nowhere else. */
  async verify(secret: string, scope?: string): Promise<Result<{ verdict: Verdict }>> {
    const open = this.#open();
    if (!open.ok) return open;
    const { vault, setUp } = open.value;
    const client = this.#runner.clientOf(vault, setUp, new AbortController().signal);
    return client.ok ? verifySecret(client.value, setUp.server, secret, scope) : client;
  }

  /** What was entered. Without a secret it is the one that is kept, which goes to the address it was entered for only. */
  #entered({ address, user, secret }: Given): Result<Entered> {
    const parsed = parseAddress(address);
    if (typeof parsed === 'string') return fail({ code: 'endpoint-address', problem: parsed });
    // What no header can hold is no access token.
    if (user === '' && /[^\x21-\x7e]/.test(secret)) return fail({ code: 'endpoint-sign-in' });
    if (secret !== '') return ok({ address: parsed, credentials: { user, secret } });
    const open = this.#open();
    if (!open.ok)
      return open.failure.code === 'sync-not-set-up' ? fail({ code: 'endpoint-sign-in' }) : open;
    const { vault, setUp } = open.value;
    const isSame = addressOf(setUp).collection === parsed.collection && setUp.user === user;
    if (!isSame) return fail({ code: 'endpoint-sign-in' });
    const kept = openCredentials(vault, setUp);
    return kept.ok ? ok({ address: parsed, credentials: kept.value }) : kept;
  }

  async #test({
    address,
    credentials,
  }: Entered): Promise<{ report: TestReport; found: Tested['found'] }> {
    const { fetcher, now } = this.#options;
    let alert: EndpointAlert | null = null;
    const client = new EndpointClient({
      address,
      fetcher,
      authorization: authorizationOf(credentials),
      signal: new AbortController().signal,
      onAdvice: (advice) => {
        alert = advice.alert ?? alert;
      },
    });
    const { report, found } = await testConnection(client, now);
    return { report: { ...report, alert }, found };
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

  #stateOf(vault: SyncVault): SyncState {
    const setUp = setUpOf(vault);
    if (!setUp) return { kind: 'off' };
    const { lastSyncedAt, nextAt, heldUntil, alert, clockDifferenceMs } = this.#runner;
    return {
      kind: 'set-up',
      address: setUp.address,
      host: addressOf(setUp).host,
      user: setUp.user,
      server: setUp.server,
      phase: this.#runner.phase(setUp),
      isPaused: setUp.isPaused,
      lastSyncedAt,
      nextAt,
      heldUntil,
      conflicts: openConflictsOf(vault),
      returned: returnedOf(vault),
      notices: noticesOf(vault),
      earlierNotices: earlierNoticesIn(vault),
      problems: problemsShown(vault),
      ...unsentChanges(vault),
      alert,
      clockDifferenceMs,
    };
  }

  /** Tells the window, now and then at most. */
  #changed(): void {
    this.#tell ??= setTimeout(() => {
      this.#tell = null;
      const vault = this.#options.vault();
      if (vault) this.#options.onState(this.#stateOf(vault));
    }, TELL_MS);
    this.#tell.unref();
  }
}

const resetDraft = (keepDeletions: boolean): SyncDraft => ({
  event: 'sync.reset',
  keyId: null,
  change: { keepDeletions },
});
