import { dirname } from 'node:path';
import { Low } from 'lowdb';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { OpenVault } from './backup-keyslots';
import { alignBackups } from './backup-keyslots';
import { keepBackup } from './backups';
import type { DataKey } from '../crypto/data-key';
import type { FileSystem } from '../../platform/disk/file-system';
import { faultCode, systemErrorCode } from '../../platform/disk/file-system';
import type { VaultBody, VaultFile, VaultHeader } from '../format/snapshot-schema';
import { opensWith, sealVaultFile } from '../format/snapshot-file';
import { StorageFailure, LowdbAdapter } from './lowdb-adapter';
import type { VaultPaths } from '../format/vault-paths';
import { failedFolder, writeFailure } from '../../platform/disk/write-failure';

/** `vault.json` through lowdb: read once, sealed and written at each snapshot. */
export class SnapshotStore {
  readonly #path: string;
  readonly #disk: { fs: FileSystem; paths: VaultPaths };
  readonly #adapter: LowdbAdapter;
  readonly #database: Low<VaultFile | null>;
  #dataKey: DataKey | null = null;
  #keepsBackup = true;

  constructor(fs: FileSystem, paths: VaultPaths) {
    this.#path = paths.vault;
    this.#disk = { fs, paths };
    this.#adapter = new LowdbAdapter({
      fs,
      path: paths.vault,
      verify: (file) => this.#dataKey !== null && opensWith(file, this.#dataKey),
      keepBackup: async (sequence) => {
        if (this.#keepsBackup) await keepBackup(fs, paths.vault, paths.backups, sequence);
      },
    });
    this.#database = new Low<VaultFile | null>(this.#adapter, null);
  }

  /** @returns the file, or null when there is none */
  async read(): Promise<Result<VaultFile | null>> {
    try {
      this.#database.data = null;
      await this.#database.read();
      const file = this.#database.data;
      // Not kept in memory: it may have many megabytes and is not needed once the vault is open.
      this.#database.data = null;
      return ok(file);
    } catch (error) {
      if (error instanceof StorageFailure) return fail(error.failure);
      throw error;
    }
  }

  /** Last sequence number in the snapshot on disk; null when it is not known. */
  get sequence(): number | null {
    return this.#adapter.sequence;
  }

  /** Whether the file on disk is known to be the one read or written last. */
  async isCurrent(): Promise<boolean> {
    try {
      return await this.#adapter.isCurrent();
    } catch (error) {
      faultCode(error);
      return false;
    }
  }

  /**
   * Checks that the file is the one read or written last: commits beside another program's file
   * would be lost.
   *
   * @returns `vault-changed-on-disk` when it was replaced or deleted; `write-failed` when that
   * cannot be determined
   */
  async expectCurrent(): Promise<Result<void>> {
    try {
      if (await this.#adapter.isCurrent()) return ok(undefined);
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') return fail(writeFailure(this.#path, error));
    }
    return fail({ code: 'vault-changed-on-disk', path: this.#path });
  }

  /** Writes the vault's keyslots into the backups; see `alignBackups`. */
  alignBackups(vault: OpenVault): Promise<string[]> {
    return alignBackups(this.#disk, vault);
  }

  /**
   * Seals and writes. A failed write changes nothing on disk.
   *
   * @param options.keepsBackup whether the replaced file becomes a backup
   */
  async write(
    header: Omit<VaultHeader, 'format' | 'version' | 'sequence'>,
    body: VaultBody,
    dataKey: DataKey,
    { keepsBackup } = { keepsBackup: true },
  ): Promise<Result<void>> {
    this.#dataKey = dataKey;
    this.#keepsBackup = keepsBackup;
    try {
      this.#database.data = sealVaultFile(header, body, dataKey);
      await this.#database.write();
      return ok(undefined);
    } catch (error) {
      if (error instanceof StorageFailure) return fail(error.failure);
      return fail(writeFailure(failedFolder(error, dirname(this.#path)) ?? this.#path, error));
    } finally {
      this.#dataKey = null;
      this.#database.data = null;
    }
  }
}
