import { isDeepStrictEqual } from 'node:util';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ActivityDraft, ActivityEvent } from '../format/events';
import { reviveDeletedKey } from '../state/revive-deleted-key';
import { mergeChanges } from './merge-changes';
import { continues } from '../session/rollback-guard';
import type { VaultEnvironment } from '../open-vault';
import { openVault } from '../open-vault';
import type { Slot } from '../format/keyslot-schema';
import { SnapshotStore } from '../snapshot/snapshot-store';
import type { Vault } from '../vault';
import type { LogPosition } from '../format/snapshot-schema';

/** The type of slot that each keyslot event changes. */
const CHANGED_TYPES: ReadonlyMap<ActivityEvent['event'], Slot['type']> = new Map([
  ['vault.passphrase-changed', 'passphrase'],
  ['vault.recovery-code-changed', 'recovery'],
  ['vault.keychain-added', 'keychain'],
  ['vault.keychain-removed', 'keychain'],
]);

/**
 * Opens the version now on disk with the data key of the open vault and merges the changes of the
 * open vault into it. The open vault is not changed.
 *
 * @param openedAt the end of the activity when the vault was opened; the version on disk must
 * continue it
 * @returns the merged vault; `merge-impossible` when the version on disk does not open, is damaged,
 * or is older
 */
export async function mergeWithDisk(
  environment: VaultEnvironment,
  here: Vault,
  openedAt: LogPosition,
): Promise<Result<{ vault: Vault; changes: number }>> {
  const cannotMerge = fail({ code: 'merge-impossible', path: environment.paths.vault });
  const snapshots = new SnapshotStore(environment.fs, environment.paths);
  const read = await snapshots.read();
  if (!read.ok || read.value === null || read.value.vaultId !== here.vaultId) return cannotMerge;
  const file = read.value;
  const dataKey = here.copyDataKey();
  const opened = await openVault(environment, snapshots, file, dataKey);
  if (!opened.ok) {
    dataKey.destroy();
    return cannotMerge;
  }
  const { vault } = opened.value;
  const refuse = async (failure: Result<never>): Promise<Result<never>> => {
    await vault.close();
    return failure;
  };
  if (vault.isReadOnly || !(await continues(vault, openedAt))) return refuse(cannotMerge);
  const isOlder = opened.value.outdatedKeyslots !== null;
  // Lost record events would go unnoticed, and with them the evidence that the other file is older.
  const since = await eventsSince(vault, openedAt);
  const records = here.changes.records.filter(({ sequence }) => sequence > openedAt.sequence);
  const lost = records.filter((event) => !isDeepStrictEqual(since.get(event.sequence), event));
  const changed = { here: typesIn(records), there: typesIn(since.values()) };
  const merged = await vault.exclusively(async ({ record, replaceSlots, closeReplaced: leave }) => {
    const drafts = mergeChanges(here.changes, here, vault, (key) => reviveDeletedKey(vault, key));
    const changes = drafts.length;
    const recorded = await record([
      { event: 'vault.merged', keyId: null, change: { changes } },
      ...lost.map(asRecorded),
      ...drafts,
    ]);
    if (!recorded.ok) return recorded;
    const slots = mergedSlots(here, vault, changed, isOlder);
    const kept = slots && (await replaceSlots(slots));
    if (kept === null || kept.ok) return ok({ vault, changes });
    // A snapshot with the older file's keyslots would hide that they were revoked.
    await leave();
    return kept;
  });
  return merged.ok ? merged : refuse(merged);
}

/** The events of a version after that position, by sequence number. */
async function eventsSince(
  { activity }: Vault,
  { sequence }: LogPosition,
): Promise<Map<number, ActivityEvent>> {
  const found = new Map<number, ActivityEvent>();
  await activity.readBack(null, (event, before) => {
    if (event.sequence > sequence) found.set(event.sequence, event);
    return before.sequence > sequence;
  });
  return found;
}

/** The types of slots that one side has changed. */
const typesIn = (events: Iterable<ActivityEvent>): ReadonlySet<Slot['type']> =>
  new Set([...events].flatMap(({ event }) => CHANGED_TYPES.get(event) ?? []));

/**
 * The keyslots of the merged vault: for each type those of the later change, so that an older file
 * cannot restore a revoked slot. A type that only the other side changed is taken from there.
 *
 * @returns null when they equal those of the file
 */
function mergedSlots(
  here: Vault,
  there: Vault,
  changed: { here: ReadonlySet<Slot['type']>; there: ReadonlySet<Slot['type']> },
  isOlder: boolean,
): readonly Slot[] | null {
  if (isDeepStrictEqual(here.slots, there.slots)) return null;
  if (isOlder) return here.slots;
  const isHere = there.slotsSince <= here.slotsSince;
  const [base, other] = isHere ? [here, there] : [there, here];
  const [byBase, byOther] = isHere ? [changed.here, changed.there] : [changed.there, changed.here];
  const fromOther = new Set([...byOther].filter((type) => !byBase.has(type)));
  if (!isHere && fromOther.size === 0) return null;
  return [
    ...base.slots.filter(({ type }) => !fromOther.has(type)),
    ...other.slots.filter(({ type }) => fromOther.has(type)),
  ];
}

/** A draft of an event that keeps its original time and actor. */
function asRecorded(event: ActivityEvent): ActivityDraft {
  const { sequence: _, commitEnd: __, ...draft } = event;
  return draft;
}
