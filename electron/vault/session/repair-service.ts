import type { Proof } from '../../../shared/contract/unlock-methods';
import type { RepairPreview, RepairSources, SavedFiles } from '../../../shared/vault/repair';
import type { Result } from '../../../shared/lib/result';
import { ok } from '../../../shared/lib/result';
import { listBackups, readVaultFile } from '../snapshot/backup-files';
import type { VaultEnvironment } from '../open-vault';
import { VaultRepair } from '../repair/repair';
import { copyVaultFiles } from '../repair/copy-vault-files';
import type { VaultSession } from './vault-session';

/** The steps to repair a vault that does not open. */
export class RepairService {
  readonly #environment: VaultEnvironment;
  readonly #session: VaultSession;
  readonly #recovery: VaultRepair;
  readonly #chooseFolder: () => Promise<string | null>;
  readonly #lock: () => Promise<void>;

  /**
   * @param options.chooseFolder asks the user; null when they cancel
   * @param options.lock locks the vault and everything that shows it; only the session when there
   * is no window
   */
  constructor(options: {
    environment: VaultEnvironment;
    session: VaultSession;
    chooseFolder: () => Promise<string | null>;
    lock?: () => Promise<void>;
  }) {
    this.#environment = options.environment;
    this.#session = options.session;
    this.#recovery = new VaultRepair(options.environment, options.session);
    this.#chooseFolder = options.chooseFolder;
    this.#lock = options.lock ?? (() => options.session.lock());
  }

  async look(): Promise<Result<RepairSources>> {
    const { fs, paths } = this.#environment;
    const backups = await listBackups(fs, paths.backups);
    if (!backups.ok) return backups;
    const isVaultGood = (await readVaultFile(fs, paths.vault)).ok;
    for (const { path, ...summary } of backups.value) {
      if ((await readVaultFile(fs, path)).ok) return ok({ isVaultGood, newest: summary });
    }
    return ok({ isVaultGood, newest: null });
  }

  find(proof: Proof): Promise<Result<RepairPreview>> {
    return this.#session.whileClosed(() => this.#recovery.find(proof));
  }

  use(): Promise<Result<void>> {
    return this.#session.openRepaired(() => this.#recovery.use());
  }

  /** Discards the version that `find` opened. */
  forget(): void {
    this.#recovery.forget();
  }

  async repair(): Promise<Result<void>> {
    const marked = this.#session.markForRepair();
    if (marked.ok) await this.#lock();
    return marked;
  }

  async saveFiles(): Promise<Result<SavedFiles | null>> {
    const target = await this.#chooseFolder();
    if (target === null) return ok(null);
    const { fs, paths, now } = this.#environment;
    return copyVaultFiles(fs, paths, target, now());
  }
}
