import { join } from 'node:path';
import type { ActivityEndStatus } from '../../shared/activity/activity';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { FileSystem } from '../platform/disk/file-system';
import { systemErrorCode } from '../platform/disk/file-system';
import type { ActivityEvent } from './format/events';
import type { ActivityArchive } from './activity/archive-file';
import { archivesOf, readArchive } from './activity/archive-file';
import type { ActivityWriter } from './activity/activity-writer';
import { archiveLimit } from './operations/archive-limit';
import type { DataKey } from './crypto/data-key';
import type { OpenedLog } from './activity/line-reader';
import type { OldActivity } from './activity/archivable';
import { findOldActivity } from './activity/archivable';
import { readBackwards } from './activity/read-backwards';
import type { SnapshotStore } from './snapshot/snapshot-store';
import type { VaultContent } from './state/vault-content';
import type { LogPosition } from './format/snapshot-schema';
import type { VaultPaths } from './format/vault-paths';
import type { ActivityWalk, WalkOptions } from './activity/verify-chain';
import { verifyChain } from './activity/verify-chain';
import type { ArchiveWalk } from './activity/verify-archives';
import { verifyArchives } from './activity/verify-archives';
import type { SerialQueue } from './serial-queue';

/** The vault's parts that reading the activity needs. */
interface VaultActivityParts {
  disk: { fs: FileSystem; paths: VaultPaths };
  vaultId: string;
  content: VaultContent;
  dataKey: DataKey;
  writer: ActivityWriter;
  snapshots: SnapshotStore;
  /** the vault's queue: the file is opened only between commits */
  queue: SerialQueue;
  isDamaged: boolean;
  isReadOnly: () => boolean;
  /** aborted on lock, which ends every read */
  closing: AbortSignal;
}

/**
 * The result of verifying the whole activity. `end` is the rollback check of its last line: the
 * chain alone cannot show a truncated end.
 */
type WholeWalk = ActivityWalk & { archived: ArchiveWalk; end: ActivityEndStatus };

/** Reads and verifies the activity of an unlocked vault, archives included. */
export class ActivityLog {
  readonly #parts: VaultActivityParts;
  /** Result of the rollback check; set after the vault was opened. */
  endStatus: ActivityEndStatus = null;

  constructor(parts: VaultActivityParts) {
    this.#parts = parts;
  }

  /** The position before the first line of the activity. */
  get start(): LogPosition {
    return this.#parts.content.chainStart(this.#parts.vaultId);
  }

  /** Where the newest line of the activity ends. */
  get end(): LogPosition {
    return this.#parts.writer.end;
  }

  /** The archives of the events before `start`, oldest first. */
  get archives(): ActivityArchive[] {
    return archivesOf(this.#parts.content.settings, this.start);
  }

  /**
   * Verifies the whole activity from its first line, archives included; see `verifyChain`. Commits
   * may happen meanwhile: the walk covers what was committed when it started. Locking cancels it. A
   * bad archive is reported in `archived`, and the walk continues after it.
   *
   * @returns `vault-locked`, or `vault-unreadable` when the file cannot be read
   */
  async walk(options: WalkOptions = {}): Promise<Result<WholeWalk>> {
    const { closing, dataKey, isDamaged, vaultId } = this.#parts;
    if (closing.aborted) return fail({ code: 'vault-locked' });
    const signals = [closing, ...(options.signal ? [options.signal] : [])];
    const stoppable = { ...options, signal: AbortSignal.any(signals) };
    const folder = this.#archiveFolder;
    const archived = await verifyArchives(folder, vaultId, this.archives, dataKey, stoppable);
    const walked = await this.#read((log, _end, start) =>
      // The end of a damaged activity is not known.
      verifyChain({ ...log, end: isDamaged ? null : log.end }, start, stoppable),
    );
    if (!walked.ok) return walked;
    const walk = isDamaged ? checkEnd(walked.value, this.end) : walked.value;
    return ok({ ...walk, archived, end: this.endStatus });
  }

