import { z } from 'zod';
import { instantSchema } from '../../../shared/keys/api-key';
import type { LongText } from '../crypto/aead';
import { sealedSchema } from '../crypto/aead';
import { AsciiSlice } from './ascii-slice';
import type { StoredKey } from './events';
import { settingsSchema } from './events';
import { SLOT_TYPES, slotSchema } from './keyslot-schema';
import type { LedgerBody } from './ledger-schema';
import { FORMAT_VERSION } from './migrations';
import type { UsageBody } from './usage-schema';

export const FORMAT = 'ownchat-keys-vault';

/** The app makes one slot of a type. More than a few are there to keep somebody busy who unlocks the file. */
export const MOST_OF_A_TYPE = 4;
export const MOST_SLOTS = MOST_OF_A_TYPE * SLOT_TYPES.length;

export const envelopeSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int().positive(),
  slots: z.unknown().optional(),
});

const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  vaultId: z.uuid(),
  createdAt: instantSchema,
  slots: z.array(slotSchema).min(1).max(MOST_SLOTS),
  /** Sequence number of the event by which the slots became these; absent while they are those of the making of the vault. */
  slotsSince: z.int().nonnegative().optional(),
  /** Sequence number of the last line of the activity that the body includes. */
  sequence: z.int().nonnegative(),
});
/** What stands in plain text at the head of `vault.json`, all of it authenticated by the body. */
export type VaultHeader = z.infer<typeof headerSchema>;

export const vaultFileSchema = headerSchema.extend({
  /** SHA-256 of the header, so that a damaged slot is told apart from a wrong passphrase. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  body: sealedSchema.extend({
    ciphertext: z.custom<LongText>(
      (text) => typeof text === 'string' || text instanceof AsciiSlice,
    ),
  }),
});
/** `vault.json`, the snapshot: header and sealed body. */
export type VaultFile = z.infer<typeof vaultFileSchema>;

/** Where in `activity.jsonl` a line ends, and the tag that the next one is chained to. */
const logPositionSchema = z.strictObject({
  sequence: z.int().nonnegative(),
  /** bytes from the start of the file */
  offset: z.int().nonnegative(),
  tag: z.string().max(64),
});
export type LogPosition = z.infer<typeof logPositionSchema>;

/** The line before the first one of `activity.jsonl`, which that one is chained to. */
const logStartSchema = logPositionSchema.omit({ offset: true });
export type LogStart = z.infer<typeof logStartSchema>;

/** What is sealed in the snapshot. */
export interface VaultBody {
  log: LogPosition;
  /** where the activity was begun anew by a recovery, or what was archived ends; absent where it goes back to the making of the vault */
  logStart?: LogStart;
  keys: StoredKey[];
  settings: Record<string, unknown>;
  ledger?: LedgerBody;
  usage?: UsageBody;
}

/** Whether a part of the body has its list, and in it nothing but objects: as far as reading it goes. */
const hasList = (part: unknown, name: string): boolean => {
  const list: unknown = typeof part === 'object' && part !== null && Reflect.get(part, name);
  return Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null);
};

/**
 * Each key was checked when its line was written, and the seal says that it is the same still: to check a
 * hundred thousand once more would take seconds.
 */
export const bodySchema = z.strictObject({
  log: logPositionSchema,
  logStart: logStartSchema.optional(),
  keys: z.custom<StoredKey[]>(Array.isArray),
  settings: settingsSchema.default({}),
  ledger: z.custom<LedgerBody>((ledger) => hasList(ledger, 'entries')).optional(),
  usage: z.custom<UsageBody>((usage) => hasList(usage, 'keys')).optional(),
});
