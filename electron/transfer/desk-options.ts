import type { Result } from '../../shared/lib/result';
import type { OpenedImport } from '../../shared/transfer/transfer';
import type { FileSystem } from '../platform/disk/file-system';
import type { ChangesBetween, ImportVault, StoredEntry } from './import-vault';
import type { Refusal } from './refusal';

/** A sealed file that its passphrase has opened. */
export interface UnsealedFile {
  keys: readonly StoredEntry[];
  openSecret(entry: StoredEntry): Buffer | null;
  close(): void;
}

/** A sealed file, read as far as it goes without a passphrase. */
export interface SealedFile {
  /** @returns `wrong-passphrase`, and when the next try is looked at; `vault-locked` when it was locked meanwhile */
  open(passphrase: string): Promise<Result<UnsealedFile | 'altered'>>;
}

export interface DeskOptions {
  fs: Pick<FileSystem, 'open'>;
  vault: () => ImportVault | null;
  now: () => number;
  isSecret: (text: string) => boolean;
  hashSecret: (secret: string) => string;
  changesBetween: ChangesBetween;
  readSealed: (bytes: Buffer) => { file: SealedFile } | { problem: Refusal['problem'] };
  /** Whether what a file holds may be in memory: a locked vault keeps it out. */
  mayHold: () => Promise<boolean>;
  onOpened: (opened: OpenedImport) => void;
}
