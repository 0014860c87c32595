import { z } from 'zod';

/** Longest recipient in characters; a post-quantum one has about 2,000. */
export const RECIPIENT_LENGTH = 4_096;

export const handedOverSchema = z.object({
  path: z.string(),
  /** generated; null for a file to a recipient */
  passphrase: z.string().nullable(),
});
/** A file with the secret of a key, and what opens it. */
export type HandedOver = z.infer<typeof handedOverSchema>;
