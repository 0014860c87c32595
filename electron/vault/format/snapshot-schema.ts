import { z } from 'zod';
import { instantSchema } from '../../../shared/keys/api-key';
import type { LongText } from '../crypto/aead';
import { sealedSchema } from '../crypto/aead';
import { AsciiSlice } from './ascii-slice';
import type { DeletedKey, StoredKey } from './events';
import { settingsSchema } from './events';
import { SLOT_TYPES, slotSchema } from './keyslot-schema';
import { isKey } from './lazy-keys';
import type { LedgerBody } from './ledger-schema';
import { FORMAT_VERSION } from './migrations';
import type { UsageBody } from './usage-schema';

export const FORMAT = 'ownchat-keys-vault';

/** The app makes one slot of each type. More than a few would only serve to slow down unlocking. */
export const MAX_OF_A_TYPE = 4;
export const MAX_SLOTS = MAX_OF_A_TYPE * SLOT_TYPES.length;

export const envelopeSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int().positive(),
  slots: z.unknown().optional(),
});

const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.int().min(1).max(FORMAT_VERSION),
  vaultId: z.uuid(),
  createdAt: instantSchema,
  slots: z.array(slotSchema).min(1).max(MAX_SLOTS),
  /**
   * Sequence number of the event that last changed the slots; absent while they are the original
   * ones.
   */
  slotsSince: z.int().nonnegative().optional(),
  /** Sequence number of the last line of the activity that the body includes. */
  sequence: z.int().nonnegative(),
});
/** The plain-text head of `vault.json`. All of it is authenticated with the body. */
export type VaultHeader = z.infer<typeof headerSchema>;

export const vaultFileSchema = headerSchema.extend({
  /** SHA-256 of the header, which distinguishes a damaged slot from a wrong passphrase. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  body: sealedSchema.extend({
    ciphertext: z.custom<LongText>(
      (text) => typeof text === 'string' || text instanceof AsciiSlice,
    ),
  }),
});
/** `vault.json`, the snapshot: header and sealed body. */
export type VaultFile = z.infer<typeof vaultFileSchema>;

/** The end of a line in `activity.jsonl`, and the tag that the next line is chained to. */
const logPositionSchema = z.strictObject({
  sequence: z.int().nonnegative(),
  /** bytes from the start of the file */
  offset: z.int().nonnegative(),
  tag: z.string().max(64),
});
export type LogPosition = z.infer<typeof logPositionSchema>;

/** The position that the first line of `activity.jsonl` is chained to. */
const logStartSchema = logPositionSchema.omit({ offset: true });
export type LogStart = z.infer<typeof logStartSchema>;

/** The sealed content of the snapshot. */
export interface VaultBody {
  log: LogPosition;
  /** where the activity begins after a repair or archiving; absent while it holds every event */
  logStart?: LogStart;
  keys: StoredKey[];
  /** deleted keys that can still be restored */
  deleted?: DeletedKey[];
  settings: Record<string, unknown>;
  ledger?: LedgerBody;
  usage?: UsageBody;
}

/** Whether a part of the body has its list, and the list only objects. */
const hasList = (part: unknown, name: string): boolean => {
  const list: unknown = typeof part === 'object' && part !== null && Reflect.get(part, name);
  return Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null);
};

const isDeletedKey = (key: DeletedKey | null): boolean =>
  isKey(key) && typeof key?.deletedAt === 'string';

/**
 * Keys are not validated again: that takes seconds for a hundred thousand. Each was checked when
 * its line was written, and the seal proves that it is unchanged.
 */
export const bodySchema = z.strictObject({
  log: logPositionSchema,
  logStart: logStartSchema.optional(),
  keys: z.custom<StoredKey[]>(Array.isArray),
  deleted: z
    .custom<DeletedKey[]>((deleted) => Array.isArray(deleted) && deleted.every(isDeletedKey))
    .optional(),
  settings: settingsSchema.default({}),
  ledger: z.custom<LedgerBody>((ledger) => hasList(ledger, 'entries')).optional(),
  usage: z.custom<UsageBody>((usage) => hasList(usage, 'keys')).optional(),
});
