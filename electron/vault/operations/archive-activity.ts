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

/** Bytes of the activity that are copied at a time. */
const PIECE = 512 * 1024;

/** Looking for what is old, checking all of it, writing the archive, leaving the rest. */
const STEPS = 4;

/** How much of a step is done. */
type StepProgress = (done: number, total: number) => void;

/**
 * Takes old events out of the activity and into a sealed file of their own. First that file is safe, then it is recorded,
 * then the rest of the activity is written anew; the new snapshot, which says where the activity begins now,
 * is the one step that decides. What a crash leaves undone after it is finished on opening (`finish-swap.ts`).
 *
 * When it fails before that, all of the events are where they were, and the archive is taken away again where nothing can
 * mention it any more.
 *
 * @param before milliseconds since the epoch: what was recorded earlier is old
 * @param onProgress how much of how much is done, of no unit
 * @returns `isReplaced`: whether the files on the disk are those without the old events, also when it is a failure;
 * `nothing-to-archive`, `activity-damaged`
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
  // Whether it stands on the disk after all only the next start can tell: the archive stays.
  if (!recorded.ok) return kept(recorded);
  const done = await leaveRest(disk, inside, archive, cut, step(3));
  // As long as the vault mentions it, somebody who recovers the vault may need it.
  if (!done.isReplaced && (await record([list(earlier)])).ok) {
    await fs.unlink(join(paths.archives, file)).catch(() => undefined);
  }
  return done;
}

/** Leaves of the activity what is not in the archive. */
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
    // It was only read from: what comes of closing it is nothing to give up for.
    await log.handle?.close().catch(() => undefined);
  }
}

/**
 * Writes what is old, and reads it back. The whole activity is verified by it: the old part on its way into the archive, the
 * rest on the way back to where it begins.
 *
 * @returns the archive, and where its last line ends in the activity; `broken` when that is not whole
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
  // In the same folder: the archives may be on another disk.
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

/** Copies the lines after a position as they are, and reads them back. The chain stays the same: only where they stand changes. */
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
 * Whether the snapshot on the disk is the new one, which alone includes what was just recorded. When that cannot be
 * told, it must be reckoned with.
 */
async function mayBeReplaced({ fs, paths }: VaultDisk, sequence: number): Promise<boolean> {
  const read = await readVaultFile(fs, paths.vault);
  return !read.ok || read.value.sequence === sequence;
}
