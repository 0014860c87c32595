import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KeysChange } from '../../../../electron/keys/api-keys';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { hashSecret, isSecret } from '../../../../electron/keys/secret';
import type { Vault } from '../../../../electron/vault/vault';
import type { ApiKeyChanges } from '../../../../shared/keys/api-key';
import { nameIdentity } from '../../../../shared/keys/name-identity';
import { hintOf } from '../../../../shared/keys/secret-format';
import { FaultyFileSystem } from '../../../support/faulty-file-system';
import {
  failureOf,
  forgetfulVault,
  keyId,
  newKey,
  storedKey,
  valueOf,
} from '../../../support/sample-keys';
import type { TestSession } from '../../../support/test-vault';
import { createdVault, temporaryDirectory } from '../../../support/test-vault';

interface Bench extends TestSession {
  apiKeys: ApiKeys;
  changes: KeysChange[];
  vault: Vault;
}

async function bench(faulty = new FaultyFileSystem()): Promise<Bench> {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory, { fs: faulty.fs });
  const changes: KeysChange[] = [];
  const apiKeys = new ApiKeys({
    vault: () => made.session.vault,
    now: () => made.clock.now,
    onChange: (change) => changes.push(change),
  });
  made.followers.push((events) => apiKeys.followCommit(events));
  const { vault } = made.session;
  if (!vault) throw new Error('the vault is not open');
  return { ...made, apiKeys, changes, vault };
}

const created = async ({ apiKeys }: Bench, fields: Parameters<typeof newKey>[0] = {}) =>
  valueOf(await apiKeys.create(newKey(fields)));

const names = async ({ apiKeys }: Bench): Promise<string[]> =>
  valueOf(await apiKeys.list())
    .keys.map((key) => key.name)
    .toSorted();

/** Adds keys to the vault as a sync would, without the rules of this app. */
const arrived = async ({ vault }: Bench, ...keys: ReturnType<typeof storedKey>[]) =>
  valueOf(
    await vault.commit(() => ({
      ok: true,
      value: keys.map((key) => ({ event: 'key.created', keyId: key.record.id, change: key })),
    })),
  );

describe('creating a key', () => {
  it('returns the requested key, and a matching secret', async () => {
    const world = await bench();
    const { apiKey, secret } = await created(world, {
      name: '  Zapier ',
      scopes: ['tags:write', 'tags:read', 'bots:read'],
      allowedIps: ['203.0.113.7/24'],
      expiresAt: '2027-01-01T00:00:00Z',
    });
    expect(apiKey).toMatchObject({
      name: 'Zapier',
      scopes: ['bots:read', 'tags:write'],
      allowedIps: ['203.0.113.0/24'],
      expiresAt: '2027-01-01T00:00:00.000Z',
      enabled: true,
      createdAt: '2026-11-23T09:12:00.000Z',
      updatedAt: '2026-11-23T09:12:00.000Z',
      lastUsedAt: null,
      createdBy: 'tester',
      hint: hintOf(secret),
      hasSecret: true,
    });
    expect(isSecret(secret)).toBe(true);
    const stored = world.vault.keys.get(apiKey.id);
    expect(stored?.record.secretHash).toBe(hashSecret(secret));
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect(valueOf(world.vault.openSecret(apiKey.id)).toString()).toBe(secret);
    expect(valueOf(await world.apiKeys.list())).toEqual({
      revision: 1,
      keys: [apiKey],
      next: null,
    });
  });

  it('sends the window no hash', async () => {
    const world = await bench();
    const { apiKey } = await created(world);
    expect(Object.keys(apiKey)).not.toContain('secretHash');
    expect(JSON.stringify(world.changes)).not.toContain('secretHash');
  });

  it('reports a broken rule with the field, and changes nothing', async () => {
    const world = await bench();
    const refused = await world.apiKeys.create(newKey({ name: ' ', scopes: [] }));
    expect(failureOf(refused)).toEqual({
      code: 'invalid-key',
      problems: [
        { field: 'name', problem: 'required' },
        { field: 'scopes', problem: 'required' },
      ],
    });
    expect(valueOf(await world.apiKeys.list())).toEqual({ revision: 0, keys: [], next: null });
    expect(world.changes).toEqual([]);
  });

  it('accepts one of many concurrent keys with the same name, however it is written', async () => {
    const world = await bench();
    const same = ['Zapier', 'zapier', ' ZAPIER ', 'ＺＡＰＩＥＲ', 'zApIeR'];
    const results = await Promise.all(same.map((name) => world.apiKeys.create(newKey({ name }))));
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false, false, false]);
    for (const result of results.slice(1)) {
      expect(failureOf(result)).toMatchObject({ problems: [{ field: 'name', problem: 'taken' }] });
    }
    expect(await names(world)).toEqual(['Zapier']);
  });

  it('refuses a name that looks like another', async () => {
    const world = await bench();
    for (const name of ['Zo\u200bho', 'invoice\u202egpj', '\u3164']) {
      expect(failureOf(await world.apiKeys.create(newKey({ name })))).toMatchObject({
        problems: [{ field: 'name', problem: 'control-characters' }],
      });
    }
    expect((await created(world, { name: ' A \u00a0 B ' })).apiKey.name).toBe('A B');
    expect(failureOf(await world.apiKeys.create(newKey({ name: 'a\u2003b' })))).toMatchObject({
      problems: [{ field: 'name', problem: 'taken' }],
    });
  });

  it('frees a name when its key is renamed or deleted', async () => {
    const world = await bench();
    const { apiKey } = await created(world, { name: 'Zapier' });
    valueOf(await world.apiKeys.update(apiKey.id, { name: 'Make' }));
    await created(world, { name: 'ZAPIER' });
    valueOf(await world.apiKeys.delete([apiKey.id]));
    await created(world, { name: 'make' });
    expect(await names(world)).toEqual(['ZAPIER', 'make']);
  });
});

