import { z } from 'zod';
import { earlierRecordSchema } from '../../../shared/keys/api-key';
import { invalid, invalidAll } from './kinto-error';

/** Fields besides the record's that a client may send: Kinto's own, which the server sets. */
const MANAGED = ['last_modified', 'schema', 'deleted'];

const bodySchema = z.strictObject({ data: z.record(z.string(), z.unknown()) });

/** The `data` of a request body. Throws 400 when it is missing, or beside other members. */
export function dataOf(body: unknown): Record<string, unknown> {
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return parsed.data.data;
  throw invalid('body', 'data', 'Provide data, an object, and nothing else');
}

/** The fields without those of the server. */
export function withoutManaged(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !MANAGED.includes(name)));
}

/** Throws 400 with every invalid field. @param closed whether unknown fields are invalid */
export function requireValidRecord(record: Record<string, unknown>, closed: boolean): void {
  const schema = closed ? earlierRecordSchema : earlierRecordSchema.loose();
  const parsed = schema.safeParse(record);
  if (parsed.success) return;
  const [first, ...others] = parsed.error.issues.map(({ path, message }) => ({
    location: 'body' as const,
    name: path.length === 0 ? 'data' : path.join('.'),
    description: message,
  }));
  if (first) throw invalidAll([first, ...others]);
}

/** The schema in the collection's metadata. */
export const collectionSchema = (closed: boolean): unknown =>
  z.toJSONSchema(closed ? earlierRecordSchema : earlierRecordSchema.loose());
