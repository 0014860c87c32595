import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { createDurably, syncDirectory, writeFully } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { DIRECTORY_MODE, FILE_MODE } from '../../platform/disk/file-system';
import { expectFileOrNothing } from '../../platform/disk/regular-file';
import { writeFailure } from '../../platform/disk/write-failure';
import type { ActivityDraft } from '../format/events';
import type { ActivityArchive } from '../activity/archive-file';
import {
  ARCHIVES_SETTING,
  ARCHIVE_KEY_NAME,
  archiveHead,
  archivesOf,
  readArchive,
} from '../activity/archive-file';
import { readVaultFile } from '../snapshot/backup-files';
import { archiveLimit } from './archive-limit';
import type { VaultDisk } from './archive-limit';
import { DataKey } from '../crypto/data-key';
import type { OpenedLog } from '../activity/line-reader';
import type { OldActivity } from '../activity/archivable';
import { findOldActivity } from '../activity/archivable';
import { activityPlaces, finishSwap } from '../activity/finish-swap';
import { readBackwards } from '../activity/read-backwards';
import { SecretReencryption } from './reencrypt-secrets';
import { secretContext } from '../crypto/secret-context';
import { reencryptActivity } from './reencrypt-activity';
import { seal } from '../crypto/aead';
import type { VaultInternals } from '../vault-internals';
import type { LogPosition } from '../format/snapshot-schema';
import { verifyChain } from '../activity/verify-chain';

/** Bytes of the activity copied at a time. */
const PIECE = 512 * 1024;

/** Steps: find old events, verify all, write the archive, write the rest. */
const STEPS = 4;

/** Reports the progress of one step. */
type StepProgress = (done: number, total: number) => void;

/**
 * Moves old events from the activity into a sealed archive. The order is: write the archive, record
 * it, write the rest of the activity to a new file, and replace the snapshot, which stores the new
 * start of the activity. Replacing the snapshot is the commit point. `finishSwap` completes a crash
 * after it on opening.
 *
 * On a failure before the commit point all events stay in the activity, and the archive is deleted
 * once no record mentions it.
 *
 * @param before milliseconds since the epoch: earlier events are archived
 * @param onProgress progress in arbitrary units
 * @returns `isReplaced`: whether the files on disk are without the old events, even after a
 * failure; `nothing-to-archive`, `activity-damaged`
 */
export async function archiveActivity(
  disk: VaultDisk,
  inside: VaultInternals,
  before: number,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ result: Result<ActivityArchive>; isReplaced: boolean }> {
  const { fs, paths } = disk;
  const { header, content, writer, snapshots, record } = inside;
  const kept = (result: Result<never>) => ({ result, isReplaced: false });
  const step = (index: number) => (done: number, total: number) =>
    onProgress(index + (total === 0 ? 1 : done / total), STEPS);
  const start = content.chainStart(header.vaultId);
  let archive: ActivityArchive;
  let cut: LogPosition;
  try {
    const written = await reading(writer, async (log) => {
      const limit = await archiveLimit(disk, snapshots.sequence);
      const [old] = await findOldActivity(log, start, [before], limit, { onProgress: step(0) });
      if (!old || old.last === start.sequence) return null;
      return writeArchive(disk, inside, log, old, [step(1), step(2)]);
    });
    if (written === null) return kept(fail({ code: 'nothing-to-archive' }));
    if (written === 'broken') return kept(fail({ code: 'activity-damaged', path: writer.path }));
    ({ archive, cut } = written);
  } catch (error) {
    return kept(fail(writeFailure(paths.archives, error)));
  }
  const { file, first, last } = archive;
  const earlier = archivesOf(content.settings, start);
  const list = (value: ActivityArchive[]): ActivityDraft => ({
    event: 'setting.changed',
    keyId: null,
    change: { name: ARCHIVES_SETTING, value },
  });
  const recorded = await record([
    { event: 'activity.archived', keyId: null, change: { file, first, last } },
    list([...earlier, archive]),
  ]);
  // The record may be on disk even though its write failed, so the archive stays.
  if (!recorded.ok) return kept(recorded);
  const done = await leaveRest(disk, inside, archive, cut, step(3));
  // While the vault lists the archive, a repair may need it; delete it only after the list was
  // restored.
  if (!done.isReplaced && (await record([list(earlier)])).ok) {
    await fs.unlink(join(paths.archives, file)).catch(() => undefined);
  }
  return done;
}

/** Writes the part of the activity that is not archived. */
async function leaveRest(
  disk: VaultDisk,
  { header, content, dataKey, writer, snapshots }: VaultInternals,
  archive: ActivityArchive,
  cut: LogPosition,
  onProgress: StepProgress,
): Promise<{ result: Result<ActivityArchive>; isReplaced: boolean }> {
  const { fs, paths } = disk;
  const kept = (result: Result<never>) => ({ result, isReplaced: false });
  const log = { ...writer.end, offset: writer.end.offset - cut.offset };
  let path = paths.nextActivity;
  try {
    path = (await activityPlaces(fs, paths)).nextActivity;
    await reading(writer, (opened) => copyRest(fs, path, opened, cut, onProgress));
    await syncDirectory(fs, dirname(path));
  } catch (error) {
    return kept(fail(writeFailure(path, error)));
  }
  const logStart = { sequence: cut.sequence, tag: cut.tag };
  const written = await snapshots.write(header, { ...content.toBody(), logStart, log }, dataKey);
  if (!written.ok) return { result: written, isReplaced: await mayBeReplaced(disk, log.sequence) };
  try {
    await finishSwap(fs, paths, log);
    return { result: ok(archive), isReplaced: true };
  } catch (error) {
    return { result: fail(writeFailure(paths.activity, error)), isReplaced: true };
  }
}