describe('changing a key', () => {
  it('changes the given fields and the date, and keeps the secret', async () => {
    const world = await bench();
    const { apiKey, secret } = await created(world);
    world.clock.now += 60_000;
    const changes: ApiKeyChanges = { name: 'Renamed', scopes: ['tags:read'], enabled: false };
    const { apiKey: updated } = valueOf(await world.apiKeys.update(apiKey.id, changes));
    expect(updated).toEqual({ ...apiKey, ...changes, updatedAt: '2026-11-23T09:13:00.000Z' });
    expect(valueOf(world.vault.openSecret(apiKey.id)).toString()).toBe(secret);
  });

  it('may change the case of its own name, but not use the name of another', async () => {
    const world = await bench();
    const { apiKey } = await created(world, { name: 'Zapier' });
    await created(world, { name: 'Make' });
    expect(valueOf(await world.apiKeys.update(apiKey.id, { name: 'ZAPIER' })).apiKey.name).toBe(
      'ZAPIER',
    );
    expect(failureOf(await world.apiKeys.update(apiKey.id, { name: 'MAKE' }))).toMatchObject({
      problems: [{ field: 'name', problem: 'taken' }],
    });
  });

  it('keeps a name from elsewhere until it is given another', async () => {
    const world = await bench();
    await arrived(world, storedKey(1, { name: 'Zo\u200bho' }), storedKey(2, { name: 'A  B' }));
    const [first, second] = [keyId(1), keyId(2)];
    const changes = { name: 'Zo\u200bho', note: 'still here' };
    expect(valueOf(await world.apiKeys.update(first, changes)).apiKey).toMatchObject(changes);
    expect(failureOf(await world.apiKeys.update(first, { name: 'Zo\u200bho 2' }))).toMatchObject({
      problems: [{ field: 'name', problem: 'control-characters' }],
    });
    expect(valueOf(await world.apiKeys.update(second, { enabled: false })).apiKey.name).toBe(
      'A  B',
    );
    expect(valueOf(await world.apiKeys.update(first, { name: 'Zoho' })).apiKey.name).toBe('Zoho');
  });

  it('records only the changed fields, before and after', async () => {
    const world = await bench();
    const { apiKey } = await created(world);
    const events: unknown[] = [];
    const commit = world.vault.commit.bind(world.vault);
    world.vault.commit = async (prepare) => {
      const committed = await commit(prepare);
      events.push(...valueOf(committed));
      return committed;
    };
    const { name, note } = newKey({ note: 'new' });
    valueOf(await world.apiKeys.update(apiKey.id, { name, note }));
    expect(events).toMatchObject([
      {
        event: 'key.updated',
        change: { before: { note: '' }, after: { note: 'new' } },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('Zoho');
  });

  it('records and announces nothing when nothing changes', async () => {
    const world = await bench();
    const { apiKey } = await created(world, { scopes: ['tags:write'] });
    world.changes.length = 0;
    for (const changes of [
      {},
      { name: ` ${apiKey.name} ` },
      { scopes: ['tags:read', 'tags:write'] },
      { enabled: true, note: '' },
      { name: undefined },
    ]) {
      expect(valueOf(await world.apiKeys.update(apiKey.id, changes))).toEqual({
        apiKey,
        undo: null,
      });
    }
    valueOf(await world.apiKeys.setEnabled([apiKey.id], true));
    expect(world.changes).toEqual([]);
    expect(valueOf(await world.apiKeys.list()).revision).toBe(1);
  });

  it('edits an expired key without a new date, but accepts no other date in the past', async () => {
    const world = await bench();
    const expiresAt = '2026-12-01T00:00:00.000Z';
    const { apiKey } = await created(world, { expiresAt });
    world.clock.now = Date.parse('2027-06-01T00:00:00.000Z');
    const { apiKey: kept } = valueOf(
      await world.apiKeys.update(apiKey.id, { note: 'late', expiresAt }),
    );
    expect(kept).toMatchObject({ note: 'late', expiresAt });
    const earlier = '2026-11-30T00:00:00.000Z';
    expect(failureOf(await world.apiKeys.update(apiKey.id, { expiresAt: earlier }))).toMatchObject({
      problems: [{ field: 'expiresAt', problem: 'in-the-past' }],
    });
    expect(
      valueOf(await world.apiKeys.update(apiKey.id, { expiresAt: null })).apiKey.expiresAt,
    ).toBeNull();
  });

  it('keeps an unknown scope from elsewhere, and adds no other', async () => {
    const world = await bench();
    await arrived(world, storedKey(1, { scopes: ['galaxies:read', 'tags:read'] }));
    const { apiKey: kept } = valueOf(
      await world.apiKeys.update(keyId(1), { scopes: ['galaxies:read', 'tags:write'] }),
    );
    expect(kept.scopes).toEqual(['galaxies:read', 'tags:write']);
    for (const scopes of [['galaxies:write'], ['galaxies:read', 'stars:read']]) {
      expect(failureOf(await world.apiKeys.update(keyId(1), { scopes }))).toMatchObject({
        problems: [{ field: 'scopes', problem: 'unknown' }],
      });
    }
    valueOf(await world.apiKeys.update(keyId(1), { scopes: ['tags:read'] }));
    expect((await world.apiKeys.update(keyId(1), { scopes: ['galaxies:read'] })).ok).toBe(false);
  });

  it('reports that a key from elsewhere has no secret here', async () => {
    const world = await bench();
    await arrived(world, storedKey(1));
    expect(valueOf(await world.apiKeys.list()).keys[0]?.hasSecret).toBe(false);
  });

  it('reports a missing key', async () => {
    const world = await bench();
    expect(failureOf(await world.apiKeys.update(keyId(7), { note: 'x' }))).toEqual({
      code: 'key-not-found',
    });
  });
});

describe('many keys at once', () => {
  it('are deactivated and activated together, each counted once', async () => {
    const world = await bench();
    const first = (await created(world, { name: 'One' })).apiKey.id;
    const second = (await created(world, { name: 'Two' })).apiKey.id;
    world.changes.length = 0;
    valueOf(await world.apiKeys.setEnabled([first, second, first], false));
    expect(valueOf(await world.apiKeys.list()).keys.map(({ enabled }) => enabled)).toEqual([
      false,
      false,
    ]);
    expect(world.changes).toHaveLength(1);
    expect(world.changes[0]?.changed.map(({ id }) => id)).toEqual([first, second]);
  });

  it('are deleted together, and announced as removed', async () => {
    const world = await bench();
    const first = (await created(world, { name: 'One' })).apiKey.id;
    const second = (await created(world, { name: 'Two' })).apiKey.id;
    valueOf(await world.apiKeys.delete([first, second]));
    expect(await names(world)).toEqual([]);
    expect(world.changes.at(-1)).toEqual({ revision: 3, changed: [], removed: [first, second] });
  });

  it('are changed without missing ones, which are counted', async () => {
    const world = await bench();
    const { apiKey } = await created(world, { name: 'One' });
    const second = (await created(world, { name: 'Two' })).apiKey.id;
    const ids = [apiKey.id, keyId(7), second, keyId(7), keyId(8)];
    expect(valueOf(await world.apiKeys.setEnabled(ids, false))).toMatchObject({ gone: 2 });
    expect(valueOf(await world.apiKeys.list()).keys.map(({ enabled }) => enabled)).toEqual([
      false,
      false,
    ]);
    expect(valueOf(await world.apiKeys.delete([apiKey.id, second]))).toMatchObject({ gone: 0 });
    expect(await names(world)).toEqual([]);
  });

  it('change nothing when all are missing', async () => {
    const world = await bench();
    await created(world);
    world.changes.length = 0;
    const ids = [keyId(7), keyId(8)];
    expect(failureOf(await world.apiKeys.setEnabled(ids, false))).toEqual({
      code: 'key-not-found',
    });
    expect(failureOf(await world.apiKeys.delete(ids))).toEqual({ code: 'key-not-found' });
    expect(world.changes).toEqual([]);
  });

  it('are deleted as far as they exist when two deletions run at once', async () => {
    const world = await bench();
    const ids: string[] = [];
    for (const name of ['One', 'Two', 'Three']) {
      ids.push((await created(world, { name })).apiKey.id);
    }
    const [first, second] = await Promise.all([
      world.apiKeys.delete(ids.slice(0, 2)),
      world.apiKeys.delete(ids.slice(1)),
    ]);
    expect([valueOf(first), valueOf(second)]).toMatchObject([{ gone: 0 }, { gone: 1 }]);
    expect(await names(world)).toEqual([]);
  });
});

describe('announcements', () => {
  it('are one for each success, numbered without a gap, and suffice to rebuild the list', async () => {
    const world = await bench();
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, number) =>
        world.apiKeys.create(newKey({ name: `Key ${number % 20}` })),
      ),
    );
    const ids = results.flatMap((result) => (result.ok ? [result.value.apiKey.id] : []));
    expect(ids).toHaveLength(20);
    await Promise.all([
      world.apiKeys.update(ids[0] ?? '', { note: 'new' }),
      world.apiKeys.setEnabled(ids.slice(0, 5), false),
      world.apiKeys.delete(ids.slice(3, 8)),
      world.apiKeys.update(ids[4] ?? '', { note: 'too late' }),
    ]);
    expect(world.changes.map(({ revision }) => revision)).toEqual(
      Array.from({ length: 23 }, (_, index) => index + 1),
    );
    const followed = new Map(
      world.changes.flatMap(({ changed }) => changed).map((key) => [key.id, key]),
    );
    for (const id of world.changes.flatMap(({ removed }) => removed)) followed.delete(id);
    const listed = valueOf(await world.apiKeys.list());
    expect(listed.revision).toBe(23);
    expect(new Set(followed.values())).toEqual(new Set(listed.keys));
    expect(new Set(listed.keys.map(({ name }) => nameIdentity(name))).size).toBe(15);
  });
});

