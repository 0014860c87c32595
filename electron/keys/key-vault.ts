import type { Result } from '../../shared/lib/result';
import type { KeyUsage } from '../../shared/keys/usage';
import type {
  DeletedKey,
  KeyCreated,
  KeyDeleted,
  KeyRestored,
  KeyRotated,
  KeyUpdated,
  SealedSecret,
  StoredKey,
} from '../lib/vault-port';

/** What the key rules may ask a vault to record. */
export type KeyDraft =
  | KeyCreated
  | KeyUpdated
  | KeyRotated
  | KeyRestored
  | KeyDeleted
  | { event: 'secret.revealed' | 'secret.copied' | 'secret.tested'; keyId: string; change: null };

/** The ledger's entry of one key. */
interface LedgerEntry {
  lastModified: number | null;
  before?: object | undefined;
}

/** What the key rules need of an unlocked vault. */
export interface KeyVault {
  readonly keys: ReadonlyMap<string, StoredKey>;
  /** the deleted keys that can be restored, by id */
  readonly deleted: ReadonlyMap<string, DeletedKey>;
  /** A deleted key as it can be created again: under a new id where an endpoint knows of the deletion. */
  revived(key: StoredKey): StoredKey;
  /** @returns as many of the keys that were created last, in no order, and how many there are */
  newest(count: number): { keys: readonly StoredKey[]; total: number };
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
