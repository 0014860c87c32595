import { expect, it } from 'vitest';
import { reviewOf, vaultOf } from '../../../support/import-review';
import { failureOf, someRecord, valueOf } from '../../../support/sample-keys';

it('a file is stored in the vault once, even if it is requested twice at once', async () => {
  const vault = vaultOf([someRecord(1, { name: 'Leaked' })]);
  const { desk } = await reviewOf(vault, 'name,scopes\nLeaked,tags:read\n');
  const choices = [{ index: 0, choice: 'rename' as const }];
  const [first, second] = await Promise.all([desk.apply(choices), desk.apply(choices)]);
  expect(valueOf(first)).toMatchObject({ added: 1 });
  expect(failureOf(second).code).toBe('import-expired');
  expect([...vault.keys.values()].map(({ record }) => record.name)).toEqual([
    'Leaked',
    'Leaked (2)',
  ]);
});
