import { DataKey } from '../../electron/vault/crypto/data-key';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import { openVault } from '../../electron/vault/open-vault';
import { normaliseRecoveryCode } from '../../electron/vault/crypto/recovery-code';
import type { Slot } from '../../electron/vault/format/keyslot-schema';
import {
  openKeychainSlot,
  openPassphraseSlot,
  openRecoverySlot,
} from '../../electron/vault/keyslots/keyslots';
import { SnapshotStore } from '../../electron/vault/snapshot/snapshot-store';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import type { ActivityEvent } from '../../electron/vault/format/events';
import { ok } from '../../shared/lib/result';
import { expectOk } from '../support/expect-ok';
import { fakeKeychain } from '../support/test-vault';

/** The ways into a vector; null where it has not got one. */
export interface UnlockMethodsOfVector {
  passphrase: string | null;
  recoveryCode: string;
  /** protected by `fakeKeychain` */
  hasKeychain: boolean;
}

type Way = 'passphrase' | 'recovery' | 'keychain';

/** All that a vault says once it is open. */
export type VectorContent = Awaited<ReturnType<typeof readVector>>;

/** Opens a vault of the fixtures as a start does, reads all of it, and closes it again. */
export async function readVector(directory: string, ways: UnlockMethodsOfVector, way: Way) {
  const paths = vaultPaths(directory);
  const environment = { fs: realFileSystem, paths, actor: 'tester', now: () => 0 };
  const snapshots = new SnapshotStore(realFileSystem, paths);
  const file = expectOk(await snapshots.read());
  if (!file) throw new Error(`no vault in ${directory}`);
  const slot = file.slots.find(({ type }) => type === way);
  const bytes = slot && (await dataKeyOf(slot, file.vaultId, ways));
  if (!bytes) throw new Error(`the ${way} does not open ${directory}`);
  const dataKey = new DataKey(bytes, file.vaultId);
  const { vault, activity } = expectOk(await openVault(environment, snapshots, file, dataKey));
  const events: ActivityEvent[] = [];
  // Where the activity ends is known to a computer that has seen it, not to the files.
  const { end: _, ...walk } = expectOk(
    await vault.activity.walk({
      onEvents: (some: ActivityEvent[]) => {
        events.push(...some);
      },
    }),
  );
  const content = {
    vaultId: file.vaultId,
    createdAt: file.createdAt,
    condition: activity,
    keys: [...vault.keys.values()].map(({ record, sealedSecret }) => ({
      record,
      secret: sealedSecret && expectOk(vault.openSecret(record.id)).toString(),
      usage: vault.usage.get(record.id) ?? null,
    })),
    deleted: [...vault.deleted.values()].map(({ record, deletedAt, sealedSecret }) => ({
      record,
      deletedAt,
      secret: sealedSecret && vault.openSealed(record.id, sealedSecret)?.toString(),
    })),
    settings: Object.fromEntries(vault.settings),
    ledger: { cursor: vault.ledger.cursor, entries: [...vault.ledger.entries.values()] },
    walk,
    events,
  };
  // Left open, it would write its snapshot after a while.
  await vault.exclusively(async ({ closeReplaced: leave }) => ok(await leave()));
  await vault.close();
  return structuredClone(content);
}

async function dataKeyOf(
  slot: Slot,
  vaultId: string,
  { passphrase, recoveryCode }: UnlockMethodsOfVector,
): Promise<Buffer | null> {
  if (slot.type === 'passphrase') return openPassphraseSlot(slot, vaultId, passphrase ?? '');
  if (slot.type === 'keychain') {
    return expectOk(await openKeychainSlot(slot, vaultId, fakeKeychain()));
  }
  return openRecoverySlot(slot, vaultId, normaliseRecoveryCode(recoveryCode) ?? '');
}
