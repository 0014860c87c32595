import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { KdfCost } from '../crypto/argon2id';
import type { PreparedVault } from './create-vault';
import { prepareVault, writePreparedVault } from './create-vault';
import type { DataKey } from '../crypto/data-key';
import type { VaultEnvironment } from '../open-vault';
import type { RatePassphrase } from '../keyslots/passphrase-rules';
import { checkPassphrase } from '../keyslots/passphrase-rules';
import type { Keychain, KeychainKey } from '../keyslots/keyslots';
import { askForKeychainKey } from '../keyslots/keyslots';
import { SnapshotStore } from '../snapshot/snapshot-store';

interface FirstRunOptions {
  environment: VaultEnvironment;
  keychain: Keychain;
  /** the KDF cost of the passphrase slot */
  kdfCost: () => Promise<KdfCost>;
  ratePassphrase: RatePassphrase;
}

/** A new vault: prepared in memory, written once its recovery code is saved. */
export class PendingVault {
  readonly #options: FirstRunOptions;
  #prepared: PreparedVault | null = null;

  constructor(options: FirstRunOptions) {
    this.#options = options;
  }

  /** The code on screen, or null. */
  get recoveryCode(): string | null {
    return this.#prepared?.recoveryCode ?? null;
  }

  async prepare(
    passphrase: string,
    useKeychain: boolean,
  ): Promise<Result<{ recoveryCode: string }>> {
    const checked = await checkPassphrase(passphrase, this.#options.ratePassphrase);
    if (!checked.ok) return checked;
    let keychainKey: KeychainKey | null = null;
    if (useKeychain) {
      const asked = await askForKeychainKey(this.#options.keychain);
      if (!asked.ok) return asked;
      keychainKey = asked.value;
    }
    this.#prepared?.dataKey.destroy();
    this.#prepared = await prepareVault({
      passphrase,
      cost: await this.#options.kdfCost(),
      keychain: keychainKey,
    });
    return ok({ recoveryCode: this.#prepared.recoveryCode });
  }

  /**
   * @returns the data key of the written vault, which the caller destroys; a failure can be retried
   */
  async write(): Promise<Result<DataKey>> {
    const prepared = this.#prepared;
    if (!prepared) return fail({ code: 'recovery-code-expired' });
    const { environment } = this.#options;
    const snapshots = new SnapshotStore(environment.fs, environment.paths);
    const written = await writePreparedVault(environment, snapshots, prepared);
    if (!written.ok) return written;
    this.#prepared = null;
    return ok(prepared.dataKey);
  }
}
