import { z } from 'zod';
import type { ApiKeyRecord } from '../../shared/keys/api-key';

// The types of an unlocked vault that several features use. The rest of what a feature needs of it is in its own port.

/** A secret sealed by the vault, which alone knows how. */
export const sealedSecretSchema = z.strictObject({
  nonce: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
});
export type SealedSecret = z.infer<typeof sealedSecretSchema>;

/** A key as the vault keeps it. `sealedSecret`: null when the key came from an endpoint, without its secret. */
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

/** @template F what may change of a key; only the fields that did are given */
export interface KeyUpdated<F = ApiKeyRecord> {
  event: 'key.updated';
  keyId: string;
  change: { before: Partial<F>; after: Partial<F> };
}

export interface KeyRotated {
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

/** What a feature keeps sealed with the vault; null takes it away. */
export interface SettingChanged {
  event: 'setting.changed';
  keyId: null;
  change: { name: string; value: JsonValue };
}

/** What every feature may read of an event that was committed, by itself or by another one. */
export interface CommittedEvent {
  sequence: number;
  event: string;
  keyId: string | null;
  /** where it came in: by the window, an import, a schedule, an endpoint */
  origin?: string | undefined;
  change: unknown;
}
