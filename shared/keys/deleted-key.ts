import { z } from 'zod';
import { apiKeyRecordSchema, instantSchema } from './api-key';

/** What the page shows of a deleted key. */
const deletedKeySchema = apiKeyRecordSchema
  .pick({ id: true, name: true, integration: true, environment: true, hint: true })
  .extend({ deletedAt: instantSchema, restorableUntil: instantSchema });
export type DeletedKeySummary = z.infer<typeof deletedKeySchema>;

/** The keys deleted last, and the number of all that can be restored. */
export const deletedKeysSchema = z.object({ keys: z.array(deletedKeySchema), total: z.number() });
export type DeletedKeys = z.infer<typeof deletedKeysSchema>;
