import type { Result } from '../../shared/lib/result';
import type { KeyUsage } from '../../shared/keys/usage';
import type {
  CommittedEvent,
  DeletedKey,
  KeyEvent,
  KeyRestored,
  SealedSecret,
  SettingChanged,
  StoredKey,
} from '../lib/vault-port';

/** The secret of a key leaves the vault. */
export type SecretRead =
  | { event: 'secret.revealed' | 'secret.copied' | 'secret.tested'; keyId: string; change: null }
  /** `recipient`: an age recipient; null for a passphrase */
  | { event: 'secret.handed-over'; keyId: string; change: { recipient: string | null } };

/** The events that the key rules may record. */
export type KeyDraft = KeyEvent | KeyRestored | SettingChanged | SecretRead;

/** The sync ledger's entry of one key. */
interface LedgerEntry {
  lastModified: number | null;
  before?: object | undefined;
  deleted?: unknown;
}

/** An event as the activity has it. */
export type RecordedEvent = CommittedEvent & { commitEnd: number; at: string; actor: string };

/** The part of an unlocked vault that the key rules need. */
export interface KeyVault {
  readonly keys: ReadonlyMap<string, StoredKey>;
  /** the deleted keys that can be restored, by id */
  readonly deleted: ReadonlyMap<string, DeletedKey>;
  /** A deleted key as it can be created again: under a new id where an endpoint knows of the deletion. */
  revived(key: StoredKey): StoredKey;
  /** @returns the keys that were created last, unordered, and the number of all keys */
  newest(count: number): { keys: readonly StoredKey[]; total: number };
  /**
   * Loads all keys, yielding to the event loop in between: there may be 100,000. `keys` loads them
   * too, but blocks.
   */
  readKeys(): Promise<void>;
  /** sealed settings by name */
  readonly settings: ReadonlyMap<string, unknown>;
  readonly actor: string;
  readonly usage: { get(id: string): KeyUsage | undefined };
  /** the state that was agreed with an endpoint, by key id */
  readonly ledger: { readonly entries: ReadonlyMap<string, LedgerEntry> };
  idOfName(name: string): string | undefined;
  /** @returns the recorded events: none when nothing changed */
  commit(
    prepare: () => Result<KeyDraft[]>,
    origin?: undefined,
    during?: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void },
  ): Promise<Result<readonly unknown[]>>;
  readonly activity: {
    /** where the events that are not archived begin and end */
    readonly start: { sequence: number };
    readonly end: { sequence: number };
    /** Reads the events backwards, the newest first, until `take` returns false. */
    readBack(
      from: null,
      take: (event: RecordedEvent) => boolean,
    ): Promise<Result<{ brokenLine: number | null }>>;
  };
  sealSecret(id: string, secret: Buffer): SealedSecret;
  openSecret(id: string): Result<Buffer>;
  /** Opens a secret that was sealed for that id: a buffer that the caller zeroes, or null. */
  openSealed(id: string, sealed: SealedSecret): Buffer | null;
}
