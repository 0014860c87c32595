import { z } from 'zod';
import { EXPIRATION_CHOICES } from './expiration';

/** Longer than any valid field, so that an invalid input is kept for the person to correct. */
const typed = z.string().max(20_000);

/**
 * The unsaved input of the key form. It is kept encrypted while the vault is locked.
 * There is no secret in it: the form has no field for one.
 */
export const unsavedFormSchema = z.strictObject({
  /** null: a new key */
  keyId: z.uuidv7().nullable(),
  /** the fields that differ from the initial values */
  fields: z
    .strictObject({
      name: typed,
      integration: typed,
      note: typed,
      environment: z.enum(['live', 'test']),
      scopes: z.array(z.string().max(200)).max(500),
      expiration: z.enum(EXPIRATION_CHOICES),
      customDate: typed,
      allowedIps: typed,
      owner: typed,
      tags: typed,
      rotateEvery: typed,
      enabled: z.boolean(),
    })
    .partial(),
});
export type UnsavedForm = z.infer<typeof unsavedFormSchema>;
