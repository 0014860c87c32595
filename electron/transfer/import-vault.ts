import type { Result } from '../../shared/lib/result';
import type { KeyEvent, KeyDeleted, KeyUpdated, SealedSecret, StoredKey } from '../lib/vault-port';

/** The events that an import commits. */
export type ImportDraft =
  | KeyEvent
  | {
      event: 'keys.imported';
      keyId: null;
      change: { fileName: string; added: number; replaced: number; skipped: number };
    };

export interface Stamp {
  sequence: number;
  /** RFC 3339 */
  at: string;
}

/** Events about deleted keys and replaced secrets and names. */
export type PastEvent = Stamp &
  (
    | (Omit<KeyUpdated, 'event'> & { event: 'key.updated' | 'key.rotated' })
    | KeyDeleted
    | { event: string; keyId: string | null; change: unknown }
  );

/** The part of an unlocked vault that an import needs. */
export interface ImportVault {
  readonly keys: ReadonlyMap<string, StoredKey>;
  /** the deleted keys that can be restored, by id */
  readonly deleted: ReadonlyMap<string, StoredKey>;
  readonly ledger: { readonly entries: ReadonlyMap<string, { deleted?: unknown }> };
  /** events about keys that no longer exist, newest first */
  readonly activity: {
    readonly end: { sequence: number };
    readonly archives: readonly { file: string }[];
    readBack(
      from: null,
      take: (event: PastEvent, before: { sequence: number }) => boolean,
    ): Promise<Result<{ brokenLine: number | null }>>;
    readArchiveBack(
      file: string,
      from: null,
      take: (event: PastEvent) => boolean,
    ): Promise<Result<void>>;
  };
  readonly actor: string;
  idOfName(name: string): string | undefined;
  commit(
    prepare: () => Result<ImportDraft[]>,
    origin: 'import',
  ): Promise<Result<readonly unknown[]>>;
  sealSecret(id: string, secret: Buffer): SealedSecret;
}

/** The events that turn one version of a key into another. */
export type ChangesBetween = (
  id: string,
  from: StoredKey | undefined,
  to: StoredKey | undefined,
) => ImportDraft[];
