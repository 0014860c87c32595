import type { Proof, UnlockMethod } from '../../../shared/contract/unlock-methods';
import type { Result } from '../../../shared/lib/result';
import { assertNever, fail, ok } from '../../../shared/lib/result';
import type { AttemptThrottle, WrongTries } from './attempt-throttle';
import type { ThrottlesStore } from './attempt-throttles';
import { AttemptThrottles } from './attempt-throttles';
import { normaliseRecoveryCode } from '../crypto/recovery-code';
import type { Keychain } from './keyslots';
import type { Slot } from '../format/keyslot-schema';
import { openKeychainSlot, openPassphraseSlot, openRecoverySlot } from './keyslots';

/** The slots of a vault, and the id that is sealed into them. */
interface Lock {
  slots: readonly Slot[];
  vaultId: string;
}

type SlotOf<T extends Slot['type']> = Extract<Slot, { type: T }>;

const slotsOf = <T extends Slot['type']>({ slots }: Lock, type: T): SlotOf<T>[] =>
  slots.filter((slot): slot is SlotOf<T> => slot.type === type);

/** A data key, the caller's to zero, and the slot that gave it. */
interface OpenedSlot {
  bytes: Buffer;
  slot: Slot;
}

/** What is known of a try before it is made. */
type TryOptions = NonNullable<Parameters<AttemptThrottle['try']>[1]>;

/**
 * Tries passphrases, recovery codes and the keychain on the slots of a vault, slows guessing down, and has each wrong try
 * recorded. All places that take a passphrase or a code of the vault share one: what was tried in one counts in all.
 */
export class Unlocker {
  readonly #keychain: Keychain;
  readonly #guards: AttemptThrottles;
  readonly #onWrong: (method: Proof['method']) => Promise<void>;

  constructor(options: {
    keychain: Keychain;
    now: () => number;
    /** tries to unlock that failed before, as far as they are still counted */
    failed: WrongTries | null;
    /** kept outside the vault */
    wrongTries: ThrottlesStore;
    /** records a wrong try on the vault, which is answered afterwards */
    onWrong: (method: Proof['method']) => Promise<void>;
  }) {
    this.#keychain = options.keychain;
    this.#guards = new AttemptThrottles(options.now, options.failed, options.wrongTries);
    this.#onWrong = options.onWrong;
  }

  /**
   * @param options.isProof no where the file may be an older copy: `forgive` ends the waiting once it is known not to be
   * @returns the data key, the caller's to zero, or why this way does not lead in; `vault-locked` when it was not wanted
   */
  async open(way: UnlockMethod, lock: Lock, options: TryOptions = {}): Promise<Result<Buffer>> {
    const opened = await this.#open(way, lock, options);
    return opened.ok ? ok(opened.value.bytes) : opened;
  }

  /**
   * As `open`, on the slots of any file of the vault, and says which of them it was: the first one that opens. It may be one
   * of an older copy, so it does not end the waiting: `forgive` does.
   */
  openSlot(way: UnlockMethod, lock: Lock): Promise<Result<OpenedSlot>> {
    return this.#open(way, lock, { isProof: false });
  }

  /** Somebody has come in: what was tried before counts no more. */
  forgive(): void {
    this.#guards.vault.forgive();
  }

  /**
   * Tries a passphrase on a file beside the vault: what is the vault's is guessed at as slowly as the vault itself, and by
   * the same count. Another file has a count of its own.
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
    const guard = isOurs ? this.#guards.vault : this.#guards.forFile(vaultId);
    const opened = await guard.try(attempt, { isWanted, isProof: !isOurs });
    if (opened === undefined) return fail({ code: 'vault-locked' });
    if (opened !== null) return ok(opened);
    if (isOurs) await this.#onWrong('passphrase');
    return fail({ code: 'wrong-passphrase', retryAfterMs: guard.delayMs });
  }

  async #open(way: UnlockMethod, lock: Lock, options: TryOptions): Promise<Result<OpenedSlot>> {
    switch (way.method) {
      case 'passphrase':
        return this.#byPassphrase(way.passphrase, lock, options);
      case 'recovery-code':
        return this.#byRecoveryCode(way.code, lock, options);
      case 'keychain':
        return this.#byKeychain(lock);
      default:
        return assertNever(way);
    }
  }

  #byPassphrase(passphrase: string, lock: Lock, options: TryOptions): Promise<Result<OpenedSlot>> {
    const slots = slotsOf(lock, 'passphrase');
    return this.#guarded('passphrase', options, () =>
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
    return this.#guarded('recovery-code', options, () =>
      firstOf(slots, async (slot) => openRecoverySlot(slot, lock.vaultId, code)),
    );
  }

  async #guarded(
    method: Proof['method'],
    options: TryOptions,
    attempt: () => Promise<OpenedSlot | null>,
  ): Promise<Result<OpenedSlot>> {
    const guard = this.#guards.vault;
    const opened = await guard.try(attempt, options);
    if (opened === undefined) return fail({ code: 'vault-locked' });
    if (opened !== null) return ok(opened);
    await this.#onWrong(method);
    return fail({ code: `wrong-${method}`, retryAfterMs: guard.delayMs });
  }

  async #byKeychain(lock: Lock): Promise<Result<OpenedSlot>> {
    const slots = slotsOf(lock, 'keychain');
    if (slots.length === 0 || !(await this.#keychain.isAvailable())) {
      return fail({ code: 'keychain-unavailable' });
    }
    for (const slot of slots) {
      const opened = await openKeychainSlot(slot, lock.vaultId, this.#keychain);
      if (opened.ok) return ok({ bytes: opened.value, slot });
      // It would not answer for the next one either.
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
