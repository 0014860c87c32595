import { isDeepStrictEqual } from 'node:util';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import type { ActivityDraft, ActivityEvent } from './activity';
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
  const isOlder = opened.value.olderWaysIn !== null;
  // What was only recorded here would be gone without a word, and with it what tells an older file of the vault.
  const lost = await recordsNotIn(vault, here, openedAt);
  const merged = await vault.exclusively(async ({ record, replaceSlots, leave }) => {
    const drafts = mergeChanges(here.changes, here, vault, (key) => backAgain(vault, key));
    const changes = drafts.length;
    const recorded = await record([
      { event: 'vault.merged', keyId: null, change: { changes } },
      ...lost.map(asRecorded),
      ...drafts,
    ]);
    if (!recorded.ok) return recorded;
    const kept = keepsWaysIn(here, vault, isOlder) ? await replaceSlots(here.slots) : null;
    if (kept === null || kept.ok) return ok({ vault, changes });
    // A snapshot with the ways in of the older file would hide that they were closed.
    await leave();
    return kept;
  });
  return merged.ok ? merged : refuse(merged);
}

/** What was recorded in one version since it was opened, and does not stand in the other one, which goes on from there. */
async function recordsNotIn(
  there: Vault,
  here: Vault,
  openedAt: LogPosition,
): Promise<ActivityEvent[]> {
  const found = new Map<number, ActivityEvent>();
  await there.activity.readBack(null, (event, before) => {
    if (event.sequence > openedAt.sequence) found.set(event.sequence, event);
    return before.sequence > openedAt.sequence;
  });
  return here.changes.records.filter(
    (event) =>
      event.sequence > openedAt.sequence && !isDeepStrictEqual(found.get(event.sequence), event),
  );
}

/**
 * Whether the merged vault gets the ways in that it has here, as those that were changed last. An older file that is put
 * in the place of the vault so brings back none that was closed.
 */
function keepsWaysIn(here: Vault, there: Vault, isOlder: boolean): boolean {
  if (isDeepStrictEqual(here.slots, there.slots)) return false;
  return isOlder || there.slotsSince <= here.slotsSince;
}

/** An event once more, of the time and the person that it had. */
function asRecorded(event: ActivityEvent): ActivityDraft {
  const { sequence: _, commitEnd: __, ...draft } = event;
  return draft;
}
