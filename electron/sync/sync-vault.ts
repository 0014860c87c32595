import type { SyncCounts } from '../../shared/activity/activity';
import type { KeyAccess } from '../../shared/keys/access';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { FieldConflict } from '../../shared/sync/merge';
import type { Result } from '../../shared/lib/result';
import type { KeyUsage } from '../../shared/keys/usage';
import type {
  JsonValue,
  KeyCreated,
  KeyDeleted,
  KeyUpdated,
  SealedSecret,
  SettingChanged,
} from '../lib/vault-port';

type Fields = Partial<Omit<ApiKeyRecord, 'id'>>;

/** The endpoint's state of one key. The vault's ledger has more about each field. */
export interface LedgerEntry {
  id: string;
  lastModified: number | null;
  before?: Fields | undefined;
  sent?: Fields | undefined;
  deleted?: 'here' | 'both' | undefined;
  /** of a deleted key, so that it can be named */
  name?: string | undefined;
  returned?: { lastModified: number; name: string; access?: KeyAccess | undefined } | undefined;
  extra?: Record<string, JsonValue> | undefined;
  conflicts?: FieldConflict[] | undefined;
}

/** The usage of one key, as the endpoint reported it. */
export interface UsageEntry {
  id: string;
  before: string | null;
  lastUsedAt: string;
  usage: KeyUsage | null;
}

/** What sync may ask a vault to record. `actor` names the endpoint where the change came from there. */
export type SyncDraft = { actor?: string } &
  /** the secret of a key that comes back under another id; an endpoint never has one */
  (
    | KeyCreated
    | KeyUpdated<Omit<ApiKeyRecord, 'id'>>
    | KeyDeleted
    | SettingChanged
    | {
        event: 'sync.agreed';
        keyId: null;
        change: { cursor?: number; entries: LedgerEntry[] };
      }
    | {
        event: 'usage.received';
        keyId: null;
        change: { cursor: number | null; entries: UsageEntry[] };
      }
    | {
        event: 'sync.done';
        keyId: null;
        change: { first: number; isWhole: boolean } & SyncCounts;
      }
    | { event: 'sync.reset'; keyId: null; change: { keepDeletions: boolean } }
  );

/** The part of a vault that merging reads. */
export interface SyncView {
  readonly keys: ReadonlyMap<string, { record: ApiKeyRecord }>;
  readonly ledger: {
    readonly cursor: number | null;
    readonly entries: ReadonlyMap<string, LedgerEntry>;
  };
  idOfName(name: string): string | undefined;
}

/** The part of an unlocked vault that sync needs. */
export interface SyncVault extends SyncView {
  readonly settings: ReadonlyMap<string, unknown>;
  readonly usage: { readonly cursor: number | null };
  /**
   * @param origin `endpoint` for changes by sync itself; decisions of the user have the window's
   */
  commit(
    prepare: () => Result<SyncDraft[]>,
    origin?: 'endpoint',
  ): Promise<Result<readonly { sequence: number }[]>>;
  /** Seals under a name. The caller zeroes the buffer. */
  sealSecret(name: string, secret: Buffer): SealedSecret;
  /** @returns a buffer that the caller zeroes, or null when it does not decrypt */
  openSealed(name: string, sealed: SealedSecret): Buffer | null;
  /** @returns a key's secret in a buffer that the caller zeroes */
  openSecret(id: string): Result<Buffer>;
}
