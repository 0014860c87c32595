import { z } from 'zod';
import type { ApiKeyRecord } from '../../shared/keys/api-key';

// The types of an unlocked vault that several features share. Each feature has the rest in its own
// port.

/** A secret sealed by the vault. Only the vault can open it. */
export const sealedSecretSchema = z.strictObject({
  nonce: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
});
export type SealedSecret = z.infer<typeof sealedSecretSchema>;

/**
 * A key as the vault stores it. `sealedSecret`: null when the key came from an endpoint without its
 * secret.
 */
export interface StoredKey {
  record: ApiKeyRecord;
  sealedSecret: SealedSecret | null;
  /** of the secret in its grace period */
  sealedPreviousSecret?: SealedSecret | undefined;
}

/** A deleted key, which can be restored for a time. */
export interface DeletedKey extends StoredKey {
  deletedAt: string;
}

export interface KeyCreated {
  event: 'key.created';
  keyId: string;
  change: StoredKey;
}

export interface KeyRestored {
  event: 'key.restored';
  keyId: string;
  change: StoredKey & { from: string };
}

/** @template F the fields of a key that can change; only the changed ones are given */
export interface KeyUpdated<F = ApiKeyRecord> {
  event: 'key.updated';
  keyId: string;
  change: { before: Partial<F>; after: Partial<F> };
}

interface KeyRotated {
  event: 'key.rotated';
  keyId: string;
  change: {
    before: Partial<ApiKeyRecord>;
    after: Partial<ApiKeyRecord>;
    sealedSecret: SealedSecret;
  };
}

export interface KeyDeleted {
  event: 'key.deleted';
  keyId: string;
  change: { before: ApiKeyRecord };
}

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [field: string]: JsonValue };

/** An event that changes one key. */
export type KeyEvent = KeyCreated | KeyUpdated | KeyRotated | KeyDeleted;

/** A sealed setting of a feature; null removes it. */
export interface SettingChanged {
  event: 'setting.changed';
  keyId: null;
  change: { name: string; value: JsonValue };
}

/** The part of a committed event that every feature may read. */
export interface CommittedEvent {
  sequence: number;
  event: string;
  keyId: string | null;
  /** the origin of the change: the window, an import, a schedule, an endpoint */
  origin?: string | undefined;
  change: unknown;
}
