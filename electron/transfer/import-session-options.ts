import type { RuleJudge } from '../../shared/rules/change-judge';
import type { Result } from '../../shared/lib/result';
import type { OpenedImport } from '../../shared/transfer/transfer';
import type { FileSystem } from '../platform/disk/file-system';
import type { StoredKey } from '../lib/vault-port';
import type { ChangesBetween, ImportVault } from './import-vault';
import type { Refusal } from './refusal';

/** A sealed file, opened with its passphrase. */
export interface UnsealedFile {
  keys: readonly StoredKey[];
  openSecret(entry: StoredKey): Buffer | null;
  close(): void;
}

/** A sealed file: the parts that need no passphrase. */
export interface SealedFile {
  /**
   * @returns `wrong-passphrase`, with the delay before the next attempt; `vault-locked` when the
   * vault was locked meanwhile
   */
  open(passphrase: string): Promise<Result<UnsealedFile | 'altered'>>;
}

export interface ImportSessionOptions {
  fs: Pick<FileSystem, 'open'>;
  vault: () => ImportVault | null;
  now: () => number;
  isSecret: (text: string) => boolean;
  hashSecret: (secret: string) => string;
  changesBetween: ChangesBetween;
  /** judges the keys of a file by the vault's rules; without it there are none */
  judge?: () => RuleJudge;
  readSealed: (bytes: Buffer) => { file: SealedFile } | { problem: Refusal['problem'] };
  /** Whether a file's content may be held in memory: not while the vault is locked. */
  mayHold: () => Promise<boolean>;
  onOpened: (opened: OpenedImport) => void;
}
