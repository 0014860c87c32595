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
  /** the endpoint's number of the state that both sides last agreed on; null: they have never agreed */
  lastModified: z.int().nonnegative().nullable(),
  /** the agreed values of the fields that are different here since: what is still to be sent */
  before: fieldsSchema.optional(),
  /** something is on its way, and may have arrived: its values of the fields that are different here since */
  sent: fieldsSchema.optional(),
  /** `here`: the endpoint has still to hear of it; `both`: it has, and the key never comes back */
  deleted: z.enum(['here', 'both']).optional(),
  /** of a deleted key, which is in no list any more: what it was called last */
  name: apiKeyRecordSchema.shape.name.optional(),
  /** the key was deleted on both sides and lives at the endpoint again; a person has not said yet what that means */
  returned: z
    .strictObject({
      lastModified: z.int().nonnegative(),
      name: z.string().max(200),
      /** what it may do there; earlier versions did not keep it */
      access: accessSchema.optional(),
    })
    .optional(),
  /** fields of the endpoint's record that this app does not know: sent back as they came */
  extra: z.record(z.string().max(100), z.json()).optional(),
  conflicts: z.array(conflictSchema).max(DECIDABLE.length).optional(),
});
/** What is known of the endpoint's side of one key. */
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export interface LedgerBody {
  /** the endpoint's number up to which its changes have been taken over; null: none yet */
  cursor: number | null;
  entries: LedgerEntry[];
}
