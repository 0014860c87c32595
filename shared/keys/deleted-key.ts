import type { z } from 'zod';
import { apiKeyRecordSchema, instantSchema } from './api-key';

/** What the page shows of a deleted key. */
export const deletedKeySchema = apiKeyRecordSchema
  .pick({ id: true, name: true, integration: true, environment: true, hint: true })
  .extend({ deletedAt: instantSchema, restorableUntil: instantSchema });
export type DeletedKeySummary = z.infer<typeof deletedKeySchema>;
