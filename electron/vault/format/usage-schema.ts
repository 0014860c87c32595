import { z } from 'zod';
import { apiKeyRecordSchema, instantSchema } from '../../../shared/keys/api-key';
import type { KeyUsage } from '../../../shared/keys/usage';
import { keyUsageSchema } from '../../../shared/keys/usage-schema';

/** The endpoint's usage data of one key: last use, the last use before that, and the count. */
export const usageEntrySchema = z.strictObject({
  id: apiKeyRecordSchema.shape.id,
  before: instantSchema.nullable(),
  lastUsedAt: instantSchema,
  usage: keyUsageSchema.nullable(),
});

export interface UsageBody {
  /** the endpoint's version number up to which usage was fetched; null: never */
  cursor: number | null;
  keys: [id: string, usage: KeyUsage][];
}
