import { z } from 'zod';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { FailureCode } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import type { ImportProblem } from '../../../shared/transfer/transfer';
import type { StoredKey } from '../format/events';
import type { KdfCost } from '../crypto/argon2id';
import { DataKey } from '../crypto/data-key';
import { seal, sealedSchema, unseal } from '../crypto/aead';
import { openPassphraseSlot, passphraseSlot } from '../keyslots/keyslots';
import type { VaultFile } from '../format/snapshot-schema';
import {
  decodeVaultFile,
  encodeVaultFile,
  sealVaultFile,
  unsealVaultFile,
} from '../format/snapshot-file';
import { readAs } from '../../lib/read-as';

/** A key to be exported. */
export interface ExportedKey {
  record: ApiKeyRecord;
  /** null: the secret is not exported */
  secret: Buffer | null;
}

const secretContext = (id: string): string => `ownchat-keys secret ${id}`;

/**
 * An export (`.ownchat-vault`) is a vault file with its own id, its own data key, one keyslot and
 * no activity. It is validated and encrypted like `vault.json`.
 */
export class NewExport {
  readonly #dataKey: DataKey;
  readonly #header: Parameters<typeof sealVaultFile>[0];

  private constructor(dataKey: DataKey, header: Parameters<typeof sealVaultFile>[0]) {
    this.#dataKey = dataKey;
    this.#header = header;
  }

  /** Makes its keyslot, which takes a second. The caller must call `forget`. */
  static async begin(
    vaultId: string,
    passphrase: string,
    cost: KdfCost,
    createdAt: string,
  ): Promise<NewExport> {
    const dataKey = DataKey.generate(vaultId);
    try {
      const slot = await passphraseSlot(dataKey.bytes, vaultId, passphrase, cost);
      return new NewExport(dataKey, { vaultId, createdAt, slots: [slot] });
    } catch (error) {
      dataKey.destroy();
      throw error;
    }
  }

  /**
   * Synchronous: if the vault were locked half way, the export would be incomplete.
   *
   * @param keys their secrets are zeroed on the way
   */
  encode(keys: Iterable<ExportedKey>): Buffer {
    const stored: StoredKey[] = [];
    for (const { record, secret } of keys) {
      const sealedSecret =
        secret && seal(this.#dataKey.for('secret'), secret, secretContext(record.id));
      secret?.fill(0);
      stored.push({ record, sealedSecret });
    }
    const log = { sequence: 0, offset: 0, tag: '' };
    const body = { log, keys: stored, settings: {} };
    return encodeVaultFile(sealVaultFile(this.#header, body, this.#dataKey));
  }

  forget(): void {
    this.#dataKey.destroy();
  }
}

const NO_KEY = { record: {}, sealedSecret: null };
/** Decrypts under no key. */
const NO_SEAL = { nonce: '', ciphertext: '', tag: '' };
const entrySchema = z.object({
  record: z.looseObject({}),
  sealedSecret: sealedSchema.nullable().catch(NO_SEAL),
});

/**
 * Unlike a vault's, an export's seal does not vouch for its keys: another program or person may
 * have made it. A malformed key gets an empty record and a malformed seal never decrypts; the
 * import reports both and skips them.
 */
function entryOf(key: unknown): StoredKey {
  const { record, sealedSecret } = readAs(entrySchema, key).data ?? NO_KEY;
  return { record: record as StoredKey['record'], sealedSecret };
}

/** An export or another vault file, opened with its passphrase. */
export class OpenedExport {
  readonly keys: readonly StoredKey[];
  readonly #dataKey: DataKey;

  private constructor(keys: readonly StoredKey[], dataKey: DataKey) {
    this.keys = keys;
    this.#dataKey = dataKey;
  }

  /** @returns null when the passphrase is wrong; `altered` when the content was changed */
  static async open(file: VaultFile, passphrase: string): Promise<OpenedExport | 'altered' | null> {
    for (const slot of file.slots) {
      if (slot.type !== 'passphrase') continue;
      const bytes = await openPassphraseSlot(slot, file.vaultId, passphrase);
      if (bytes === null) continue;
      return OpenedExport.openWith(file, new DataKey(bytes, file.vaultId));
    }
    return null;
  }

  /** @param dataKey destroyed with the export, or when it does not open */
  static async openWith(file: VaultFile, dataKey: DataKey): Promise<OpenedExport | 'altered'> {
    const body = await unsealVaultFile(file, dataKey);
    if (body !== null) return new OpenedExport(body.keys.map(entryOf), dataKey);
    dataKey.destroy();
    return 'altered';
  }

  /** @returns the secret, which the caller zeroes, or null when the file has none for this key */
  openSecret({ record, sealedSecret }: StoredKey): Buffer | null {
    return (
      sealedSecret && unseal(this.#dataKey.for('secret'), sealedSecret, secretContext(record.id))
    );
  }

  close(): void {
    this.#dataKey.destroy();
  }
}

const PROBLEMS = new Map<FailureCode, ImportProblem>([
  ['vault-truncated', 'truncated'],
  ['vault-newer-version', 'newer-version'],
  ['vault-kdf-refused', 'unsafe'],
]);

/** Throttles attempts on the file with that id, and reports a failed one. */
interface Guard {
  tryFile<T>(vaultId: string, attempt: () => Promise<T | null>): Promise<Result<T>>;
}

/** Reads the parts of an export that need no passphrase. */
export function readExport(
  bytes: Buffer,
  guard: Guard,
):
  | { file: { open(passphrase: string): Promise<Result<OpenedExport | 'altered'>> } }
  | { problem: ImportProblem } {
  const decoded = decodeVaultFile(bytes, '');
  if (decoded.ok) {
    const file = decoded.value;
    const open = (passphrase: string) =>
      guard.tryFile(file.vaultId, () => OpenedExport.open(file, passphrase));
    return { file: { open } };
  }
  return { problem: PROBLEMS.get(decoded.failure.code) ?? 'altered' };
}
