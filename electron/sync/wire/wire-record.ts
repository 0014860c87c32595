import { z } from 'zod';
import type { ApiKeyRecord, EarlierRecord } from '../../../shared/keys/api-key';
import { earlierRecordSchema } from '../../../shared/keys/api-key';
import { canonicalIpRange } from '../../../shared/keys/ip-range';
import { checkKeyFields } from '../../../shared/keys/key-rules';
import { normaliseScopes } from '../../../shared/keys/scopes';
import { normaliseTags } from '../../../shared/keys/tags';
import { redact } from '../../lib/redact';
import type { Contract } from './contract-types';
import { reading } from './contract-types';
import type { JsonValue } from '../../lib/vault-port';
import { readAs } from '../../lib/read-as';

/** An entry of a page, or the answer to a write, after validation. */
export type Incoming = IncomingRecord<EarlierRecord> | NotRecord;

/** @template R the record: as it came, or with the fields that an older client does not send */
export interface IncomingRecord<R> {
  kind: 'record';
  id: string;
  lastModified: number;
  record: R;
  /** unknown fields, sent back unchanged */
  extra: Record<string, JsonValue>;
}

export type NotRecord =
  | { kind: 'tombstone'; id: string; lastModified: number }
  /** left unchanged and reported, while the other records are synced */
  | ({ kind: 'invalid'; id: string; lastModified: number } & Unreadable);

/** What is wrong with a record, in shortened texts of the endpoint. */
interface Unreadable {
  /** its name, if it is a string */
  name: string | null;
  field: string;
  /** the value of that field, as JSON; null when it is missing */
  says: string | null;
  /** whether the record is disabled nevertheless */
  isOff: boolean;
}

const FIELDS = Object.keys(earlierRecordSchema.shape);

/** Reported instead of a field when a record has more content than can be stored. */
const TOO_MUCH = 'extra';

/** The server's own fields. */
const MANAGED = ['last_modified', 'schema', 'deleted'];

/** Names with a special meaning in JavaScript. */
const DANGEROUS = ['__proto__', 'constructor', 'prototype'];

const MAX_EXTRA_CHARACTERS = 20_000;

/** Limit of values in one record: the longest list of permissions has 500. */
const MAX_VALUES = 5_000;

/** Whether a value has more parts than a record may have. Stops counting at the limit. */
function hasTooMany(value: unknown): boolean {
  let left = MAX_VALUES;
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const name in next) {
      left -= 1;
      if (left < 0) return true;
      rest.push((next as Record<string, unknown>)[name]);
    }
  }
  return false;
}

const extraSchema = z
  .record(z.string().max(100), z.json())
  .refine((extra) => JSON.stringify(extra).length <= MAX_EXTRA_CHARACTERS);
const numberedSchema = reading(
  'StoredKey',
  reading(
    'Tombstone',
    z.object({ id: z.string().min(1).max(100), last_modified: z.int().nonnegative() }),
  ),
);
const tombstoneSchema = reading('Tombstone', numberedSchema.extend({ deleted: z.literal(true) }));
const recordSchema = reading('ApiKeyRecord', earlierRecordSchema);

/** @returns null for an item without an id or a version number, which cannot be tracked */
export function readIncoming(item: unknown): Incoming | null {
  const numbered = readAs(numberedSchema, item);
  if (!numbered.success) return null;
  const { id, last_modified: lastModified } = numbered.data;
  if (readAs(tombstoneSchema, item).success) return { kind: 'tombstone', id, lastModified };
  if (hasTooMany(item)) {
    return { kind: 'invalid', id, lastModified, ...tooLarge(item as Record<string, unknown>) };
  }
  const all = Object.entries(item as Record<string, unknown>);
  const known = Object.fromEntries(all.filter(([name]) => FIELDS.includes(name)));
  const others = all.filter(([name]) => ![...FIELDS, ...MANAGED, ...DANGEROUS].includes(name));
  const invalid = (field: string): Incoming => ({
    kind: 'invalid',
    id,
    lastModified,
    ...described(Object.fromEntries(all), field),
  });
  const parsed = readAs(recordSchema, known);
  if (!parsed.success)
    return invalid(String(parsed.error.issues[0]?.path[0] ?? fieldAtFault(known)));
  const extra = readAs(extraSchema, Object.fromEntries(others));
  if (!extra.success) return invalid(TOO_MUCH);
  const record = normalised(parsed.data);
  if (typeof record === 'string') return invalid(record);
  return { kind: 'record', id, lastModified, record, extra: extra.data };
}

/** The first field that is invalid by itself, when the record as a whole does not tell. */
const fieldAtFault = (known: Record<string, unknown>): string =>
  Object.entries(earlierRecordSchema.shape).find(
    ([name, schema]) => !readAs(schema, known[name]).success,
  )?.[0] ?? 'id';

const MAX_SHOWN = 120;

function described(record: Record<string, unknown>, field: string): Unreadable {
  const { name, enabled } = record;
  const value = Object.hasOwn(record, field) ? JSON.stringify(record[field]) : undefined;
  return {
    name: typeof name === 'string' && name.trim() !== '' ? shownText(name) : null,
    field: shownText(field),
    says: value === undefined ? null : shownText(value),
    isOff: enabled === false,
  };
}

/** For a record that is too large, only the cheap parts. */
function tooLarge({ name, enabled }: Record<string, unknown>): Unreadable {
  return {
    name: typeof name === 'string' && name.trim() !== '' ? shownText(name) : null,
    field: TOO_MUCH,
    says: null,
    isOff: enabled === false,
  };
}

/** A field may hold a secret by mistake, so the text that is shown and stored is redacted. */
function shownText(text: string): string {
  const characters = Array.from(redact(text.slice(0, MAX_SHOWN * 10)));
  return characters.length > MAX_SHOWN
    ? `${characters.slice(0, MAX_SHOWN - 1).join('')}…`
    : characters.join('');
}

/** @returns null when an item has no id or version number: the page is not a list of records */
export function readItems({ items }: { items: readonly unknown[] }): Incoming[] | null {
  const read = items.map(readIncoming);
  return read.every((item) => item !== null) ? read : null;
}

/** The record in the app's canonical form, or the name of the field that has none. */
function normalised(record: EarlierRecord): EarlierRecord | string {
  const ranges = record.allowedIps.map(canonicalIpRange);
  if (!ranges.every((range) => range !== null)) return 'allowedIps';
  const { name, integration, note, owner = '', tags = [] } = record;
  const { problems } = checkKeyFields(
    { name, integration, note, owner, tags },
    { now: 0, isNameTaken: () => false },
  );
  if (problems[0]) return problems[0].field;
  return {
    ...record,
    name: name.trim().normalize('NFC'),
    allowedIps: [...new Set(ranges)],
    scopes: normaliseScopes(record.scopes),
    ...(record.tags && { tags: normaliseTags(record.tags) }),
  };
}

/** The record as it is sent: with the unknown fields, and never with a secret. */
export const writeRecord = (
  record: ApiKeyRecord,
  extra: Record<string, JsonValue> = {},
): Contract['ApiKeyRecord'] => ({ ...extra, ...record });
