import { z } from 'zod';
import { RECIPIENT_LENGTH } from '../../../shared/keys/hand-over';
import { ORIGINS } from '../../../shared/activity/activity';
import {
  apiKeyRecordSchema,
  instantSchema,
  storedRecordSchema,
} from '../../../shared/keys/api-key';
import { usageEntrySchema } from './usage-schema';
import { sealedSchema } from '../crypto/aead';
import { ledgerEntrySchema } from './ledger-schema';

/** A key as the vault stores it: the record, and the secret sealed separately. */
const storedKeySchema = z.strictObject({
  record: storedRecordSchema,
  /** null for keys that came from an endpoint, which never sends secrets */
  sealedSecret: sealedSchema.nullable(),
  /** while the grace period of `record.previousSecret` runs, if the vault holds that secret */
  sealedPreviousSecret: sealedSchema.optional(),
});
export type StoredKey = z.infer<typeof storedKeySchema>;

/** A deleted key, which can be restored for a time. */
export interface DeletedKey extends StoredKey {
  deletedAt: string;
}

/** Settings that are sealed with the content: `endpoint`, `report-schedules`… */
const settingNameSchema = z.string().regex(/^[a-z][a-z-]{0,39}$/);
export const settingsSchema = z.record(settingNameSchema, z.json());

const changesSchema = apiKeyRecordSchema.omit({ id: true }).partial();
const keyId = apiKeyRecordSchema.shape.id;
const nothing = z.null();
const count = z.int().nonnegative();
const fileName = z.string().max(255);
const unlockMethod = z.strictObject({
  method: z.enum(['passphrase', 'recovery-code', 'keychain']),
});

const about = <E extends string, C extends z.ZodType, K extends z.ZodType>(
  event: E,
  key: K,
  change: C,
) =>
  z.strictObject({
    sequence: z.int().positive(),
    /**
     * Sequence number of the last event of the same commit. A commit is replayed whole or not at
     * all.
     */
    commitEnd: z.int().positive(),
    at: instantSchema,
    actor: z.string().max(200),
    /** the program that made the change; older events have none, and none is guessed */
    origin: z.enum(ORIGINS).optional(),
    event: z.literal(event),
    keyId: key,
    change,
  });

