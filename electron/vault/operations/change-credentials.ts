import type { Proof, CredentialsChanged } from '../../../shared/contract/unlock-methods';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ActivityDraft } from '../format/events';
import type { KdfCost } from '../crypto/argon2id';
import type { ChangedKey } from './rotate-data-key';
import { DataKey } from '../crypto/data-key';
import type { RatePassphrase } from '../keyslots/passphrase-rules';
import { checkPassphrase } from '../keyslots/passphrase-rules';
import { generateRecoveryCode } from '../crypto/recovery-code';
import type { Keychain } from '../keyslots/keyslots';
import type { Slot } from '../format/keyslot-schema';
import {
  askForKeychainKey,
  keychainSlot,
  passphraseSlot,
  recoverySlot,
} from '../keyslots/keyslots';
import type { Vault } from '../vault';

interface SecurityOptions {
  session: {
    readonly vault: Vault | null;
    confirm(proof: Proof): Promise<Result<void>>;
    changeDataKey(next: ChangedKey): Promise<Result<CredentialsChanged>>;
  };
  keychain: Keychain;
  /** the KDF cost of a new passphrase slot */
  kdfCost: () => Promise<KdfCost>;
  ratePassphrase: RatePassphrase;
}

/** A recovery code on screen that is not valid yet, and the change to apply once it is saved. */
interface Pending {
  vault: Vault;
  recoveryCode: string;
  apply: () => Promise<Result<CredentialsChanged>>;
  forget: () => void;
}

type CredentialEvent =
  | 'vault.passphrase-changed'
  | 'vault.recovery-code-changed'
  | 'vault.keychain-added'
  | 'vault.keychain-removed';

/**
 * Changes the keyslots of the open vault. Each change needs the passphrase or the recovery code.
 */
export class CredentialChanges {
  readonly #options: SecurityOptions;
  #pending: Pending | null = null;

  constructor(options: SecurityOptions) {
    this.#options = options;
  }

  async status(): Promise<Result<{ hasKeychainSlot: boolean; canUseKeychain: boolean }>> {
    const vault = this.#options.session.vault;
    if (!vault) return fail({ code: 'vault-locked' });
    return ok({
      hasKeychainSlot: vault.slots.some(({ type }) => type === 'keychain'),
      canUseKeychain: await this.#options.keychain.isAvailable(),
    });
  }

  /**
   * Wraps the data key under a new passphrase, here and in the backups. The old passphrase no
   * longer unlocks the vault.
   */
  async changePassphrase(proof: Proof, passphrase: string): Promise<Result<CredentialsChanged>> {
    const checked = await checkPassphrase(passphrase, this.#options.ratePassphrase);
    if (!checked.ok) return checked;
    return this.#changeSlots(proof, 'vault.passphrase-changed', 'passphrase', async (key, id) =>
      ok(await passphraseSlot(key, id, passphrase, await this.#options.kdfCost())),
    );
  }

  /** Adds or removes the keychain slot. */
  async setKeychain(proof: Proof, isWanted: boolean): Promise<Result<CredentialsChanged>> {
    const { keychain } = this.#options;
    if (!isWanted) return this.#changeSlots(proof, 'vault.keychain-removed', 'keychain', null);
    if (!(await keychain.isAvailable())) return fail({ code: 'keychain-unavailable' });
    const vault = await this.#confirmed(proof);
    if (!vault.ok) return vault;
    // Before the vault's queue is held: other commits would wait for the keychain too.
    const asked = await askForKeychainKey(keychain);
    if (!asked.ok) return asked;
    if (this.#options.session.vault !== vault.value) return fail({ code: 'vault-locked' });
    return changeSlots(vault.value, 'vault.keychain-added', 'keychain', async (key, id) =>
      ok(keychainSlot(key, id, asked.value)),
    );
  }

  /** Makes a new recovery code. It becomes valid with `confirmRecoveryCode`. */
  async prepareRecoveryCode(proof: Proof): Promise<Result<{ recoveryCode: string }>> {
    return this.#prepare(proof, async (vault, code) =>
      ok({
        apply: () =>
          changeSlots(vault, 'vault.recovery-code-changed', 'recovery', async (key, id) =>
            ok(recoverySlot(key, id, code)),
          ),
        forget: () => undefined,
      }),
    );
  }

  /**
   * Makes a new data key with new keyslots: the same passphrase, a new recovery code, and the
   * keychain if it was set up. `confirmRecoveryCode` re-encrypts the vault.
   */
  async prepareDataKey(passphrase: string): Promise<Result<{ recoveryCode: string }>> {
    const { keychain, kdfCost, session } = this.#options;
    // Read before the KDF runs: a keyslot change during it must be detected.
    const insteadOf = session.vault?.slots ?? [];
    return this.#prepare({ method: 'passphrase', passphrase }, async (vault, code) => {
      const { vaultId } = vault;
      const dataKey = DataKey.generate(vaultId);
      const slots: Slot[] = [
        await passphraseSlot(dataKey.bytes, vaultId, passphrase, await kdfCost()),
        recoverySlot(dataKey.bytes, vaultId, code),
      ];
      if (vault.slots.some(({ type }) => type === 'keychain')) {
        const asked = await askForKeychainKey(keychain);
        if (!asked.ok) {
          dataKey.destroy();
          return asked;
        }
        slots.push(keychainSlot(dataKey.bytes, vaultId, asked.value));
      }
      return ok({
        apply: () => session.changeDataKey({ dataKey, slots, insteadOf }),
        forget: () => {
          dataKey.destroy();
        },
      });
    });
  }

