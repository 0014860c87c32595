import { expect, test } from 'vitest';
import { ADDED_FIELDS, earlierRecordSchema } from '../../../shared/keys/api-key';
import { someRecord } from '../../support/sample-keys';
import { problemsWith, schemaNamed } from './document';

const text = (length: number) => 'x'.repeat(length);
const hash = 'cd'.repeat(32);
const instant = '2026-02-28T23:59:59.999Z';

/** Valid for some fields, invalid for others. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  '',
  'live',
  'production',
  ...[40, 41, 160, 161, 200, 201, 2000, 2001].map(text),
  someRecord(2).id,
  someRecord(2).id.replace('-7000-', '-4000-'),
  hash,
  hash.toUpperCase(),
  hash.slice(1),
  instant,
  instant.replace('.999', ''),
  instant.replace('Z', '+00:00'),
  '2026-02-31T00:00:00.000Z',
  [],
  ['contacts:read'],
  [1],
  [text(64)],
  [text(65)],
  [text(120)],
  [text(121)],
  Array.from({ length: 100 }, () => 'a'),
  Array.from({ length: 101 }, () => 'a'),
  Array.from({ length: 501 }, () => 'a'),
  {},
  { hash, validUntil: instant },
  { hash, validUntil: 'soon' },
  { hash, validUntil: instant, more: 1 },
];

const FIELDS = Object.keys(earlierRecordSchema.shape);

test.each(FIELDS)('the contract and the app agree on the values of %s', (field) => {
  const contract = (record: unknown) =>
    problemsWith(record, schemaNamed('ApiKeyRecord')).length === 0;
  const app = (record: unknown) => earlierRecordSchema.loose().safeParse(record).success;
  const { [field]: _, ...without } = someRecord(1) as Record<string, unknown>;
  // An older client leaves out the fields that were added later.
  const isAdded = Object.hasOwn(ADDED_FIELDS, field);
  expect(contract(without)).toBe(isAdded);
  expect(app(without)).toBe(isAdded);
  for (const value of VALUES) {
    const record = { ...without, [field]: value };
    expect([value, contract(record)]).toEqual([value, app(record)]);
  }
});

test('the contract has the fields of the record, and no secret', () => {
  expect(problemsWith(someRecord(1), schemaNamed('ApiKeyRecord'))).toEqual([]);
  expect(problemsWith({ ...someRecord(1), secret: 'x' }, schemaNamed('ApiKeyRecord'))).not.toEqual(
    [],
  );
});
