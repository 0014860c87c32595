import { z } from 'zod';
import { apiKeyRecordSchema, instantSchema } from '../../../shared/keys/api-key';
import type { KeyUsage } from '../../../shared/keys/usage';
import { keyUsageSchema } from '../../../shared/keys/usage-schema';

/** What the endpoint told of one key: when it was last used, before and now, and how often. */
export const usageEntrySchema = z.strictObject({
  id: apiKeyRecordSchema.shape.id,
  before: instantSchema.nullable(),
  lastUsedAt: instantSchema,
  usage: keyUsageSchema.nullable(),
});

export interface UsageBody {
  /** the endpoint's number up to which its usage has been taken over; null: none yet */
  cursor: number | null;
  keys: [id: string, usage: KeyUsage][];
}
