import { expect, it } from 'vitest';
import { z } from 'zod';
import { readAs } from '../../../../electron/lib/read-as';
import { readIncoming } from '../../../../electron/sync/wire/wire-record';
import { someRecord } from '../../../support/sample-keys';

const ODD = { length: { toString: 1 } };

it('a refused, accepted or incomparable value is reported without an exception', () => {
  const schema = z.string().max(3);
  expect(() => schema.safeParse(ODD)).toThrow(TypeError);
  expect(readAs(schema, ODD)).toMatchObject({ success: false, error: { issues: [] } });
  expect(readAs(schema, 'abcd').success).toBe(false);
  expect(readAs(schema, 'abc')).toEqual({ success: true, data: 'abc' });
});

it('a record with such a value is reported with its field, and does not end the sync', () => {
  const item = { ...someRecord(1), scopes: [ODD], last_modified: 5 };
  expect(readIncoming(item)).toMatchObject({ kind: 'invalid', field: 'scopes', name: 'Key 1' });
});
