import { dirname } from 'node:path';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import { syncDirectory } from '../disk/durable-write';
import type { FileSystem } from '../disk/file-system';
import { writeFailure } from '../disk/write-failure';
import type { DataKey } from './data-key';
import { activityPlaces, placeActivity } from './place-activity';
import { Resealer } from './reseal';
import { rewriteActivity } from './rewrite-activity';
import type { Slot } from './slots';
import { SnapshotStore } from './snapshot-store';
import type { VaultInside } from './vault';
import type { LogPosition } from './vault-file';
import { opensWith } from './vault-file';
import type { VaultPaths } from './vault-paths';

/** A new data key, and the ways in that lead to it. */
export interface NextKey {
  dataKey: DataKey;
  slots: Slot[];
}

/**
 * Seals everything once more under a new data key: every line of the activity, every secret, the snapshot, the
 * slots. The old files stay whole until the new snapshot replaces the old one, which is the one step that
 * decides; what a crash leaves undone after it is finished on opening (`place-activity.ts`).
 *
 * @returns `isReplaced`: whether what is on the disk now opens with the new key, also when it is a failure
 */
export async function changeDataKey(
  { fs, paths }: { fs: FileSystem; paths: VaultPaths },
  { header, content, dataKey, writer, snapshots, record }: VaultInside,
  next: NextKey,
): Promise<{ result: Result<void>; isReplaced: boolean }> {
  const kept = (result: Result<never>) => ({ result, isReplaced: false });
  const recorded = await record([{ event: 'vault.data-key-changed', keyId: null, change: null }]);
  if (!recorded.ok) return kept(recorded);
  const resealer = new Resealer(dataKey, next.dataKey);
  let log: LogPosition | null;
  let path = paths.nextActivity;
  try {
    path = (await activityPlaces(fs, paths)).nextActivity;
    const opened = await writer.openToRead();
    try {
      const start = content.chainStart(header.vaultId);
      log = await rewriteActivity(fs, path, opened, start, next.dataKey, resealer);
    } finally {
      await opened.handle?.close();
    }
    await syncDirectory(fs, dirname(path));
  } catch (error) {
    return kept(fail(writeFailure(path, error)));
  }
  if (log === null) return kept(fail({ code: 'vault-read-only' }));

  const body = { ...resealer.content(content.toBody()), log };
  const written = await snapshots.write({ ...header, slots: next.slots }, body, next.dataKey);
  if (!written.ok) {
    const isReplaced = await mayOpenWith(next.dataKey, fs, paths);
    return { result: written, isReplaced };
  }
  try {
    await placeActivity(fs, paths, log);
    return { result: ok(undefined), isReplaced: true };
  } catch (error) {
    return { result: fail(writeFailure(paths.activity, error)), isReplaced: true };
  }
}

/** Whether the snapshot on the disk is under a key. When that cannot be told, it must be reckoned with. */
async function mayOpenWith(dataKey: DataKey, fs: FileSystem, paths: VaultPaths): Promise<boolean> {
  const read = await new SnapshotStore(fs, paths).read();
  if (!read.ok || read.value === null) return true;
  return opensWith(read.value, dataKey);
}