/** One line of the activity: who did what, when, to which key, and the change itself. */
export const activityEventSchema = z.discriminatedUnion('event', [
  about('vault.created', nothing, nothing),
  about('vault.unlocked', nothing, unlockMethod),
  about('vault.locked', nothing, nothing),
  /**
   * A damaged vault was repaired: from which backup (null: from its own snapshot), and how many
   * events the activity gave.
   */
  about(
    'vault.recovered',
    nothing,
    z.strictObject({ backup: fileName.nullable(), recovered: count, lost: count }),
  ),
  /**
   * Changes made here were merged into a version of the vault that another program put in place.
   */
  about('vault.merged', nothing, z.strictObject({ changes: count })),
  about(
    'backup.restored',
    nothing,
    z.strictObject({ sequence: count, added: count, changed: count, removed: count }),
  ),
  about('vault.exported', nothing, z.strictObject({ keys: count, withSecrets: z.boolean() })),
  about(
    'keys.imported',
    nothing,
    z.strictObject({ fileName, added: count, replaced: count, skipped: count }),
  ),
  /**
   * Failed attempts to unlock. A locked vault cannot be written, so they are counted and recorded
   * after the next unlock.
   */
  about(
    'vault.unlock-failed',
    nothing,
    z.strictObject({ count: z.int().positive(), firstAt: instantSchema, lastAt: instantSchema }),
  ),
  /** A wrong passphrase or code was entered as a proof while the vault was open. */
  about('vault.proof-failed', nothing, unlockMethod),
  /**
   * Rollback accepted: this computer had seen a newer state, up to that line, and the user
   * continued with this one.
   */
  about(
    'vault.older-state-accepted',
    nothing,
    z.strictObject({ seenSequence: z.int().positive(), seenAt: instantSchema }),
  ),
  /** The file had keyslots that were revoked at that time, and the user continued with them. */
  about('vault.older-ways-in-accepted', nothing, z.strictObject({ changedAt: instantSchema })),
  /**
   * This computer knew the vault but had lost its rollback mark, and the user continued with the
   * present state.
   */
  about('vault.unremembered-accepted', nothing, nothing),
  /** A preference about how the vault is protected. */
  about(
    'preference.changed',
    nothing,
    z.strictObject({
      name: z.string().max(60),
      before: z.string().max(500),
      after: z.string().max(500),
    }),
  ),
  /** Changes of keyslots: recorded before they are made, so that none goes unrecorded. */
  about('vault.passphrase-changed', nothing, nothing),
  about('vault.recovery-code-changed', nothing, nothing),
  about('vault.keychain-added', nothing, nothing),
  about('vault.keychain-removed', nothing, nothing),
  about('vault.data-key-changed', nothing, nothing),
  /** Events were moved out of the activity into that sealed file. */
  about(
    'activity.archived',
    nothing,
    z.strictObject({ file: fileName, first: count, last: count }),
  ),
  about('key.created', keyId, storedKeySchema),
  /** A deleted key is there again; `from`: the id that it had. */
  about('key.restored', keyId, storedKeySchema.extend({ from: apiKeyRecordSchema.shape.id })),
  /** Only the changed fields, before and after. */
  about('key.updated', keyId, z.strictObject({ before: changesSchema, after: changesSchema })),
  /** The secret was replaced; the old one may stay valid for a grace period. */
  about(
    'key.rotated',
    keyId,
    z.strictObject({
      before: changesSchema,
      after: changesSchema,
      sealedSecret: sealedSchema,
      /** the secret in its grace period, if it is not the one that the vault held before */
      sealedPreviousSecret: sealedSchema.optional(),
    }),
  ),
  about('key.deleted', keyId, z.strictObject({ before: storedRecordSchema })),
  about('secret.revealed', keyId, nothing),
  about('secret.copied', keyId, nothing),
  /** The secret was sent to the endpoint to test whether it is accepted. */
  about('secret.tested', keyId, nothing),
  /** The secret was written to a file that is encrypted to an age recipient, or to a passphrase. */
  about(
    'secret.handed-over',
    keyId,
    z.strictObject({ recipient: z.string().max(RECIPIENT_LENGTH).nullable() }),
  ),
  /**
   * What was exported, with the digest of its data. Of the target only the file name is recorded.
   */
  about(
    'report.exported',
    nothing,
    z.strictObject({
      report: z.string().max(40),
      format: z.string().max(20),
      file: z.string().max(1_000),
      filter: z.string().max(20_000),
      count: z.int().nonnegative(),
      dataSha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  /** A feature's sealed setting; null deletes it. The feature validates the value. */
  about('setting.changed', nothing, z.strictObject({ name: settingNameSchema, value: z.json() })),
  /**
   * A sync that changed something on either side, from that event on; `isWhole`: it did not end
   * early.
   */
  about(
    'sync.done',
    nothing,
    z.strictObject({
      first: z.int().positive(),
      isWhole: z.boolean(),
      sent: count,
      received: count,
      removed: count,
      conflicts: count,
    }),
  ),
  /**
   * The state that this vault and its endpoint agree on: sync bookkeeping, committed with the
   * changes it belongs to.
   */
  about(
    'sync.agreed',
    nothing,
    z.strictObject({
      cursor: z.int().nonnegative().optional(),
      entries: z.array(ledgerEntrySchema),
    }),
  ),
  /** Usage of keys, as the endpoint counts it. */
  about(
    'usage.received',
    nothing,
    z.strictObject({
      cursor: count.nullable(),
      entries: z.array(usageEntrySchema),
    }),
  ),
  /** All sync state is discarded; tombstones may be kept, so that deleted keys do not return. */
  about('sync.reset', nothing, z.strictObject({ keepDeletions: z.boolean() })),
]);
export type ActivityEvent = z.infer<typeof activityEventSchema>;

type DraftOf<E> = E extends ActivityEvent
  ? Omit<E, 'sequence' | 'commitEnd' | 'at' | 'actor' | 'origin'> & {
      /** set where it was not the user of the app */
      actor?: string;
    }
  : never;
/** An event before the vault has added its sequence number, time and actor. */
export type ActivityDraft = DraftOf<ActivityEvent>;
