import { isDeepStrictEqual } from 'node:util';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import { backAgain } from './back-again';
import { mergeChanges } from './merge-changes';
import { continues } from './last-seen';
import type { VaultWorld } from './open-vault';
import { openVault } from './open-vault';
import { SnapshotStore } from './snapshot-store';
import type { Vault } from './vault';
import type { LogPosition } from './vault-file';

/**
 * Opens what stands on the disk now with the key of a vault that is open, and brings the changes made in that one into
 * it. The open vault stays as it is, whatever comes of it.
 *
 * @param openedAt where its activity ended when it was opened: what is on the disk must go on from there
 * @returns the vault that has both; `merge-impossible` when what is there does not open, not whole, or is an older state
 */
export async function mergeVault(
  world: VaultWorld,
  here: Vault,
  openedAt: LogPosition,
): Promise<Result<{ vault: Vault; changes: number }>> {
  const impossible = fail({ code: 'merge-impossible', path: world.paths.vault });
  const snapshots = new SnapshotStore(world.fs, world.paths);
  const read = await snapshots.read();
  if (!read.ok || read.value === null || read.value.vaultId !== here.vaultId) return impossible;
  const file = read.value;
  const dataKey = here.copyDataKey();
  const opened = await openVault(world, snapshots, file, dataKey);
  if (!opened.ok) {
    dataKey.destroy();
    return impossible;
  }
  const { vault } = opened.value;
  const refuse = async (failure: Result<never>): Promise<Result<never>> => {
    await vault.close();
    return failure;
  };
  if (vault.isReadOnly || !(await continues(vault, openedAt))) return refuse(impossible);
  const kept = await keepWaysIn(here, vault, opened.value.olderWaysIn !== null);
  if (!kept.ok) return refuse(kept);
  const drafts = mergeChanges(here.changes, here, vault, (key) => backAgain(vault, key));
  const committed = await vault.commit(() =>
    ok([{ event: 'vault.merged', keyId: null, change: { changes: drafts.length } }, ...drafts]),
  );
  if (!committed.ok) return refuse(committed);
  return ok({ vault, changes: drafts.length });
}

/**
 * Gives the merged vault the ways in that were changed last. An older file that is put in the place of the vault so brings
 * back none that was closed.
 */
async function keepWaysIn(here: Vault, there: Vault, isOlder: boolean): Promise<Result<unknown>> {
  if (isDeepStrictEqual(here.slots, there.slots)) return ok(undefined);
  if (!isOlder && there.slotsSince > here.slotsSince) return ok(undefined);
  return there.exclusively(({ replaceSlots }) => replaceSlots(here.slots));
}