describe('the first rows of the page', () => {
  it('are the newest keys, without inactive ones where requested, with counts of all', async () => {
    const world = await bench();
    const { apiKey: first } = await created(world, { name: 'First' });
    world.clock.now += 1_000;
    const { apiKey: second } = await created(world, { name: 'Second' });
    valueOf(await world.apiKeys.setEnabled([second.id], false));
    const rows = (hideInactive: boolean) =>
      valueOf(world.apiKeys.newest(hideInactive)).keys.map(({ id }) => id);
    expect(rows(false)).toEqual([second.id, first.id]);
    expect(rows(true)).toEqual([first.id]);
    expect(valueOf(world.apiKeys.newest(true))).toMatchObject({ revision: 3, shown: 1, total: 2 });
  });
});

describe('rotating a key', () => {
  it('replaces the secret; the old one stays valid for the grace period', async () => {
    const world = await bench();
    const { apiKey, secret: old } = await created(world);
    world.clock.now += 60_000;
    const { apiKey: rotated, secret } = valueOf(await world.apiKeys.rotate(apiKey.id, 'day'));
    expect(secret).not.toBe(old);
    expect(isSecret(secret)).toBe(true);
    expect(rotated).toMatchObject({ id: apiKey.id, name: apiKey.name, hint: hintOf(secret) });
    expect(rotated.updatedAt).toBe('2026-11-23T09:13:00.000Z');
    expect(valueOf(world.vault.openSecret(apiKey.id)).toString()).toBe(secret);
    expect(world.vault.keys.get(apiKey.id)?.record).toMatchObject({
      secretHash: hashSecret(secret),
      previousSecret: { hash: hashSecret(old), validUntil: '2026-11-24T09:13:00.000Z' },
    });
    expect(world.changes.at(-1)).toEqual({ revision: 2, changed: [rotated], removed: [] });
  });

  it('ends the old one at once without a grace period, and the one before it too', async () => {
    const world = await bench();
    const { apiKey } = await created(world);
    const { graceUntil = null } = valueOf(await world.apiKeys.rotate(apiKey.id, 'day')).apiKey;
    const { secret } = valueOf(await world.apiKeys.rotate(apiKey.id, 'none', graceUntil));
    expect(world.vault.keys.get(apiKey.id)?.record).toMatchObject({
      secretHash: hashSecret(secret),
      previousSecret: null,
    });
  });

  it('does nothing for a missing key, and keeps the old secret when the disk is full', async () => {
    const faulty = new FaultyFileSystem();
    const world = await bench(faulty);
    const { apiKey, secret } = await created(world);
    expect(failureOf(await world.apiKeys.rotate(keyId(9), 'day'))).toEqual({
      code: 'key-not-found',
    });
    faulty.breakWhere(({ name }) => (name === 'datasync' ? 'ENOSPC' : null));
    expect(failureOf(await world.apiKeys.rotate(apiKey.id, 'none'))).toMatchObject({
      code: 'write-failed',
      problem: 'disk-full',
    });
    expect(valueOf(world.vault.openSecret(apiKey.id)).toString()).toBe(secret);
    expect(world.vault.keys.get(apiKey.id)?.record.secretHash).toBe(hashSecret(secret));
    expect(world.changes).toHaveLength(1);
  });
});

