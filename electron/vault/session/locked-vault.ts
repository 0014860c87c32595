import { systemErrorCode } from '../../platform/disk/file-system';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { hasRemains } from './create-vault';
import type { VaultWorld } from '../open-vault';
import { SnapshotStore } from '../snapshot/snapshot-store';
import type { VaultFile } from '../format/snapshot-schema';

/** A vault that was read and is still locked. */
export interface FoundVault {
  file: VaultFile;
  snapshots: SnapshotStore;
}

/** The vault as it stands on the disk, as far as it can be read without a key. */
export class LockedVault {
  readonly #world: VaultWorld;
  #found: FoundVault | null = null;

  constructor(world: VaultWorld) {
    this.#world = world;
  }

  /**
   * Reads the vault, unless it was read before and is the same still: it may have many megabytes.
   *
   * @returns `vault-absent` when there is none, `vault-missing` when there must have been one, or what is wrong with it
   */
  async read(): Promise<Result<FoundVault>> {
    if (this.#found && (await this.#found.snapshots.isCurrent())) return ok(this.#found);
    this.#found = null;
    const { fs, paths } = this.#world;
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
        (await hasRemains(this.#world))
          ? { code: 'vault-missing', path }
          : { code: 'vault-absent' },
      );
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === null) throw error;
      return fail({ code: 'vault-unreadable', path: paths.directory, reason });
    }
  }

  /** Whoever opens the vault changes it: what was read is to be read again. */
  forget(): void {
    this.#found = null;
  }
}
