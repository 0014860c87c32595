import { z } from 'zod';
import { instantSchema } from '../keys/api-key';
import { DUE_KINDS } from '../keys/due-dates';
import type { PutOff } from './reminders';

export const putOffSchema = z.strictObject({
  keyId: z.uuidv7(),
  kind: z.enum(DUE_KINDS),
  at: instantSchema,
  tier: z.int().min(0).max(14),
}) satisfies z.ZodType<PutOff>;
