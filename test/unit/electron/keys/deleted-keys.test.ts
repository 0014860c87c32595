import { expect, it } from 'vitest';
import { deletedKeys, restoreDrafts } from '../../../../electron/keys/deleted-keys';
import type { DeletedKey } from '../../../../electron/vault/format/events';
import { VaultBackups } from '../../../../electron/vault/transfer/restore-backup';
import {
  failureOf,
  forgetfulVault,
  keyId,
  newKey,
  storedKey,
  valueOf,
} from '../../../support/sample-keys';
import { syncClient, testEndpoint } from '../../../support/sync-client';
import { AT } from '../../../support/vault-parts';

it('lists the newest deletions first, a hundred at most, with the last day to restore them', () => {
  const deleted = new Map<string, DeletedKey>();
  for (let number = 1; number <= 120; number += 1) {
    const deletedAt = new Date(Date.parse(AT) + number * 60_000).toISOString();
    const secretHash = String(number).padStart(64, '0');
    deleted.set(keyId(number), { ...storedKey(number, { secretHash }), deletedAt });
  }
  // The present secret of one key, and the previous one of another, are there again.
  const again = storedKey(500, {
    secretHash: deleted.get(keyId(120))!.record.secretHash,
    previousSecret: { hash: deleted.get(keyId(119))!.record.secretHash, validUntil: AT },
  });
  const { keys, total } = deletedKeys({ deleted, keys: new Map([[again.record.id, again]]) });
  expect(total).toBe(118);
  expect(keys.map(({ id }) => id)).toEqual(
    Array.from({ length: 100 }, (_, index) => keyId(118 - index)),
  );
  const { name, hint } = storedKey(118).record;
  expect(keys[0]).toMatchObject({ name, hint });
  const kept = Date.parse(keys[0]!.restorableUntil) - Date.parse(keys[0]!.deletedAt);
  expect(kept).toBe(30 * 24 * 60 * 60_000);
  expect(JSON.stringify(keys)).not.toContain('secretHash');
});

it('restoring many keys looks through the deleted ones once', () => {
  const deleted = new Map<string, DeletedKey>(
    [1, 2, 3, 4].map((number) => [keyId(number), { ...storedKey(number), deletedAt: AT }]),
  );
  let passes = 0;
  const vault = {
    ...forgetfulVault(),
    get deleted() {
      passes += 1;
      return deleted;
    },
  };
  expect(valueOf(restoreDrafts(vault, [...deleted.keys()], 0))).toHaveLength(4);
  expect(passes).toBe(1);
});

it('a deleted key whose secret a colleague has restored is not offered a second time', async () => {
  const endpoint = await testEndpoint();
  const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
  const { apiKey } = valueOf(await a.apiKeys.create(newKey()));
  await a.sync();
  await b.sync();
  valueOf(await a.apiKeys.delete([apiKey.id]));
  await a.sync();
  await b.sync();
  valueOf(await b.apiKeys.restore([apiKey.id]));
  await b.sync();
  await a.sync();
  expect(a.vault.keys.size).toBe(1);
  expect(valueOf(a.apiKeys.deleted())).toEqual({ keys: [], total: 0 });
  expect(failureOf(await a.apiKeys.restore([apiKey.id])).code).toBe('key-not-found');
});

it('a deleted key that a backup has restored under another id is not offered a second time', async () => {
  const endpoint = await testEndpoint();
  const { apiKeys, vault, place, sync } = await syncClient(endpoint);
  const { apiKey } = valueOf(await apiKeys.create(newKey()));
  await sync();
  valueOf(await vault.snapshot());
  valueOf(await apiKeys.delete([apiKey.id]));
  valueOf(await vault.snapshot());
  await sync();
  const backups = new VaultBackups(place.environment, () => vault);
  const [newest] = valueOf(await backups.list());
  valueOf(await backups.restore(newest?.name ?? ''));
  expect([...vault.keys.values()]).toHaveLength(1);
  expect(valueOf(apiKeys.deleted())).toEqual({ keys: [], total: 0 });
});
