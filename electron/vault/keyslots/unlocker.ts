import type { Proof, UnlockMethod } from '../../../shared/contract/unlock-methods';
import type { Result } from '../../../shared/lib/result';
import { assertNever, fail, ok } from '../../../shared/lib/result';
import type { AttemptThrottle, ThrottleState } from './attempt-throttle';
import type { ThrottleStatesStore } from './attempt-throttles';
import { AttemptThrottles } from './attempt-throttles';
import { normaliseRecoveryCode } from '../crypto/recovery-code';
import type { Keychain } from './keyslots';
import type { Slot } from '../format/keyslot-schema';
import { openKeychainSlot, openPassphraseSlot, openRecoverySlot } from './keyslots';

/** The slots of a vault, and the vault id in their associated data. */
interface Lock {
  slots: readonly Slot[];
  vaultId: string;
}

type SlotOf<T extends Slot['type']> = Extract<Slot, { type: T }>;

const slotsOf = <T extends Slot['type']>({ slots }: Lock, type: T): SlotOf<T>[] =>
  slots.filter((slot): slot is SlotOf<T> => slot.type === type);

/** A data key, which the caller zeroes, and the slot that it came from. */
interface OpenedSlot {
  bytes: Buffer;
  slot: Slot;
}

/** Options of an attempt. */
type TryOptions = NonNullable<Parameters<AttemptThrottle['try']>[1]>;

/**
 * Tries passphrases, recovery codes and the keychain on a vault's slots, throttles guesses and
 * records failures. Every place that takes a passphrase or code shares one instance, so that a
 * failure counts everywhere.
 */
export class Unlocker {
  readonly #keychain: Keychain;
  readonly #throttles: AttemptThrottles;
  readonly #onWrong: (method: Proof['method']) => Promise<void>;

  constructor(options: {
    keychain: Keychain;
    now: () => number;
    /** failed attempts from earlier starts that still count */
    failed: ThrottleState | null;
    /** persisted outside the vault */
    throttleStates: ThrottleStatesStore;
    /** records a failed attempt on the vault before the failure is returned */
    onWrong: (method: Proof['method']) => Promise<void>;
  }) {
    this.#keychain = options.keychain;
    this.#throttles = new AttemptThrottles(options.now, options.failed, options.throttleStates);
    this.#onWrong = options.onWrong;
  }

  /**
   * @param options.isProof false where the file may be an older copy; `resetThrottle` resets the backoff
   * once it is known to be current
   * @returns the data key, which the caller zeroes, or why the method failed; `vault-locked` when
   * the attempt was no longer wanted
   */
  async open(given: UnlockMethod, lock: Lock, options: TryOptions = {}): Promise<Result<Buffer>> {
    const opened = await this.#open(given, lock, options);
    return opened.ok ? ok(opened.value.bytes) : opened;
  }

  /**
   * Like `open`, on the slots of any file of the vault; returns the first slot that opens. It may
   * belong to an older copy, so the backoff stays until `resetThrottle`.
   */
  openSlot(given: UnlockMethod, lock: Lock): Promise<Result<OpenedSlot>> {
    return this.#open(given, lock, { isProof: false });
  }

  /** Resets the backoff after a successful unlock. */
  resetThrottle(): void {
    this.#throttles.vault.reset();
  }

  /**
   * Tries a passphrase on a file beside the vault. A copy or export of the vault shares the vault's
   * backoff; another file has its own.
   *
   * @param file.isOurs whether it is a copy of the vault, or an export of it
   * @param attempt resolves to null when the passphrase is wrong
   */
  async tryFile<T>(
    file: { vaultId: string; isOurs: boolean },
    attempt: () => Promise<T | null>,
    isWanted: () => boolean,
  ): Promise<Result<T>> {
    const { vaultId, isOurs } = file;
    const throttle = isOurs ? this.#throttles.vault : this.#throttles.forFile(vaultId);
    const opened = await throttle.try(attempt, { isWanted, isProof: !isOurs });
    if (opened === undefined) return fail({ code: 'vault-locked' });
    if (opened !== null) return ok(opened);
    if (isOurs) await this.#onWrong('passphrase');
    return fail({ code: 'wrong-passphrase', retryAfterMs: throttle.delayMs });
  }

  async #open(given: UnlockMethod, lock: Lock, options: TryOptions): Promise<Result<OpenedSlot>> {
    switch (given.method) {
      case 'passphrase':
        return this.#byPassphrase(given.passphrase, lock, options);
      case 'recovery-code':
        return this.#byRecoveryCode(given.code, lock, options);
      case 'keychain':
        return this.#byKeychain(lock);
      default:
        return assertNever(given);
    }
  }

  #byPassphrase(passphrase: string, lock: Lock, options: TryOptions): Promise<Result<OpenedSlot>> {
    const slots = slotsOf(lock, 'passphrase');
    return this.#throttled('passphrase', options, () =>
      firstOf(slots, (slot) => openPassphraseSlot(slot, lock.vaultId, passphrase)),
    );
  }

  async #byRecoveryCode(
    typed: string,
    lock: Lock,
    options: TryOptions,
  ): Promise<Result<OpenedSlot>> {
    const code = normaliseRecoveryCode(typed);
    if (code === null) return fail({ code: 'malformed-recovery-code' });
    const slots = slotsOf(lock, 'recovery');
    return this.#throttled('recovery-code', options, () =>
      firstOf(slots, async (slot) => openRecoverySlot(slot, lock.vaultId, code)),
    );
  }

  async #throttled(
    method: Proof['method'],
    options: TryOptions,
    attempt: () => Promise<OpenedSlot | null>,
  ): Promise<Result<OpenedSlot>> {
    const throttle = this.#throttles.vault;
    const opened = await throttle.try(attempt, options);
    if (opened === undefined) return fail({ code: 'vault-locked' });
    if (opened !== null) return ok(opened);
    await this.#onWrong(method);
    return fail({ code: `wrong-${method}`, retryAfterMs: throttle.delayMs });
  }

  async #byKeychain(lock: Lock): Promise<Result<OpenedSlot>> {
    const slots = slotsOf(lock, 'keychain');
    if (slots.length === 0 || !(await this.#keychain.isAvailable())) {
      return fail({ code: 'keychain-unavailable' });
    }
    for (const slot of slots) {
      const opened = await openKeychainSlot(slot, lock.vaultId, this.#keychain);
      if (opened.ok) return ok({ bytes: opened.value, slot });
      // A keychain that timed out would time out for the next slot too.
      if (opened.failure.code !== 'keychain-refused') return opened;
    }
    return fail({ code: 'keychain-refused' });
  }
}

async function firstOf<S extends Slot>(
  slots: readonly S[],
  open: (slot: S) => Promise<Buffer | null>,
): Promise<OpenedSlot | null> {
  for (const slot of slots) {
    const bytes = await open(slot);
    if (bytes) return { bytes, slot };
  }
  return null;
}
