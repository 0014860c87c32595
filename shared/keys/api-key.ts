import { z } from 'zod';
import {
  INTEGRATION_LENGTH,
  MAX_ALLOWED_IPS,
  MAX_SCOPES,
  NAME_LENGTH,
  NOTE_LENGTH,
  MAX_ROTATE_EVERY_DAYS,
  MAX_TAGS,
  OWNER_LENGTH,
  REASON_LENGTH,
  TAG_LENGTH,
} from './key-limits';
import type { Unsent } from '../sync/unsent';

const environmentSchema = z.enum(['live', 'test']);
export type Environment = z.infer<typeof environmentSchema>;

/** RFC 3339 in UTC with milliseconds: `2026-11-23T09:12:00.000Z`. */
export const instantSchema = z.iso.datetime({ precision: 3 });

/**
 * SHA-256 of a whole secret in lower-case hex, for comparing, exporting and syncing without the
 * secret.
 */
const secretHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** When and why someone reported the secret as known to others. */
const compromisedSchema = z.strictObject({
  at: instantSchema,
  reason: z
    .string()
    .max(REASON_LENGTH * 2)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u),
});

/**
 * The API key record: everything about a key except its secret. This schema checks shapes and sizes. `key-rules.ts` checks
 * what an administrator enters, with a message for each field.
 */
export const apiKeyRecordSchema = z.strictObject({
  id: z.uuidv7(),
  name: z
    .string()
    .min(1)
    .max(NAME_LENGTH * 2),
  integration: z.string().max(INTEGRATION_LENGTH * 2),
  note: z.string().max(NOTE_LENGTH * 2),
  environment: environmentSchema,
  scopes: z.array(z.string().max(120)).min(1).max(MAX_SCOPES),
  enabled: z.boolean(),
  expiresAt: instantSchema.nullable(),
  allowedIps: z.array(z.string().max(64)).max(MAX_ALLOWED_IPS),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  createdBy: z.string().max(200),
  hint: z.string().max(40),
  secretHash: secretHashSchema,
  previousSecret: z.strictObject({ hash: secretHashSchema, validUntil: instantSchema }).nullable(),
  /** null: the key was made or rotated where this was not recorded */
  secretCreatedAt: instantSchema.nullable(),
  owner: z.string().max(OWNER_LENGTH * 2),
  /** unique without regard to case */
  tags: z
    .array(
      z
        .string()
        .min(1)
        .max(TAG_LENGTH * 2),
    )
    .max(MAX_TAGS),
  /** days from one secret to the next; null: no rotation is demanded */
  rotateEvery: z.int().min(1).max(MAX_ROTATE_EVERY_DAYS).nullable(),
  compromised: compromisedSchema.nullable(),
});
export type ApiKeyRecord = z.infer<typeof apiKeyRecordSchema>;

/** The fields that version 2 of the vault added, with the values of a record that lacks them. */
export const ADDED_FIELDS = {
  secretCreatedAt: null,
  owner: '',
  tags: [],
  rotateEvery: null,
  compromised: null,
} satisfies Partial<ApiKeyRecord>;
export type AddedField = keyof typeof ADDED_FIELDS;

/** A record as version 1 of the vault or an older client wrote it: added fields may be missing. */
export type EarlierRecord = Omit<ApiKeyRecord, AddedField> &
  Partial<Pick<ApiKeyRecord, AddedField>>;

const { shape } = apiKeyRecordSchema;
export const earlierRecordSchema = apiKeyRecordSchema.extend({
  secretCreatedAt: shape.secretCreatedAt.optional(),
  owner: shape.owner.optional(),
  tags: shape.tags.optional(),
  rotateEvery: shape.rotateEvery.optional(),
  compromised: shape.compromised.optional(),
});

/** @param known the values of fields that the record lacks */
export const completeRecord = (
  record: EarlierRecord,
  known: Pick<ApiKeyRecord, AddedField> = ADDED_FIELDS,
): ApiKeyRecord => ({
  ...record,
  secretCreatedAt:
    record.secretCreatedAt === undefined ? known.secretCreatedAt : record.secretCreatedAt,
  owner: record.owner ?? known.owner,
  tags: record.tags ?? [...known.tags],
  rotateEvery: record.rotateEvery === undefined ? known.rotateEvery : record.rotateEvery,
  compromised: record.compromised === undefined ? known.compromised : record.compromised,
});

/** Reads a record that may lack the added fields. */
export const storedRecordSchema = earlierRecordSchema.transform((record) => completeRecord(record));

/** A key as the page sees it: the record without hashes, and some facts from the vault. */
export const apiKeySchema = apiKeyRecordSchema
  .omit({ secretHash: true, previousSecret: true })
  .extend({
    /** whether the vault holds its secret */
    hasSecret: z.boolean(),
    /** whether the vault holds the previous secret, whose grace period runs */
    hasPreviousSecret: z.boolean().optional(),
    /** until when its previous secret is valid; absent without a running grace period */
    graceUntil: instantSchema.optional(),
    /** its unsent changes; absent when there are none, or no endpoint */
    unsent: z.enum(['new', 'changed'] satisfies Unsent[]).optional(),
  });
export type ApiKey = z.infer<typeof apiKeySchema>;

/**
 * The input of the create dialog. The lengths here only limit parsing; the rules report a message
 * for the field.
 */
export const newApiKeySchema = z.strictObject({
  name: z.string().max(10_000),
  integration: z.string().max(10_000),
  note: z.string().max(10_000),
  environment: environmentSchema,
  scopes: z.array(z.string().max(120)).max(MAX_SCOPES),
  expiresAt: z.string().max(64).nullable(),
  allowedIps: z.array(z.string().max(1_000)).max(1_000),
  owner: z.string().max(10_000).optional(),
  tags: z.array(z.string().max(1_000)).max(1_000).optional(),
  rotateEvery: z.number().nullable().optional(),
});
export type NewApiKey = z.infer<typeof newApiKeySchema>;

/** The fields that can be edited: all but the environment, which is part of the secret. */
export const apiKeyChangesSchema = newApiKeySchema
  .omit({ environment: true })
  .extend({ enabled: z.boolean() })
  .partial();
export type ApiKeyChanges = z.infer<typeof apiKeyChangesSchema>;
