import { z } from 'zod';
import { ORIGINS } from '../../../shared/activity/activity';
import { apiKeyRecordSchema, instantSchema } from '../../../shared/keys/api-key';
import { usageEntrySchema } from './usage-schema';
import { sealedSchema } from '../crypto/aead';
import { ledgerEntrySchema } from './ledger-schema';

/** A key as the vault keeps it: the record, and its secret sealed once more on its own. */
const storedKeySchema = z.strictObject({
  record: apiKeyRecordSchema,
  /** null for keys that came from an endpoint: their secret was never here */
  sealedSecret: sealedSchema.nullable(),
});
export type StoredKey = z.infer<typeof storedKeySchema>;

/** Settings that are part of the content, and so sealed with it: `endpoint`, `report-schedules`… */
const settingNameSchema = z.string().regex(/^[a-z][a-z-]{0,39}$/);
export const settingsSchema = z.record(settingNameSchema, z.json());

const changesSchema = apiKeyRecordSchema.omit({ id: true }).partial();
const keyId = apiKeyRecordSchema.shape.id;
const nothing = z.null();
const count = z.int().nonnegative();
const fileName = z.string().max(255);
const way = z.strictObject({ method: z.enum(['passphrase', 'recovery-code', 'keychain']) });

const about = <E extends string, C extends z.ZodType, K extends z.ZodType>(
  event: E,
  key: K,
  change: C,
) =>
  z.strictObject({
    sequence: z.int().positive(),
    /** The last event of the same commit: what was committed together is replayed together or not at all. */
    commitEnd: z.int().positive(),
    at: instantSchema,
    actor: z.string().max(200),
    /** where it came in; events of before it was noted have none, and none is guessed for them */
    origin: z.enum(ORIGINS).optional(),
    event: z.literal(event),
    keyId: key,
    change,
  });

/** One line of the activity: who did what, when, to which key, and the change itself. */
export const activityEventSchema = z.discriminatedUnion('event', [
  about('vault.created', nothing, nothing),
  about('vault.unlocked', nothing, way),
  about('vault.locked', nothing, nothing),
  /** A damaged vault was put in order again: from which backup (null: from itself), and what the activity gave. */
  about(
    'vault.recovered',
    nothing,
    z.strictObject({ backup: fileName.nullable(), recovered: count, lost: count }),
  ),
  /** What was changed here was brought into a version of the vault that another program had put in its place. */
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
  /** Tries to unlock that failed. A locked vault cannot be written to: they are counted, and recorded by whoever gets in. */
  about(
    'vault.unlock-failed',
    nothing,
    z.strictObject({ count: z.int().positive(), firstAt: instantSchema, lastAt: instantSchema }),
  ),
  /** While the vault was open, somebody who was asked for a proof could not give it. */
  about('vault.proof-failed', nothing, way),
  /** This computer had seen a newer state, up to that line, and a person goes on with this one all the same. */
  about(
    'vault.older-state-accepted',
    nothing,
    z.strictObject({ seenSequence: z.int().positive(), seenAt: instantSchema }),
  ),
  /** The file had ways in that were closed at that time, and a person goes on with them all the same. */
  about('vault.older-ways-in-accepted', nothing, z.strictObject({ changedAt: instantSchema })),
  /** This computer knew the vault, but no longer how far its activity goes, and a person goes on with what is there. */
  about('vault.unremembered-accepted', nothing, nothing),
  /** A preference that says how the vault is kept. */
  about(
    'preference.changed',
    nothing,
    z.strictObject({
      name: z.string().max(60),
      before: z.string().max(500),
      after: z.string().max(500),
    }),
  ),
  /** The ways in: recorded before they are changed, so that no change of them goes without a record. */
  about('vault.passphrase-changed', nothing, nothing),
  about('vault.recovery-code-changed', nothing, nothing),
  about('vault.keychain-added', nothing, nothing),
  about('vault.keychain-removed', nothing, nothing),
  about('vault.data-key-changed', nothing, nothing),
  /** So many events were taken out of the activity, and stand in that sealed file from then on. */
  about(
    'activity.archived',
    nothing,
    z.strictObject({ file: fileName, first: count, last: count }),
  ),
  about('key.created', keyId, storedKeySchema),
  /** Only the fields that changed, as they were and as they are. */
  about('key.updated', keyId, z.strictObject({ before: changesSchema, after: changesSchema })),
  /** A new secret in place of the old one, which may count for a while yet. */
  about(
    'key.rotated',
    keyId,
    z.strictObject({
      before: changesSchema,
      after: changesSchema,
      sealedSecret: sealedSchema,
    }),
  ),
  about('key.deleted', keyId, z.strictObject({ before: apiKeyRecordSchema })),
  about('secret.revealed', keyId, nothing),
  about('secret.copied', keyId, nothing),
  /** It was sent to the endpoint, which was asked whether it accepts it. */
  about('secret.tested', keyId, nothing),
  /** What was exported, with the digest of its data; where to is nobody's business but the name. */
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
  /** What a feature keeps sealed with the vault; null takes it away. The feature knows the shape of its value. */
  about('setting.changed', nothing, z.strictObject({ name: settingNameSchema, value: z.json() })),
  /** A sync that changed something, here or there, from the event of that number on; `isWhole`: it did not end early. */
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
  /** What this vault and its endpoint agree on now: bookkeeping of sync, committed with the changes it belongs to. */
  about(
    'sync.agreed',
    nothing,
    z.strictObject({
      cursor: z.int().nonnegative().optional(),
      entries: z.array(ledgerEntrySchema),
    }),
  ),
  /** How keys were used, as the endpoint counts it. */
  about(
    'usage.received',
    nothing,
    z.strictObject({
      cursor: count.nullable(),
      entries: z.array(usageEntrySchema),
    }),
  ),
  /** All of that is forgotten; keys that were deleted may still be known, so that they do not come back. */
  about('sync.reset', nothing, z.strictObject({ keepDeletions: z.boolean() })),
]);
export type ActivityEvent = z.infer<typeof activityEventSchema>;

type DraftOf<E> = E extends ActivityEvent
  ? Omit<E, 'sequence' | 'commitEnd' | 'at' | 'actor' | 'origin'> & {
      /** who did it, where it was not the person at the keyboard */
      actor?: string;
    }
  : never;
/** An event before the vault has given it its place, its time and its actor. */
export type ActivityDraft = DraftOf<ActivityEvent>;
