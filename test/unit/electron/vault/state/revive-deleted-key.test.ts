import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { ImportSession } from '../../../../../electron/transfer/import-session';
import { hashSecret, isSecret } from '../../../../../electron/keys/secret';
import { waitingIds } from '../../../../../electron/sync/run/outbox';
import { changesBetween } from '../../../../../electron/vault/state/diff-keys';
import { readExport } from '../../../../../electron/vault/transfer/export-file';
import { VaultBackups } from '../../../../../electron/vault/transfer/restore-backup';
import { VaultExport } from '../../../../../electron/vault/transfer/export-vault';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { ok } from '../../../../../shared/lib/result';
import { newKey, valueOf } from '../../../../support/sample-keys';
import type { SyncClient } from '../../../../support/sync-client';
import { recordsOf, syncClient, testEndpoint } from '../../../../support/sync-client';
import {
  PASSPHRASE,
  acceptAnyPassphrase,
  temporaryDirectory,
} from '../../../../support/test-vault';

const FILE_PASSPHRASE = 'a passphrase of the file';

const backupsOf = ({ place, vault }: SyncClient) =>
  new VaultBackups(place.environment, () => vault);
const only = ({ vault }: SyncClient) => {
  const [key, ...others] = [...vault.keys.values()];
  if (!key || others.length > 0) throw new Error(`${vault.keys.size} keys`);
  return key;
};
const secretOf = (client: SyncClient) =>
  valueOf(client.vault.openSecret(only(client).record.id)).toString();

/** The newest backup holds the present state. */
async function backedUp(client: SyncClient): Promise<string> {
  valueOf(await client.vault.snapshot());
  await client.apiKeys.create(newKey({ name: 'Something else' }));
  valueOf(await client.vault.snapshot());
  const other = client.vault.idOfName('Something else');
  await client.apiKeys.delete([other ?? '']);
  await client.sync();
  const [newest] = valueOf(await backupsOf(client).list());
  return newest?.name ?? '';
}

/** All clients are equal, nothing is unsent, and no deleted key exists. */
async function expectInStep(...clients: SyncClient[]): Promise<void> {
  for (const client of [...clients, ...clients]) {
    expect(await client.sync()).toMatchObject({ kind: 'done' });
  }
  for (const client of clients) {
    expect(recordsOf(client)).toEqual(recordsOf(clients[0]!));
    expect(waitingIds(client.vault)).toEqual([]);
    for (const id of client.vault.keys.keys()) {
      expect(client.vault.ledger.entries.get(id)?.deleted).toBeUndefined();
    }
  }
}

async function twoInStep() {
  const endpoint = await testEndpoint();
  const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
  const { apiKey, secret } = valueOf(await a.apiKeys.create(newKey({ name: 'Zoho' })));
  await expectInStep(a, b);
  return { endpoint, a, b, id: apiKey.id, secret };
}

describe('a key that is put back while an endpoint knows it', () => {
  it('stays the same key when a backup with another secret is restored', async () => {
    const { a, b, id, secret } = await twoInStep();
    const backup = await backedUp(a);
    valueOf(await a.apiKeys.rotate(id, 'none'));
    await expectInStep(a, b);
    valueOf(await backupsOf(a).restore(backup));
    await expectInStep(a, b);
    expect(only(b).record).toMatchObject({ id, name: 'Zoho', secretHash: hashSecret(secret) });
    expect(secretOf(a)).toBe(secret);
  });

  it('is revived from a backup on every computer, with its secret', async () => {
    for (const isTold of [true, false]) {
      const { a, b, id, secret } = await twoInStep();
      const backup = await backedUp(a);
      valueOf(await a.apiKeys.delete([id]));
      if (isTold) await expectInStep(a, b);
      const { undo } = valueOf(await backupsOf(a).restore(backup));
      await expectInStep(a, b);
      expect(only(b).record).toMatchObject({ name: 'Zoho', enabled: true });
      expect(only(a).record.id).not.toBe(id);
      expect(secretOf(a)).toBe(secret);
      // The backup equals the present state, under any ids.
      expect(valueOf(await backupsOf(a).restore(backup))).toEqual({ undo: null });
      valueOf(await backupsOf(a).restore(undo ?? ''));
      await expectInStep(a, b);
      expect(b.vault.keys.size).toBe(0);
    }
  });

  it('is revived from an export on every computer, and stays when only its secret differs', async () => {
    const { a, b, id, secret } = await twoInStep();
    const file = join(await temporaryDirectory(), 'keys.ownchat-vault');
    const exporter = new VaultExport({
      environment: a.place.environment,
      vault: () => a.vault,
      confirm: (proof) => a.place.session.confirm(proof),
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
      chooseTarget: async () => file,
    });
    valueOf(
      await exporter.save({
        proof: { method: 'passphrase', passphrase: PASSPHRASE },
        passphrase: FILE_PASSPHRASE,
        withSecrets: true,
      }),
    );
    const importIt = async (choice: 'add' | 'replace') => {
      const desk = new ImportSession({
        fs: realFileSystem,
        vault: () => a.vault,
        now: () => a.place.clock.now,
        isSecret,
        hashSecret,
        changesBetween,
        readSealed: (bytes) => readExport(bytes, a.place.session),
        mayHold: async () => true,
        onOpened: () => undefined,
      });
      valueOf(await desk.importFile(file));
      valueOf(await desk.unseal(FILE_PASSPHRASE));
      // The secret from before the rotation would be valid again, which is confirmed.
      return valueOf(await desk.apply([{ index: 0, choice, moreAccess: true }]));
    };
    valueOf(await a.apiKeys.rotate(id, 'none'));
    await expectInStep(a, b);
    expect(await importIt('replace')).toMatchObject({ replaced: 1 });
    await expectInStep(a, b);
    expect(only(b).record.id).toBe(id);
    expect(secretOf(a)).toBe(secret);
    valueOf(await a.apiKeys.delete([id]));
    await expectInStep(a, b);
    expect(await importIt('add')).toMatchObject({ added: 1 });
    await expectInStep(a, b);
    expect(only(b).record).toMatchObject({ name: 'Zoho' });
    expect(secretOf(a)).toBe(secret);
  });
});

it('a deleted key that was reported as compromised is still so after an older backup', async () => {
  const endpoint = await testEndpoint();
  const { vault, apiKeys, place } = await syncClient(endpoint);
  const { apiKey } = valueOf(await apiKeys.create(newKey()));
  valueOf(await vault.snapshot());
  const compromised = { at: '2026-11-23T09:12:00.000Z', reason: 'in a log' };
  const change = { before: { compromised: null }, after: { compromised } };
  valueOf(await vault.commit(() => ok([{ event: 'key.updated', keyId: apiKey.id, change }])));
  valueOf(await vault.snapshot());
  valueOf(await apiKeys.delete([apiKey.id]));
  const backups = new VaultBackups(place.environment, () => vault);
  const [unreported] = valueOf(await backups.list());
  valueOf(await backups.restore(unreported?.name ?? ''));
  expect([...vault.keys.values()]).toMatchObject([{ record: { compromised } }]);
});
