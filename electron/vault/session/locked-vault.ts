import { systemErrorCode } from '../../platform/disk/file-system';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { hasRemains } from './create-vault';
import type { VaultEnvironment } from '../open-vault';
import { SnapshotStore } from '../snapshot/snapshot-store';
import type { VaultFile } from '../format/snapshot-schema';

/** A locked vault that was read. */
export interface FoundVault {
  file: VaultFile;
  snapshots: SnapshotStore;
}

/** The vault on disk, as far as it can be read without a key. */
export class LockedVault {
  readonly #environment: VaultEnvironment;
  #found: FoundVault | null = null;

  constructor(environment: VaultEnvironment) {
    this.#environment = environment;
  }

  /**
   * Reads the vault, unless the cached copy is current: it may have many megabytes.
   *
   * @returns `vault-absent` when there is none, `vault-missing` when one must have existed, or what
   * is wrong with it
   */
  async read(): Promise<Result<FoundVault>> {
    if (this.#found && (await this.#found.snapshots.isCurrent())) return ok(this.#found);
    this.#found = null;
    const { fs, paths } = this.#environment;
    const snapshots = new SnapshotStore(fs, paths);
    const read = await snapshots.read();
    if (!read.ok) return read;
    if (read.value) {
      this.#found = { file: read.value, snapshots };
      return ok(this.#found);
    }
    try {
      const path = paths.vault;
      return fail(
        (await hasRemains(this.#environment))
          ? { code: 'vault-missing', path }
          : { code: 'vault-absent' },
      );
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === null) throw error;
      return fail({ code: 'vault-unreadable', path: paths.directory, reason });
    }
  }

  /** Drops the cache: opening the vault changes its files. */
  forget(): void {
    this.#found = null;
  }
}