  /**
   * Reads one of the archives backwards, as `readBack` reads the activity.
   *
   * @param file the name of one of the `archives`
   * @param from null: from its end
   * @returns `archive-missing`, `archive-altered`, `vault-unreadable`, `vault-locked`
   */
  async readArchiveBack(
    file: string,
    from: LogPosition | null,
    take: (event: ActivityEvent, before: LogPosition) => boolean,
  ): Promise<Result<void>> {
    const { closing, dataKey, vaultId } = this.#parts;
    if (closing.aborted) return fail({ code: 'vault-locked' });
    const archive = this.archives.find((one) => one.file === file);
    if (archive === undefined) return fail({ code: 'archive-missing', path: file });
    const folder = this.#archiveFolder;
    const path = join(folder.directory, file);
    try {
      const read = await readArchive(folder, vaultId, archive, dataKey, (log, start) =>
        readBackwards(log, from ?? log.end ?? start, start, take, closing),
      );
      if (closing.aborted) return fail({ code: 'vault-locked' });
      if (read === null) return ok(undefined);
      return fail({ code: read === 'missing' ? 'archive-missing' : 'archive-altered', path });
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === null) throw error;
      return fail({ code: 'vault-unreadable', path, reason });
    }
  }

  /**
   * The events that archiving would move out of the activity; see `findOldActivity`.
   *
   * @param befores milliseconds since the epoch; an event is old if it is earlier
   * @returns `vault-read-only`, `vault-locked`, `vault-unreadable`
   */
  async findOld(befores: readonly number[]): Promise<Result<OldActivity[]>> {
    if (this.#parts.isReadOnly()) return fail({ code: 'vault-read-only' });
    const found = await this.#read(async (log, _end, start) => {
      const limit = await archiveLimit(this.#parts.disk, this.#parts.snapshots.sequence);
      return findOldActivity(log, start, befores, limit, { signal: this.#parts.closing });
    });
    return this.#unlessLocked(found);
  }

  /**
   * Reads the activity backwards, from its end or from a position that `take` was given; see
   * `readBackwards`.
   *
   * @returns the number of the line at which the chain is broken, or null; `vault-locked`,
   * `vault-unreadable`
   */
  async readBack(
    from: LogPosition | null,
    take: (event: ActivityEvent, before: LogPosition) => boolean,
  ): Promise<Result<{ brokenLine: number | null }>> {
    const read = await this.#read(async (log, end, start) => ({
      brokenLine: await readBackwards(log, from ?? end, start, take, this.#parts.closing),
    }));
    return this.#unlessLocked(read);
  }

  /** A read that locking cut short is incomplete. */
  #unlessLocked<T>(read: Result<T>): Result<T> {
    return this.#parts.closing.aborted ? fail({ code: 'vault-locked' }) : read;
  }

  async #read<T>(
    read: (log: OpenedLog, end: LogPosition, start: LogPosition) => Promise<T>,
  ): Promise<Result<T>> {
    try {
      const opened = await this.#parts.queue.run(async () =>
        this.#parts.closing.aborted
          ? null
          : { log: await this.#parts.writer.openToRead(), end: this.#parts.writer.end },
      );
      if (opened === null) return fail({ code: 'vault-locked' });
      try {
        return ok(await read(opened.log, opened.end, this.start));
      } finally {
        await opened.log.handle?.close();
      }
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === null) throw error;
      return fail({ code: 'vault-unreadable', path: this.#parts.writer.path, reason });
    }
  }

  get #archiveFolder() {
    return { fs: this.#parts.disk.fs, directory: this.#parts.disk.paths.archives };
  }
}

/**
 * Lines may all be valid and still end before the position in the snapshot: then the end was lost.
 */
function checkEnd(walk: ActivityWalk, { sequence, tag }: LogPosition): ActivityWalk {
  const { first, last, verdict } = walk;
  if (verdict.kind !== 'whole' && verdict.kind !== 'torn') return walk;
  if (last > sequence || (last === sequence && walk.tag === tag)) return walk;
  return { ...walk, verdict: { kind: 'broken', line: last - first + 2 } };
}
