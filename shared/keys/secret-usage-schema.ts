import { z } from 'zod';
import { apiKeyRecordSchema, instantSchema } from './api-key';
import type { ApiKeyRecord } from './api-key';
import type { SecretUses } from './usage';

/** The sealed setting with the use of each secret, while a grace period runs. */
export const SECRET_USAGE_SETTING = 'usage-by-secret';

/** When one secret of a key was used, as its endpoint reports it. */
export const secretUsageSchema = z.strictObject({
  hash: apiKeyRecordSchema.shape.secretHash,
  firstUsedAt: instantSchema,
  lastUsedAt: instantSchema,
});
export type SecretUsage = z.infer<typeof secretUsageSchema>;

const settingSchema = z.record(apiKeyRecordSchema.shape.id, z.array(secretUsageSchema).max(2));
export type SecretUsages = z.infer<typeof settingSchema>;

/** @returns null for a value that cannot be read, which must not be replaced */
export function readSecretUsages(value: unknown): SecretUsages | null {
  if (value === undefined || value === null) return {};
  return settingSchema.safeParse(value).data ?? null;
}

/** The use of the two secrets of a key; null without a report about them. */
export function secretUsesOf(
  value: unknown,
  { id, secretHash, previousSecret }: ApiKeyRecord,
): SecretUses | null {
  const uses = readSecretUsages(value)?.[id];
  if (uses === undefined || previousSecret === null) return null;
  const timesOf = (hash: string) => {
    const found = uses.find((use) => use.hash === hash);
    return found ? { firstUsedAt: found.firstUsedAt, lastUsedAt: found.lastUsedAt } : null;
  };
  const [present, previous] = [timesOf(secretHash), timesOf(previousSecret.hash)];
  return present === null && previous === null ? null : { present, previous };
}
