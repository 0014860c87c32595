import { describe, expect, it } from 'vitest';
import { decide, openConflictsOf } from '../../../../../electron/sync/decisions/conflicts';
import type { ApiKeyChanges } from '../../../../../shared/keys/api-key';
import { DECIDABLE, NO_ADDRESS, NO_SCOPE } from '../../../../../shared/sync/merge';
import { syncRequests } from '../../../../../shared/contract/sync';
import { keyId, newKey, valueOf } from '../../../../support/sample-keys';
import type { SyncClient } from '../../../../support/sync-client';
import { recordsOf, syncClient, testEndpoint } from '../../../../support/sync-client';

const SCOPES = ['bots:write', 'contacts:write', 'tags:write'];

/** Three vaults in sync; two edit the same key, and the second one gets a conflict. */
async function asked(before: ApiKeyChanges, first: ApiKeyChanges, second: ApiKeyChanges) {
  const endpoint = await testEndpoint();
  const [a, b, c] = [
    await syncClient(endpoint),
    await syncClient(endpoint),
    await syncClient(endpoint),
  ] as const;
  const { id } = valueOf(await a.apiKeys.create(newKey({ scopes: SCOPES, ...before }))).apiKey;
  for (const client of [a, b, c]) await client.sync();
  valueOf(await a.apiKeys.update(id, first));
  valueOf(await b.apiKeys.update(id, second));
  for (const client of [a, b, c]) await client.sync();
  const questions = () => openConflictsOf(b.vault).flatMap(({ fields }) => fields);
  expect(questions()).toHaveLength(1);
  const edit = async (client: SyncClient, changes: ApiKeyChanges) => {
    valueOf(await client.apiKeys.update(id, changes));
    await client.sync();
    await b.sync();
  };
  return { endpoint, a, b, c, id, questions, edit };
}

const scopesAsked = () =>
  asked(
    {},
    { scopes: ['bots:write', 'contacts:write'] },
    { scopes: ['contacts:write', 'tags:write'] },
  );

describe('an open conflict', () => {
  it('stays when another computer removes more access, which then applies', async () => {
    const { b, c, id, questions, edit } = await scopesAsked();
    await edit(c, { scopes: ['contacts:read'] });
    expect(recordsOf(b)[id]?.scopes).toEqual(['contacts:read']);
    expect(questions()).toMatchObject([
      {
        field: 'scopes',
        mine: ['contacts:write', 'tags:write'],
        theirs: ['bots:write', 'contacts:write'],
        held: ['contacts:read'],
      },
    ]);
    await b.sync();
    await b.sync();
    expect(questions()).toHaveLength(1);
    const decision = { keyId: id, fields: { scopes: ['contacts:read', 'tags:read'] } };
    valueOf(await decide(b.vault, [decision], Date.now()));
    expect(questions()).toEqual([]);
    await b.sync();
    await c.sync();
    expect(recordsOf(c)[id]?.scopes).toEqual(['contacts:read', 'tags:read']);
  });

  it('is closed when another computer sets other access', async () => {
    const { b, c, id, questions, edit } = await scopesAsked();
    await edit(c, { scopes: ['tickets:read'] });
    expect(questions()).toEqual([]);
    expect(recordsOf(b)[id]?.scopes).toEqual(['tickets:read']);
  });

  it('stays when another computer changes another field, also when no access is left', async () => {
    const { b, c, id, questions, edit } = await asked(
      {},
      { scopes: ['bots:write'] },
      { scopes: ['tags:write'] },
    );
    expect(recordsOf(b)[id]?.scopes).toEqual([NO_SCOPE]);
    await edit(c, { note: 'something else' });
    expect(questions()).toMatchObject([{ field: 'scopes', mine: ['tags:write'] }]);
  });

  it('stays when another computer narrows the addresses', async () => {
    const { b, c, id, questions, edit } = await asked(
      { allowedIps: [] },
      { allowedIps: ['10.0.0.0/8', '192.0.2.0/24'] },
      { allowedIps: ['10.0.0.0/8', '198.51.100.0/24'] },
    );
    expect(recordsOf(b)[id]?.allowedIps).toEqual(['10.0.0.0/8']);
    await edit(c, { allowedIps: ['10.1.0.0/16'] });
    expect(questions()).toMatchObject([{ field: 'allowedIps', held: ['10.1.0.0/16'] }]);
    await edit(c, { allowedIps: [NO_ADDRESS] });
    expect(questions()).toMatchObject([{ held: [NO_ADDRESS] }]);
    // Granting more than before is a decision by a user who saw the conflict.
    await edit(c, { allowedIps: ['10.0.0.0/8', '203.0.113.0/24'] });
    expect(questions()).toEqual([]);
  });

  it('stays when another computer writes another text, and is closed when it is the local one', async () => {
    const { c, questions, edit } = await asked({}, { note: 'from a' }, { note: 'from b' });
    await edit(c, { note: 'from c' });
    expect(questions()).toMatchObject([
      { field: 'note', mine: 'from b', theirs: 'from c', held: 'from c' },
    ]);
    await edit(c, { note: 'from b' });
    expect(questions()).toEqual([]);
  });

  it('is closed when the field is edited here, and later changes do not reopen it', async () => {
    const { b, c, id, questions, edit } = await asked({}, { note: 'from a' }, { note: 'from b' });
    valueOf(await b.apiKeys.update(id, { note: 'decided here' }));
    expect(questions()).toEqual([]);
    await b.sync();
    await c.sync();
    await edit(c, { note: 'from c' });
    expect(questions()).toEqual([]);
    expect(recordsOf(b)[id]?.note).toBe('from c');
  });

  it('stays when both sides are compared from the start', async () => {
    const { b, questions } = await scopesAsked();
    const asking = questions();
    valueOf(
      await b.vault.commit(() => ({
        ok: true,
        value: [{ event: 'sync.reset', keyId: null, change: { keepDeletions: true } }],
      })),
    );
    expect(questions()).toEqual(asking);
    await b.sync();
    await b.sync();
    expect(questions()).toEqual(asking);
  });
});

describe('a decision', () => {
  it('can be sent about every field that is asked about', () => {
    const fields = Object.fromEntries(
      DECIDABLE.map((field) => [field, ['scopes', 'allowedIps'].includes(field) ? ['x'] : 'x']),
    );
    const decisions = [{ keyId: keyId(1), fields }];
    expect(syncRequests['sync:decide'].input.safeParse({ decisions }).success).toBe(true);
  });

  it('changes no field that is not asked about: that is an edit, which the rules judge', async () => {
    const { b, id } = await scopesAsked();
    const before = recordsOf(b)[id]!;
    const fields = { allowedIps: [], integration: 'Other', scopes: ['bots:write'] };
    valueOf(await decide(b.vault, [{ keyId: id, fields }], Date.now()));
    const { updatedAt } = recordsOf(b)[id]!;
    expect(recordsOf(b)[id]).toEqual({ ...before, scopes: ['bots:write'], updatedAt });
    // A second answer to the same question changes nothing either.
    const again = { keyId: id, fields: { scopes: ['tags:write'] } };
    valueOf(await decide(b.vault, [again], Date.now()));
    expect(recordsOf(b)[id]?.scopes).toEqual(['bots:write']);
  });
});
