import { z } from 'zod';
import { instantSchema } from './api-key';
import type { KeyChange } from './key-change';
import { MAX_EXTENSION_DAYS, REASON_LENGTH } from './key-limits';

const text = z.string().max(10_000);
const permission = z.string().max(120);
const entries = z.array(z.string().max(1_000)).max(1_000);

/** The lengths here only limit parsing; `checkChange` reports a message for the field. */
export const keyChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('enabled'), enabled: z.boolean() }),
  z.strictObject({
    kind: z.literal('extension'),
    days: z.int().min(1).max(MAX_EXTENSION_DAYS),
    from: instantSchema,
  }),
  z.strictObject({ kind: z.literal('expiration'), expiresAt: z.string().max(64).nullable() }),
  z.strictObject({ kind: z.literal('add-permission'), scope: permission }),
  z.strictObject({
    kind: z.literal('remove-permission'),
    permission,
    stays: z.enum(['nothing', 'read']),
  }),
  z.strictObject({ kind: z.literal('integration'), integration: text }),
  z.strictObject({ kind: z.literal('owner'), owner: text }),
  z.strictObject({
    kind: z.literal('tags'),
    how: z.enum(['add', 'remove', 'replace']),
    tags: entries,
  }),
  z.strictObject({
    kind: z.literal('addresses'),
    how: z.enum(['add', 'replace']),
    allowedIps: entries,
  }),
  z.strictObject({
    kind: z.literal('compromised'),
    reason: z.string().max(REASON_LENGTH * 4),
    at: instantSchema,
    disables: z.boolean(),
  }),
]) satisfies z.ZodType<KeyChange>;
