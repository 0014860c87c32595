import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { Result } from '../../shared/lib/result';
import type { KeyUsage } from '../../shared/keys/usage';

/** A secret sealed by the vault; only the vault reads it. */
interface SealedSecret {
  nonce: string;
  ciphertext: string;
  tag: string;
}

export interface KeyEntry {
  record: ApiKeyRecord;
  sealedSecret: SealedSecret | null;
}

/** What the key rules may ask a vault to record. */
export type KeyDraft =
  | { event: 'key.created'; keyId: string; change: KeyEntry }
  | {
      event: 'key.updated';
      keyId: string;
      change: { before: Partial<ApiKeyRecord>; after: Partial<ApiKeyRecord> };
    }
  | {
      event: 'key.rotated';
      keyId: string;
      change: {
        before: Partial<ApiKeyRecord>;
        after: Partial<ApiKeyRecord>;
        sealedSecret: SealedSecret;
      };
    }
  | { event: 'key.deleted'; keyId: string; change: { before: ApiKeyRecord } }
  | { event: 'secret.revealed' | 'secret.copied' | 'secret.tested'; keyId: string; change: null };

/** The ledger's entry of one key. */
interface LedgerEntry {
  lastModified: number | null;
  before?: object | undefined;
}

/** The fields of a committed event that the key rules read. */
export interface CommittedEvent {
  event: string;
  keyId: string | null;
  change: unknown;
}

/** What the key rules need of an unlocked vault. */
export interface KeyVault {
  readonly keys: ReadonlyMap<string, KeyEntry>;
  /** @returns as many of the keys that were created last, in no order, and how many there are */
  newest(count: number): { keys: readonly KeyEntry[]; total: number };
  /** Reads all of them, which `keys` does too, but lets others have their turn: there may be a hundred thousand. */
  readKeys(): Promise<void>;
  readonly actor: string;
  readonly usage: { get(id: string): KeyUsage | undefined };
  /** what was agreed with an endpoint, by the id of a key */
  readonly ledger: { readonly entries: ReadonlyMap<string, LedgerEntry> };
  idOfName(name: string): string | undefined;
  /** @returns the recorded events: none when nothing changed */
  commit(prepare: () => Result<KeyDraft[]>): Promise<Result<readonly unknown[]>>;
  sealSecret(id: string, secret: Buffer): SealedSecret;
  openSecret(id: string): Result<Buffer>;
}
