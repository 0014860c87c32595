import { z } from 'zod';
import { readAs } from '../lib/read-as';
import { valueOf } from './second-start-message';

const request = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('key'), id: z.uuidv7() }),
  z.strictObject({ kind: z.literal('page'), page: z.string().max(100) }),
  z.strictObject({ kind: z.literal('file'), path: z.string().max(8192) }),
]);

const message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lock') }),
  z.strictObject({ kind: z.literal('window'), open: z.array(request).max(50) }),
]);

/** What a second start asks of the running app. */
export type SecondStart = z.infer<typeof message>;

/** Without a message, so that older versions of the app understand it too. */
export const LOCK_REQUEST: SecondStart = { kind: 'lock' };

/**
 * Parses the message of a second start. Any program of this user can send one, so it is validated
 * strictly.
 */
export function secondStartFrom(data: unknown): SecondStart {
  const parsed = readAs(message, valueOf(data));
  return parsed.success ? parsed.data : { kind: 'window', open: [] };
}