describe('the usage of a key', () => {
  it('is known once an endpoint has reported it, and the list is updated', async () => {
    const world = await bench();
    const { apiKey } = await created(world);
    const { apiKey: other } = await created(world, { name: 'Other' });
    expect(valueOf(world.apiKeys.usage(apiKey.id))).toBeNull();
    expect(failureOf(world.apiKeys.usage(keyId(9)))).toEqual({ code: 'key-not-found' });
    const lastUsedAt = '2026-11-22T10:00:00.000Z';
    const usage = { until: '2026-11-22', counts: [3, 4] };
    valueOf(
      await world.vault.commit(() => ({
        ok: true,
        value: [
          {
            event: 'usage.received',
            keyId: null,
            change: { cursor: 1, entries: [{ id: apiKey.id, before: null, lastUsedAt, usage }] },
          },
        ],
      })),
    );
    expect(valueOf(world.apiKeys.usage(apiKey.id))).toEqual(usage);
    expect(valueOf(world.apiKeys.usage(other.id))).toBeNull();
    const change = world.changes.at(-1);
    expect(change?.changed).toEqual([{ ...apiKey, lastUsedAt }]);
  });
});

describe('without an open vault', () => {
  it('every request returns vault-locked', async () => {
    const world = await bench();
    const { apiKey } = await created(world);
    await world.session.lock();
    const { apiKeys } = world;
    for (const result of [
      apiKeys.newest(false),
      await apiKeys.list(),
      await apiKeys.create(newKey()),
      await apiKeys.update(apiKey.id, { note: 'x' }),
      await apiKeys.setEnabled([apiKey.id], false),
      await apiKeys.delete([apiKey.id]),
      await apiKeys.rotate(apiKey.id, 'none'),
      apiKeys.usage(apiKey.id),
    ]) {
      expect(failureOf(result)).toEqual({ code: 'vault-locked' });
    }
  });

  it('a change requested before the lock and due after it is refused', async () => {
    const world = await bench();
    const { vault } = world;
    const locking = world.session.lock();
    const late = new ApiKeys({
      vault: () => vault,
      now: () => world.clock.now,
      onChange: () => undefined,
    });
    await locking;
    expect(failureOf(await late.create(newKey()))).toEqual({ code: 'vault-locked' });
  });

  it('a key that was dropped before the answer is not returned', async () => {
    const forgetful = forgetfulVault();
    const apiKeys = new ApiKeys({
      vault: () => forgetful,
      now: () => 0,
      onChange: () => undefined,
    });
    expect(failureOf(await apiKeys.create(newKey()))).toEqual({ code: 'key-not-found' });
    const seen = new Map([[keyId(1), storedKey(1)]]);
    const losing = new ApiKeys({
      vault: () => ({
        ...forgetful,
        keys: seen,
        commit: async (prepare) => {
          const drafts = prepare();
          seen.clear();
          return drafts;
        },
      }),
      now: () => 0,
      onChange: () => undefined,
    });
    expect(failureOf(await losing.rotate(keyId(1), 'none'))).toEqual({ code: 'key-not-found' });
  });
});

describe('a change with consent', () => {
  it('is checked again at its turn, after the changes before it', async () => {
    const world = await bench();
    const { id } = (await created(world, { scopes: ['contacts:write'] })).apiKey;
    const isStill = () => world.vault.keys.get(id)?.record.scopes[0] === 'contacts:write';
    const narrowed = world.apiKeys.update(id, { scopes: ['contacts:read'] });
    const widened = world.apiKeys.update(id, { scopes: ['contacts:write'] }, isStill);
    const activated = world.apiKeys.setEnabled([id], true, isStill);
    valueOf(await narrowed);
    expect(failureOf(await widened).code).toBe('not-confirmed');
    expect(failureOf(await activated).code).toBe('not-confirmed');
    expect(world.vault.keys.get(id)?.record.scopes).toEqual(['contacts:read']);
  });
});
