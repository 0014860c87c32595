import { z } from 'zod';
import { USAGE_DAYS } from './usage';
import type { KeyUsage } from './usage';

/** A UTC day: `2026-11-23`. */
export const daySchema = z.iso.date();

export const keyUsageSchema = z.strictObject({
  until: daySchema,
  counts: z.array(z.int().nonnegative()).min(1).max(USAGE_DAYS),
}) satisfies z.ZodType<KeyUsage>;
