import type { SyncCounts } from '../../shared/activity/activity';
import type { KeyAccess } from '../../shared/keys/access';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { FieldConflict } from '../../shared/sync/merge';
import type { Result } from '../../shared/lib/result';
import type { KeyUsage } from '../../shared/keys/usage';

type Fields = Partial<Omit<ApiKeyRecord, 'id'>>;

interface SealedSecret {
  nonce: string;
  ciphertext: string;
  tag: string;
}

/** What is known of the endpoint's side of one key; the vault's ledger says more of each field. */
export interface LedgerEntry {
  id: string;
  lastModified: number | null;
  before?: Fields | undefined;
  sent?: Fields | undefined;
  deleted?: 'here' | 'both' | undefined;
  /** of a deleted key, so that it can still be named */
  name?: string | undefined;
  returned?: { lastModified: number; name: string; access?: KeyAccess | undefined } | undefined;
  extra?: Record<string, JsonValue> | undefined;
  conflicts?: FieldConflict[] | undefined;
}

/** What an endpoint told of how one key was used. */
export interface UsageEntry {
  id: string;
  before: string | null;
  lastUsedAt: string;
  usage: KeyUsage | null;
}

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [field: string]: JsonValue };

/** What sync may ask a vault to record. `actor` names the endpoint where the change came from there. */
export type SyncDraft = { actor?: string } & (
  | {
      event: 'key.created';
      keyId: string;
      /** the secret of a key that comes back under another id; an endpoint never has one */
      change: { record: ApiKeyRecord; sealedSecret: SealedSecret | null };
    }
  | { event: 'key.updated'; keyId: string; change: { before: Fields; after: Fields } }
  | { event: 'key.deleted'; keyId: string; change: { before: ApiKeyRecord } }
  | { event: 'setting.changed'; keyId: null; change: { name: string; value: JsonValue } }
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

/** What merging needs to see of a vault. */
export interface SyncView {
  readonly keys: ReadonlyMap<string, { record: ApiKeyRecord }>;
  readonly ledger: {
    readonly cursor: number | null;
    readonly entries: ReadonlyMap<string, LedgerEntry>;
  };
  idOfName(name: string): string | undefined;
}

/** What sync needs of an unlocked vault. */
export interface SyncVault extends SyncView {
  readonly settings: ReadonlyMap<string, unknown>;
  readonly usage: { readonly cursor: number | null };
  /** @param origin `endpoint` for what a sync does by itself; what a person decides is the window's */
  commit(
    prepare: () => Result<SyncDraft[]>,
    origin?: 'endpoint',
  ): Promise<Result<readonly { sequence: number }[]>>;
  /** Seals under a name of its own. The buffer stays the caller's to zero. */
  sealSecret(name: string, secret: Buffer): SealedSecret;
  /** @returns a buffer that the caller must zero, or null when it does not open */
  openSealed(name: string, sealed: SealedSecret): Buffer | null;
  /** @returns a key's secret in a buffer that the caller must zero */
  openSecret(id: string): Result<Buffer>;
}
