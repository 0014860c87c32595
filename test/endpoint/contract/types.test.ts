import { expect, test } from 'vitest';
import { z } from 'zod';
import { reading } from '../../../electron/sync/wire/contract-types';

// The assertion is that this compiles: `tsc` reports an expected error that does not occur.

test('a schema of the client does not compile when the contract differs', () => {
  const number = reading('Tombstone', z.object({ last_modified: z.number() }));
  expect(number.parse({ last_modified: 1 })).toEqual({ last_modified: 1 });
  // @ts-expect-error -- the contract has no field of that name
  reading('Tombstone', z.object({ lastModified: z.number() }));
  // @ts-expect-error -- it is a number there
  reading('Tombstone', z.object({ last_modified: z.string() }));
  // @ts-expect-error -- it may be absent there
  reading('Place', z.object({ permissions: z.object({}) }));
  // @ts-expect-error -- there are more verdicts there
  reading('VerdictAnswer', z.object({ data: z.object({ verdict: z.enum(['VALID']) }) }));
  // @ts-expect-error -- deeper down, too
  reading('Hello', z.object({ user: z.object({ name: z.string() }).optional() }));
});
