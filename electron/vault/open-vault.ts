import type { Origin } from '../../shared/activity/activity';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { OutdatedKeyslots } from '../../shared/vault/vault-state';
import type { ActivityEvent } from './format/events';
import type { ActivityTail } from './activity/replay-tail';
import { replayTail } from './activity/replay-tail';
import { ActivityWriter } from './activity/activity-writer';
import type { DataKey } from './crypto/data-key';
import { removeTemporaryFiles } from '../platform/disk/durable-write';
import type { FileSystem } from '../platform/disk/file-system';
import { DIRECTORY_MODE, systemErrorCode } from '../platform/disk/file-system';
import { outdatedKeyslots } from './keyslots/outdated-keyslots';
import { finishSwap } from './activity/finish-swap';
import type { SnapshotStore } from './snapshot/snapshot-store';
import { LazyKeys } from './format/lazy-keys';
import { Vault } from './vault';
import { VaultContent } from './state/vault-content';
import type { VaultFile } from './format/snapshot-schema';
import { unsealVaultFile } from './format/snapshot-file';
import type { VaultPaths } from './format/vault-paths';

/** What the opening of a vault needs of the world around it. */
export interface VaultWorld {
  fs: FileSystem;
  paths: VaultPaths;
  actor: string;
  /** the window unless it says otherwise */
  origin?: Origin;
  /** milliseconds since the epoch */
  now: () => number;
  /** told of every change after it is durable and visible, whoever made it */
  onCommitted?: (events: readonly ActivityEvent[]) => void;
  /** told when something else has written to the files of the open vault, which then refuses to */
  onChangedOnDisk?: (path: string) => void;
  /** told how each attempt to rewrite `vault.json`, and to keep the one before as a backup, has ended */
  onSnapshot?: (written: Result<void>) => void;
}

/**
 * Opens a vault whose data key is at hand: unseals the snapshot and replays the activity after it. Changes no
 * file but the mode of the folder, whatever is found, unless a change of the data key was cut short: that is finished. Other leftovers of a crash
 * are only set aside when the next change is written.
 *
 * @returns the vault, read-only when its activity is broken, the condition of the activity, and the change of the ways in
 * that the file is from before, if there is one
 */
export async function openVault(
  world: VaultWorld,
  snapshots: SnapshotStore,
  file: VaultFile,
  dataKey: DataKey,
): Promise<
  Result<{
    vault: Vault;
    activity: ActivityTail['condition'];
    outdatedKeyslots: OutdatedKeyslots | null;
  }>
> {
  const { fs, paths } = world;
  await keepToOneself(fs, paths.directory).catch(() => undefined);
  const unread = new LazyKeys();
  const body = await unsealVaultFile(file, dataKey, unread);
  if (body === null) return fail({ code: 'vault-altered', path: paths.vault });
  let tail: ActivityTail;
  try {
    await finishSwap(fs, paths, body.log);
    tail = await replayTail(fs, paths.activity, body.log, file.vaultId, dataKey);
  } catch (error) {
    const reason = systemErrorCode(error);
    if (reason === null) throw error;
    return fail({ code: 'vault-unreadable', path: paths.activity, reason });
  }
  const content = new VaultContent(body, unread);
  for (const event of tail.events) content.apply(event);
  const isReadOnly = tail.condition === 'broken';
  if (!isReadOnly) {
    for (const directory of [paths.directory, paths.backups, paths.archives]) {
      await removeTemporaryFiles(fs, directory).catch(() => undefined);
    }
  }
  const vault = new Vault({
    disk: { fs, paths },
    header: headerStartOf(file),
    content,
    dataKey,
    writer: new ActivityWriter({
      fs,
      path: paths.activity,
      vaultId: file.vaultId,
      dataKey,
      end: tail.end,
      isTorn: tail.condition === 'torn',
    }),
    snapshots,
    actor: world.actor,
    origin: world.origin ?? 'window',
    now: world.now,
    onCommitted: world.onCommitted ?? (() => undefined),
    onChangedOnDisk: world.onChangedOnDisk ?? (() => undefined),
    onSnapshot: world.onSnapshot ?? (() => undefined),
    isReadOnly,
    tail: tail.events,
  });
  return ok({
    vault,
    activity: tail.condition,
    outdatedKeyslots: outdatedKeyslots(file, tail.events),
  });
}

function headerStartOf({ vaultId, createdAt, slots, slotsSince }: VaultFile) {
  return { vaultId, createdAt, slots, ...(slotsSince !== undefined && { slotsSince }) };
}

/**
 * A folder that was restored from elsewhere may be open to others: it is closed again, and with it all that it holds.
 * Where that cannot be done, the vault opens all the same. Not for root in somebody else's folder.
 */
async function keepToOneself(fs: FileSystem, directory: string): Promise<void> {
  const { mode, uid } = await fs.stat(directory);
  const isOpen = (mode & 0o777 & ~DIRECTORY_MODE) !== 0;
  if (isOpen && uid === process.getuid?.()) await fs.chmod(directory, DIRECTORY_MODE);
}
