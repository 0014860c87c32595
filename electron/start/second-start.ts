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

/** What a second start asks of the app that runs. */
export type SecondStart = z.infer<typeof message>;

/** As it is, without a message: a version of the app that knows none understands it too. */
export const LOCK_REQUEST: SecondStart = { kind: 'lock' };

/** What came from another start. Whoever may run programs as this user may send it, so it is read as strictly as anything. */
export function secondStartFrom(data: unknown): SecondStart {
  const parsed = readAs(message, valueOf(data));
  return parsed.success ? parsed.data : { kind: 'window', open: [] };
}
