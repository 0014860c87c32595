import { z } from 'zod';
import { apiKeyRecordSchema } from '../../../shared/keys/api-key';
import { DECIDABLE } from '../../../shared/sync/merge';

const fieldsSchema = apiKeyRecordSchema.omit({ id: true }).partial();
export type LedgerFields = z.infer<typeof fieldsSchema>;

const value = z.union([z.string().max(4_000), z.array(z.string().max(120)).max(500)]);
const conflictSchema = z.strictObject({
  field: z.enum(DECIDABLE),
  base: value.nullable(),
  mine: value,
  theirs: value,
  held: value,
});

const accessSchema = apiKeyRecordSchema.pick({
  enabled: true,
  scopes: true,
  allowedIps: true,
  expiresAt: true,
});

export const ledgerEntrySchema = z.strictObject({
  id: apiKeyRecordSchema.shape.id,
  /** the endpoint's version number of the last agreed state; null: the sides have never agreed */
  lastModified: z.int().nonnegative().nullable(),
  /** the agreed values of the fields that changed here since: these are still to be sent */
  before: fieldsSchema.optional(),
  /** values of those fields in a request whose answer never came, so it may have been applied */
  sent: fieldsSchema.optional(),
  /** `here`: the endpoint does not know of the deletion yet; `both`: a permanent tombstone */
  deleted: z.enum(['here', 'both']).optional(),
  /** of a deleted key, which no list shows any more: its last name */
  name: apiKeyRecordSchema.shape.name.optional(),
  /**
   * the key was deleted on both sides and exists at the endpoint again; the user has not decided
   * yet
   */
  returned: z
    .strictObject({
      lastModified: z.int().nonnegative(),
      name: z.string().max(200),
      /** its access there; earlier versions did not store it */
      access: accessSchema.optional(),
    })
    .optional(),
  /** unknown fields of the endpoint's record, sent back unchanged */
  extra: z.record(z.string().max(100), z.json()).optional(),
  conflicts: z.array(conflictSchema).max(DECIDABLE.length).optional(),
});
/** The endpoint's side of one key. */
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export interface LedgerBody {
  /** the endpoint's version number up to which its changes were applied; null: none yet */
  cursor: number | null;
  entries: LedgerEntry[];
}