  /** The recovery code on screen, or null; the clipboard may copy it. */
  get pendingCode(): string | null {
    return this.#pending?.recoveryCode ?? null;
  }

  /** Called once the new recovery code is saved: applies the pending change. */
  async confirmRecoveryCode(): Promise<Result<CredentialsChanged>> {
    const pending = this.#pending;
    if (!pending || pending.vault !== this.#options.session.vault) {
      this.forget();
      return fail({ code: 'new-code-expired' });
    }
    // Taken out first, so that `forget` does not destroy it while in use.
    this.#pending = null;
    const applied = await pending.apply();
    if (applied.ok) return applied;
    // A retry is possible unless the vault was locked or its keyslots changed.
    const isOver = applied.failure.code === 'new-code-expired';
    if (!isOver && pending.vault === this.#options.session.vault) this.#pending ??= pending;
    if (this.#pending !== pending) pending.forget();
    return applied;
  }

  /** Discards the pending code: the vault was locked, or the user cancelled. */
  forget(): void {
    this.#pending?.forget();
    this.#pending = null;
  }

  async #prepare(
    proof: Proof,
    make: (vault: Vault, code: string) => Promise<Result<Pick<Pending, 'apply' | 'forget'>>>,
  ): Promise<Result<{ recoveryCode: string }>> {
    const vault = await this.#confirmed(proof);
    if (!vault.ok) return vault;
    this.forget();
    const recoveryCode = generateRecoveryCode();
    const made = await make(vault.value, recoveryCode.replaceAll('-', ''));
    if (!made.ok) return made;
    if (this.#options.session.vault !== vault.value) {
      made.value.forget();
      return fail({ code: 'vault-locked' });
    }
    this.#pending = { vault: vault.value, recoveryCode, ...made.value };
    return ok({ recoveryCode });
  }

  /** @returns the open vault, after the proof was verified */
  async #confirmed(proof: Proof): Promise<Result<Vault>> {
    const { session } = this.#options;
    const confirmed = await session.confirm(proof);
    if (!confirmed.ok) return confirmed;
    const { vault } = session;
    if (!vault) return fail({ code: 'vault-locked' });
    return vault.isReadOnly ? fail({ code: 'vault-read-only' }) : ok(vault);
  }

  async #changeSlots(
    proof: Proof,
    event: CredentialEvent,
    type: Slot['type'],
    make: SlotMaker | null,
  ): Promise<Result<CredentialsChanged>> {
    const vault = await this.#confirmed(proof);
    return vault.ok ? changeSlots(vault.value, event, type, make) : vault;
  }
}

/** Makes a slot from the data key's bytes. It must not keep them. */
type SlotMaker = (dataKey: Buffer, vaultId: string) => Promise<Result<Slot>>;

/** Replaces all slots of one type by one slot or none, in one rewrite of the header. */
function changeSlots(
  vault: Vault,
  event: CredentialEvent,
  type: Slot['type'],
  make: SlotMaker | null,
): Promise<Result<CredentialsChanged>> {
  return vault.exclusively(async ({ header, dataKey, record, replaceSlots }) => {
    const made = await make?.(dataKey.bytes, header.vaultId);
    if (made && !made.ok) return made;
    const recorded = await record([{ event, keyId: null, change: null } satisfies ActivityDraft]);
    if (!recorded.ok) return recorded;
    const others = header.slots.filter((slot) => slot.type !== type);
    return replaceSlots(made ? [...others, made.value] : others);
  });
}
