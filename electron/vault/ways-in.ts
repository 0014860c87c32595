import type { WayIn } from '../../shared/contract/ways-in';
import type { Result } from '../../shared/result';
import { assertNever, fail, ok } from '../../shared/result';
import { AttemptGuard } from './attempt-guard';
import { normaliseRecoveryCode } from './recovery-code';
import type { Keychain, Slot } from './slots';
import { openKeychainSlot, openPassphraseSlot, openRecoverySlot } from './slots';

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

/** Tries passphrases, recovery codes and the keychain on the slots of a vault, and slows guessing down. */
export class WaysIn {
  readonly #keychain: Keychain;
  readonly #guard: AttemptGuard;

  /** @param failed tries that failed before, as far as they are still counted */
  constructor(
    keychain: Keychain,
    now: () => number,
    failed: { count: number; lastAt: string } | null,
  ) {
    this.#keychain = keychain;
    this.#guard = new AttemptGuard(now, failed);
  }

  /** @returns the data key, the caller's to zero, or why this way does not lead in */
  async open(way: WayIn, lock: Lock): Promise<Result<Buffer>> {
    const opened = await this.openSlot(way, lock);
    return opened.ok ? ok(opened.value.bytes) : opened;
  }

  /** As `open`, and says which of the slots it was: the first one that opens. */
  async openSlot(way: WayIn, lock: Lock): Promise<Result<OpenedSlot>> {
    switch (way.method) {
      case 'passphrase':
        return this.#byPassphrase(way.passphrase, lock);
      case 'recovery-code':
        return this.#byRecoveryCode(way.code, lock);
      case 'keychain':
        return this.#byKeychain(lock);
      default:
        return assertNever(way);
    }
  }

  async #byPassphrase(passphrase: string, lock: Lock): Promise<Result<OpenedSlot>> {
    const slots = slotsOf(lock, 'passphrase');
    const opened = await this.#guard.try(() =>
      firstOf(slots, (slot) => openPassphraseSlot(slot, lock.vaultId, passphrase)),
    );
    if (opened) return ok(opened);
    return fail({ code: 'wrong-passphrase', retryAfterMs: this.#guard.delayMs });
  }

  async #byRecoveryCode(typed: string, lock: Lock): Promise<Result<OpenedSlot>> {
    const code = normaliseRecoveryCode(typed);
    if (code === null) return fail({ code: 'malformed-recovery-code' });
    const slots = slotsOf(lock, 'recovery');
    const opened = await this.#guard.try(() =>
      firstOf(slots, async (slot) => openRecoverySlot(slot, lock.vaultId, code)),
    );
    if (opened) return ok(opened);
    return fail({ code: 'wrong-recovery-code', retryAfterMs: this.#guard.delayMs });
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
