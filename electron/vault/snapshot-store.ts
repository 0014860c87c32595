import { Low } from 'lowdb';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import { keepBackup } from './backups';
import type { DataKey } from './data-key';
import type { FileSystem } from './file-system';
import type { VaultBody, VaultFile, VaultHeader } from './vault-file';
import { sealVaultFile, unsealVaultFile } from './vault-file';
import { StorageFailure, VaultFileAdapter } from './vault-file-adapter';
import type { VaultPaths } from './vault-paths';
import { writeFailure } from './write-failure';

/** `vault.json` as lowdb keeps it: read once, sealed and written whenever the vault takes a snapshot. */
export class SnapshotStore {
  readonly #path: string;
  readonly #database: Low<VaultFile | null>;
  #dataKey: DataKey | null = null;

  constructor(fs: FileSystem, paths: VaultPaths) {
    this.#path = paths.vault;
    const adapter = new VaultFileAdapter({
      fs,
      path: paths.vault,
      verify: (file) => this.#dataKey !== null && unsealVaultFile(file, this.#dataKey) !== null,
      keepBackup: (sequence) => keepBackup(fs, paths.vault, paths.backups, sequence),
    });
    this.#database = new Low<VaultFile | null>(adapter, null);
  }

  /** @returns the file, or null when there is none */
  async read(): Promise<Result<VaultFile | null>> {
    try {
      this.#database.data = null;
      await this.#database.read();
      return ok(this.#database.data);
    } catch (error) {
      if (error instanceof StorageFailure) return fail(error.failure);
      throw error;
    }
  }

  /** Seals and writes. What could not be written changes nothing on the disk. */
  async write(
    header: Omit<VaultHeader, 'format' | 'version' | 'sequence'>,
    body: VaultBody,
    dataKey: DataKey,
  ): Promise<Result<void>> {
    this.#dataKey = dataKey;
    try {
      this.#database.data = sealVaultFile(header, body, dataKey);
      await this.#database.write();
      return ok(undefined);
    } catch (error) {
      if (error instanceof StorageFailure) return fail(error.failure);
      return fail(writeFailure(this.#path, error));
    } finally {
      this.#dataKey = null;
      this.#database.data = null;
    }
  }
}
