import { z } from 'zod';
import { apiKeyRecordSchema } from '../../../shared/keys/api-key';
import { invalid, invalidAll } from './kinto-error';

/** What a client may send beside the record's fields: Kinto's own, which the server sets. */
const MANAGED = ['last_modified', 'schema', 'deleted'];

const bodySchema = z.strictObject({ data: z.record(z.string(), z.unknown()) });

/** The `data` of a request body. Throws 400 when there is none, or anything beside it. */
export function dataOf(body: unknown): Record<string, unknown> {
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return parsed.data.data;
  throw invalid('body', 'data', 'Provide data, an object, and nothing else');
}

/** The fields without those that are the server's. */
export function withoutManaged(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !MANAGED.includes(name)));
}

/** Throws 400 with every field that is wrong. @param closed whether fields that the schema does not know are wrong */
export function requireValidRecord(record: Record<string, unknown>, closed: boolean): void {
  const schema = closed ? apiKeyRecordSchema : apiKeyRecordSchema.loose();
  const parsed = schema.safeParse(record);
  if (parsed.success) return;
  const [first, ...others] = parsed.error.issues.map(({ path, message }) => ({
    location: 'body' as const,
    name: path.length === 0 ? 'data' : path.join('.'),
    description: message,
  }));
  if (first) throw invalidAll([first, ...others]);
}

/** The collection's schema, as the collection itself tells it. */
export const collectionSchema = (closed: boolean): unknown =>
  z.toJSONSchema(closed ? apiKeyRecordSchema : apiKeyRecordSchema.loose());