async function reading<T>(
  writer: VaultInternals['writer'],
  read: (log: OpenedLog) => Promise<T>,
): Promise<T> {
  const log = await writer.openToRead();
  try {
    return await read(log);
  } finally {
    // The handle was only read from; an error on close does not matter.
    await log.handle?.close().catch(() => undefined);
  }
}

/**
 * Writes the archive and reads it back. This verifies the whole activity: the old part while it is
 * copied, the rest while its start is located.
 *
 * @returns the archive, and the end of its last line in the activity; `broken` when the activity is
 * damaged
 */
async function writeArchive(
  { fs, paths }: VaultDisk,
  { header, content, dataKey, writer }: VaultInternals,
  log: OpenedLog,
  { last, firstAt, lastAt }: OldActivity,
  [onChecked, onWritten]: readonly [StepProgress, StepProgress],
): Promise<{ archive: ActivityArchive; cut: LogPosition } | 'broken' | null> {
  const { vaultId } = header;
  const start = content.chainStart(vaultId);
  const { signal } = new AbortController();
  const found: LogPosition[] = [];
  const take = (_event: unknown, end: LogPosition) => {
    if (end.sequence === last) found.push(end);
    onChecked(writer.end.offset - end.offset, writer.end.offset - start.offset);
    return end.sequence > last;
  };
  const isBroken = (await readBackwards(log, writer.end, start, take, signal)) !== null;
  const [cut] = found;
  if (isBroken || cut === undefined || firstAt === null || lastAt === null) return 'broken';

  const first = start.sequence + 1;
  const file = `activity-${first}-${last}-${randomBytes(4).toString('hex')}.sealed`;
  const path = join(paths.archives, file);
  // In the archive folder, since a rename needs the same file system.
  const temporary = join(paths.archives, `.activity-archive.${randomBytes(8).toString('hex')}.tmp`);
  const key = DataKey.generate(vaultId);
  try {
    const old = { ...log, size: cut.offset, end: cut };
    const head = archiveHead(vaultId, { first, last });
    const resealer = new SecretReencryption(dataKey, key);
    await fs.mkdir(paths.archives, { recursive: true, mode: DIRECTORY_MODE });
    await syncDirectory(fs, paths.directory);
    const end = await reencryptActivity(fs, temporary, old, start, key, resealer, {
      head,
      onProgress: onWritten,
    });
    if (end === null) return 'broken';
    await createDurably(fs, temporary, path);
    const { offset: size, tag } = end;
    const sealedKey = seal(dataKey.for('secret'), key.bytes, secretContext(ARCHIVE_KEY_NAME));
    const chain = { start: start.tag, size, tag, tagBefore: cut.tag };
    const archive = { file, first, last, firstAt, lastAt, ...chain, key: sealedKey };
    const folder = { fs, directory: paths.archives };
    const isThere = await readArchive(folder, vaultId, archive, dataKey, async () => true);
    if (isThere === true) return { archive, cut };
    throw Object.assign(new Error('what was written does not open'), { code: 'EIO' });
  } catch (error) {
    await fs.unlink(path).catch(() => undefined);
    throw error;
  } finally {
    key.destroy();
    await fs.unlink(temporary).catch(() => undefined);
  }
}

/**
 * Copies the lines after a position unchanged and reads them back. The chain stays valid: only the
 * offsets change.
 */
async function copyRest(
  fs: FileSystem,
  path: string,
  { handle: source, end, vaultId, dataKey }: OpenedLog,
  cut: LogPosition,
  onProgress: StepProgress,
): Promise<void> {
  const damaged = (): Error =>
    Object.assign(new Error('what was written does not open'), { code: 'EIO' });
  if (source === null || end === null) throw damaged();
  const size = end.offset - cut.offset;
  await expectFileOrNothing(fs, path);
  const handle = await fs.open(path, 'w+', FILE_MODE);
  try {
    for (let at = 0; at < size; at += PIECE) {
      const piece = Buffer.alloc(Math.min(PIECE, size - at));
      const { bytesRead } = await source.read(piece, 0, piece.length, cut.offset + at);
      if (bytesRead < piece.length) throw damaged();
      await writeFully(handle, piece, at);
      onProgress(at + piece.length, size);
    }
    await handle.sync();
    const copied = { handle, size, end: { ...end, offset: size }, vaultId, dataKey };
    const { verdict } = await verifyChain(copied, { ...cut, offset: 0 });
    if (verdict.kind !== 'whole') throw damaged();
  } finally {
    await handle.close();
  }
}

/**
 * Whether the snapshot on disk is the new one, which alone includes the event just recorded.
 * Assumes so when the file cannot be read.
 */
async function mayBeReplaced({ fs, paths }: VaultDisk, sequence: number): Promise<boolean> {
  const read = await readVaultFile(fs, paths.vault);
  return !read.ok || read.value.sequence === sequence;
}
