import { describe, expect, it } from 'vitest';
import { keysIn } from './read-keys';

const enabledIn = async (content: string) => {
  const keys = await keysIn(content);
  expect(keys.flatMap(({ problems }) => problems)).toEqual([]);
  return keys.map(({ enabled }) => enabled);
};

describe('a column of inactive keys', () => {
  it.each(['disabled', 'Is disabled', 'isDisabled', 'revoked', 'inactive', 'suspended'])(
    'is inverted: %s',
    async (column) => {
      const rows = 'A,contacts:read,true\nB,contacts:read,false\nC,contacts:read,yes\n';
      expect(await enabledIn(`name,scopes,${column}\n${rows}`)).toEqual([false, true, false]);
    },
  );

  it.each(['disabled', 'revoked'])('is inverted in JSON too: %s', async (field) => {
    const key = { name: 'A', scopes: ['contacts:read'] };
    const file = [true, false].map((value) => ({ ...key, [field]: value }));
    expect(await enabledIn(JSON.stringify(file))).toEqual([false, true]);
  });

  it('is not one of active keys, or of a status in words', async () => {
    expect(await enabledIn('name,scopes,isActive\nA,contacts:read,false\n')).toEqual([false]);
    expect(await enabledIn('name,scopes,state\nA,contacts:read,revoked\n')).toEqual([false]);
  });
});

describe('a scope in a report of this app', () => {
  it.each(['*', '*:read', 'contacts:*', 'Full access', 'Contacts: Write', 'new thing:read'])(
    'that only looks like a word of the interface is kept: %s',
    async (scope) => {
      const row = { id: '01900000-0000-7000-8000-000000000001', name: 'A', scopes: [scope] };
      const report = { format: 'ownchat-keys-report', report: 'inventory', rows: [row] };
      const [key] = await keysIn(JSON.stringify(report));
      expect(key).toMatchObject({ problems: [], fields: { scopes: [scope] } });
    },
  );
});
