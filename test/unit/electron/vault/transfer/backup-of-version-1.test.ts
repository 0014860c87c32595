import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { seal } from '../../../../../electron/vault/crypto/aead';
import { canonicalJson } from '../../../../../electron/vault/crypto/canonical-json';
import { openVault } from '../../../../../electron/vault/open-vault';
import { SnapshotStore } from '../../../../../electron/vault/snapshot/snapshot-store';
import { VaultBackups } from '../../../../../electron/vault/transfer/restore-backup';
import type { VaultFile } from '../../../../../electron/vault/format/snapshot-schema';
import { ADDED_FIELDS } from '../../../../../shared/keys/api-key';
import { ok } from '../../../../../shared/lib/result';
import { keyId, storedKey, valueOf } from '../../../../support/sample-keys';
import { START, someDataKey, someFile, environmentWith } from '../../../../support/vault-parts';

/** A vault with one key, as version 1 of the app wrote it. */
function fileOfVersion1(): VaultFile {
  const key = storedKey(1);
  const fields = Object.entries(key.record).filter(([name]) => !Object.hasOwn(ADDED_FIELDS, name));
  const body = { log: START, keys: [{ ...key, record: Object.fromEntries(fields) }] };
  const { checksum: _, body: __, ...some } = someFile();
  const header = { ...some, version: 1 };
  const checksum = createHash('sha256').update(canonicalJson(header)).digest('hex');
  const context = `ownchat-keys vault ${canonicalJson(header)}`;
  const plaintext = Buffer.from(JSON.stringify(body));
  return { ...header, checksum, body: seal(someDataKey().for('snapshot'), plaintext, context) };
}

it('a backup of version 1 changes none of the fields that it does not know', async () => {
  const world = await environmentWith({ file: fileOfVersion1(), activity: Buffer.alloc(0) });
  const snapshots = new SnapshotStore(world.fs, world.paths);
  const file = valueOf(await snapshots.read());
  const { vault } = valueOf(await openVault(world, snapshots, file!, someDataKey()));
  const life = { owner: 'Ada', tags: ['crm'], rotateEvery: 30, secretCreatedAt: world.now() };
  const after = { ...life, secretCreatedAt: new Date(life.secretCreatedAt).toISOString() };
  const change = { before: { ...ADDED_FIELDS, note: '' }, after: { ...after, note: 'changed' } };
  valueOf(await vault.commit(() => ok([{ event: 'key.updated', keyId: keyId(1), change }])));
  valueOf(await vault.snapshot());
  const backups = new VaultBackups(world, () => vault);
  const oldest = valueOf(await backups.list()).at(-1);
  valueOf(await backups.restore(oldest?.name ?? ''));
  expect(vault.keys.get(keyId(1))?.record).toMatchObject({ ...after, note: '' });
  await vault.close();
});
