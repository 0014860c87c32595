import { z } from 'zod';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { apiKeyRecordSchema } from '../../../shared/keys/api-key';
import { canonicalIpRange } from '../../../shared/keys/ip-range';
import { checkKeyFields } from '../../../shared/keys/key-rules';
import { normaliseScopes } from '../../../shared/keys/scopes';
import { redact } from '../../lib/redact';
import type { Contract } from './contract-types';
import { reading } from './contract-types';
import type { JsonValue } from '../sync-vault';
import { readAs } from '../../lib/read-as';

/** One entry of a page, or the answer to a write, as far as it can be trusted. */
export type Incoming =
  | {
      kind: 'record';
      id: string;
      lastModified: number;
      record: ApiKeyRecord;
      /** what this app does not know of it, to be sent back as it came */
      extra: Record<string, JsonValue>;
    }
  | { kind: 'tombstone'; id: string; lastModified: number }
  /** left where it is: it is named to the person, and the others go on */
  | ({ kind: 'invalid'; id: string; lastModified: number } & Unreadable);

/** What is wrong with a record, in texts of the endpoint's that are cut short. */
interface Unreadable {
  /** its name, where it has one that is a text */
  name: string | null;
  field: string;
  /** what stands in that field, as JSON; null when it is not there */
  says: string | null;
  /** whether it is switched off all the same */
  isOff: boolean;
}

const FIELDS = Object.keys(apiKeyRecordSchema.shape);

/** Stands for the field that is wrong where a record has more in it than can be kept. */
const TOO_MUCH = 'extra';

/** The server's own fields. */
const MANAGED = ['last_modified', 'schema', 'deleted'];

/** Names that mean something to JavaScript itself. */
const DANGEROUS = ['__proto__', 'constructor', 'prototype'];

const MAX_EXTRA_CHARACTERS = 20_000;

/** Fields, list items and what is in them, of one record: the longest list of permissions has 500. */
const MAX_VALUES = 5_000;

/** Whether a value has more parts than a record has; it is not walked through further than that. */
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
const recordSchema = reading('ApiKeyRecord', apiKeyRecordSchema);

/** @returns null for what has no id or no number: nothing could be said about it later */
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

/** The first field that cannot be read by itself, where the record as a whole does not say which. */
const fieldAtFault = (known: Record<string, unknown>): string =>
  Object.entries(apiKeyRecordSchema.shape).find(
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

/** Of a record with too much in it only what is cheap to tell. */
function tooLarge({ name, enabled }: Record<string, unknown>): Unreadable {
  return {
    name: typeof name === 'string' && name.trim() !== '' ? shownText(name) : null,
    field: TOO_MUCH,
    says: null,
    isOff: enabled === false,
  };
}

/** Somebody may have put a secret where none belongs: what is shown and kept of it is no secret any more. */
function shownText(text: string): string {
  const characters = Array.from(redact(text.slice(0, MAX_SHOWN * 10)));
  return characters.length > MAX_SHOWN
    ? `${characters.slice(0, MAX_SHOWN - 1).join('')}…`
    : characters.join('');
}

/** @returns null when the page holds something without an id or a number: it is no list of records */
export function readItems({ items }: { items: readonly unknown[] }): Incoming[] | null {
  const read = items.map(readIncoming);
  return read.every((item) => item !== null) ? read : null;
}

/** The record in the form this app writes, or the name of the field that cannot be given it. */
function normalised(record: ApiKeyRecord): ApiKeyRecord | string {
  const ranges = record.allowedIps.map(canonicalIpRange);
  if (!ranges.every((range) => range !== null)) return 'allowedIps';
  const { name, integration, note } = record;
  const { problems } = checkKeyFields(
    { name, integration, note },
    { now: 0, isNameTaken: () => false },
  );
  if (problems[0]) return problems[0].field;
  return {
    ...record,
    name: name.trim().normalize('NFC'),
    allowedIps: [...new Set(ranges)],
    scopes: normaliseScopes(record.scopes),
  };
}

/** The record as it is sent: with what others have added to it, and never with a secret. */
export const writeRecord = (
  record: ApiKeyRecord,
  extra: Record<string, JsonValue> = {},
): Contract['ApiKeyRecord'] => ({ ...extra, ...record });
