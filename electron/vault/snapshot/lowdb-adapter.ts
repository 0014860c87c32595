import type { Adapter } from 'lowdb';
import type { Failure } from '../../../shared/lib/failure';
import { writeDurably } from '../../platform/disk/durable-write';
import { stillTheSame } from '../../platform/disk/file-identity';
import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import type { FileIdentity } from '../../platform/disk/read-file';
import { readWhole } from '../../platform/disk/read-file';
import type { VaultFile } from '../format/snapshot-schema';
import { decodeVaultFile, encodeVaultFile } from '../format/snapshot-file';

/** Carries a failure through lowdb, whose adapters can only throw. */
export class StorageFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/**
 * lowdb's two-method adapter for `vault.json`: reads strictly, writes durably, and refuses to
 * replace a file that it did not read or write last.
 */
export class LowdbAdapter implements Adapter<VaultFile | null> {
  readonly #fs: FileSystem;
  readonly #path: string;
  readonly #verify: (file: VaultFile) => boolean;
  readonly #keepBackup: (sequence: number) => Promise<void>;
  /** The identity of the file at the path; null while none is known. */
  #known: (FileIdentity & { sequence: number }) | null = null;

  /**
   * @param verify whether a file just written opens; called before the rename
   * @param keepBackup called with the sequence number of the good file while it is still in place
   */
  constructor(options: {
    fs: FileSystem;
    path: string;
    verify: (file: VaultFile) => boolean;
    keepBackup: (sequence: number) => Promise<void>;
  }) {
    this.#fs = options.fs;
    this.#path = options.path;
    this.#verify = options.verify;
    this.#keepBackup = options.keepBackup;
  }

  /**
   * @returns null when there is no file
   * @throws StorageFailure when the file cannot be read or is not good
   */
  async read(): Promise<VaultFile | null> {
    let bytes: Buffer;
    let identity: FileIdentity;
    try {
      ({ bytes, identity } = await readWhole(this.#fs, this.#path));
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === 'ENOENT') return null;
      if (reason === null) throw error;
      throw new StorageFailure({ code: 'vault-unreadable', path: this.#path, reason });
    }
    const file = decodeVaultFile(bytes, this.#path);
    if (!file.ok) throw new StorageFailure(file.failure);
    this.#known = { ...identity, sequence: file.value.sequence };
    return file.value;
  }

  /**
   * @throws StorageFailure `vault-changed-on-disk`, or the system error of the call that failed;
   * the old file is then still in place
   */
  async write(file: VaultFile | null): Promise<void> {
    if (file === null) throw new Error('there is no writing of nothing');
    const known = this.#known;
    await writeDurably(this.#fs, this.#path, encodeVaultFile(file), {
      mode: known ? 'replace' : 'create',
      verify: (written) => {
        const decoded = decodeVaultFile(written, this.#path);
        if (decoded.ok && this.#verify(decoded.value)) return;
        throw Object.assign(new Error('what was written does not open'), { code: 'EIO' });
      },
      beforeReplace: async () => {
        if (!known) return;
        if (!(await this.isCurrent())) {
          throw new StorageFailure({ code: 'vault-changed-on-disk', path: this.#path });
        }
        await this.#keepBackup(known.sequence);
      },
      afterReplace: (identity) => {
        this.#known = { ...identity, sequence: file.sequence };
      },
    });
  }

  /** Last sequence number in the file that was read or written last. */
  get sequence(): number | null {
    return this.#known?.sequence ?? null;
  }

  /**
   * Whether the file at the path still has the content that was read or written last.
   *
   * @throws the system error when that cannot be determined
   */
  async isCurrent(): Promise<boolean> {
    const known = this.#known;
    if (known === null) return false;
    const now = await stillTheSame(this.#fs, this.#path, known);
    // A write that finished meanwhile has set a newer identity.
    if (now !== null && this.#known === known) this.#known = { ...now, sequence: known.sequence };
    return now !== null;
  }
}
