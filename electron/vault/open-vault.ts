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
import { FORMAT_VERSION } from './format/migrations';
import { adoptAddedFields } from './state/adopt-added-fields';
import { Vault } from './vault';
import { VaultContent } from './state/vault-content';
import type { VaultFile } from './format/snapshot-schema';
import { unsealVaultFile } from './format/snapshot-file';
import type { VaultPaths } from './format/vault-paths';

/** The dependencies for opening a vault. */
export interface VaultEnvironment {
  fs: FileSystem;
  paths: VaultPaths;
  actor: string;
  /** default: the window */
  origin?: Origin;
  /** milliseconds since the epoch */
  now: () => number;
  /** called after every commit, once it is durable and visible, for changes from any source */
  onCommitted?: (events: readonly ActivityEvent[]) => void;
  /**
   * called when another program has changed the files of the open vault; writes are refused from
   * then on
   */
  onChangedOnDisk?: (path: string) => void;
  /** called with the result of each rewrite of `vault.json` and the backup before it */
  onSnapshot?: (written: Result<void>) => void;
}

/**
 * Opens a vault with its data key: unseals the snapshot and replays the activity after it. It
 * changes no file, apart from the mode of the folder and the end of an interrupted data key
 * rotation. Other leftovers of a crash are set aside at the next write.
 *
 * @returns the vault, read-only when its activity is broken; the condition of the activity; and the
 * keyslot change that the file lacks, if any
 */
export async function openVault(
  environment: VaultEnvironment,
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
  const { fs, paths } = environment;
  await restrictToOwner(fs, paths.directory).catch(() => undefined);
  const unread = new LazyKeys(file.version);
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
  adoptAddedFields(content);
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
    actor: environment.actor,
    origin: environment.origin ?? 'window',
    now: environment.now,
    onCommitted: environment.onCommitted ?? (() => undefined),
    onChangedOnDisk: environment.onChangedOnDisk ?? (() => undefined),
    onSnapshot: environment.onSnapshot ?? (() => undefined),
    isReadOnly,
    isOlderFormat: file.version < FORMAT_VERSION,
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
 * Restricts the vault's folder to its owner: a restored folder may have a wider mode. The vault
 * opens even if that fails. Skipped for root in another user's folder.
 */
async function restrictToOwner(fs: FileSystem, directory: string): Promise<void> {
  const { mode, uid } = await fs.stat(directory);
  const isOpen = (mode & 0o777 & ~DIRECTORY_MODE) !== 0;
  if (isOpen && uid === process.getuid?.()) await fs.chmod(directory, DIRECTORY_MODE);
}
