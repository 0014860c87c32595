import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ActivityEvent } from '../format/events';
import { activityEventSchema } from '../format/events';
import { MAX_LINE_BYTES, encodeLine } from '../format/activity-line';
import type { DataKey } from '../crypto/data-key';
import { syncDirectory, writeFully } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { FILE_MODE, systemErrorCode } from '../../platform/disk/file-system';
import { MAX_ACTIVITY_BYTES, readWhole } from '../../platform/disk/read-file';
import { expectFileOrNothing, openFile } from '../../platform/disk/regular-file';
import type { OpenedLog } from './line-reader';
import { endsAt, openIfThere } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';
import { writeFailure } from '../../platform/disk/write-failure';

type Handle = Awaited<ReturnType<FileSystem['open']>>;

/** So many events are sealed before other work has its turn: some milliseconds. */
const SEALED_AT_ONCE = 100;

/** What happens while many events are sealed, before any of them is written. */
export interface Sealing {
  /** nothing is written once it is aborted */
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Appends to `activity.jsonl`. An event is committed once its line is fsynced. After a failed
 * append the file is truncated to the last committed line, on a new descriptor, before the next
 * append.
 */
export class ActivityWriter {
  readonly #fs: FileSystem;
  readonly #path: string;
  readonly #vaultId: string;
  readonly #dataKey: DataKey;
  #handle: Handle | null = null;
  #end: LogPosition;
  /**
   * Bytes after the last committed line: a line torn by a crash, or the rest of a failed append.
   */
  #tail: 'clean' | 'torn' | 'failed';

  constructor(options: {
    fs: FileSystem;
    path: string;
    vaultId: string;
    dataKey: DataKey;
    end: LogPosition;
    isTorn: boolean;
  }) {
    this.#fs = options.fs;
    this.#path = options.path;
    this.#vaultId = options.vaultId;
    this.#dataKey = options.dataKey;
    this.#end = options.end;
    this.#tail = options.isTorn ? 'torn' : 'clean';
  }

  get path(): string {
    return this.#path;
  }

  /** The end of the last committed line. */
  get end(): LogPosition {
    return this.#end;
  }

  /**
   * Opens the file for reading. No append may be in progress. The caller closes the handle, which
   * is null when there is no file.
   *
   * @throws the system error when the file exists and cannot be read
   */
  async openToRead(): Promise<OpenedLog> {
    const end = this.#tail === 'clean' ? this.#end : null;
    const handle = await openIfThere(this.#fs, this.#path);
    try {
      const size = handle === null ? 0 : (await handle.stat()).size;
      return { handle, size, end, vaultId: this.#vaultId, dataKey: this.#dataKey };
    } catch (error) {
      await handle?.close();
      throw error;
    }
  }

  /**
   * Commits events with one write and one fsync. The cost does not depend on the size of the vault
   * or the activity.
   *
   * @returns the events with their sequence numbers, or why nothing was committed
   */
  async append(
    events: readonly Omit<ActivityEvent, 'sequence' | 'commitEnd'>[],
    { signal, onProgress }: Sealing = {},
  ): Promise<Result<ActivityEvent[]>> {
    const numbered: ActivityEvent[] = [];
    const lines: Buffer[] = [];
    let end = this.#end;
    const commitEnd = end.sequence + events.length;
    for (const unnumbered of events) {
      // An event that fails its schema would make the vault read-only on the next open.
      const event = activityEventSchema.parse({
        sequence: end.sequence + 1,
        commitEnd,
        ...unnumbered,
      });
      const { line, tag } = encodeLine(event, end.tag, this.#vaultId, this.#dataKey);
      if (line.length > MAX_LINE_BYTES) throw new Error('an event is longer than any may be');
      numbered.push(event);
      lines.push(line);
      end = { sequence: event.sequence, tag, offset: end.offset + line.length };
      if (numbered.length % SEALED_AT_ONCE === 0) {
        onProgress?.(numbered.length, events.length);
        await setImmediate();
        if (signal?.aborted) break;
      }
    }
    if (signal?.aborted) return fail({ code: 'change-cancelled' });
    try {
      const handle = await this.#ownHandle();
      if (handle === null) {
        await this.close();
        return fail({ code: 'vault-changed-on-disk', path: this.#path });
      }
      this.#tail = 'failed';
      await writeFully(handle, Buffer.concat(lines), this.#end.offset);
      await handle.datasync();
    } catch (error) {
      await this.#restore();
      return fail(writeFailure(this.#path, error));
    }
    this.#tail = 'clean';
    this.#end = end;
    return ok(numbered);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close().catch(() => undefined);
  }

  /**
   * Opens the file for writing if it is unchanged. The inode may differ: restore and sync programs
   * rewrite unchanged files, and some file systems renumber them. A file that ends with the last
   * committed line is the same, because that line is chained to all lines before it.
   *
   * @returns null when another program changed the file
   */
  async #ownHandle(): Promise<Handle | null> {
    if (this.#tail !== 'clean') await this.#cutBack();
    const there = await this.#statIfThere();
    if (there?.size !== this.#end.offset) return null;
    if (this.#handle !== null) {
      if ((await this.#handle.stat()).ino === there.ino) {
        // Another program may have replaced lines with others of the same length.
        return (await endsAt(this.#handle, this.#end)) ? this.#handle : null;
      }
      await this.close();
    }
    this.#handle = await openFile(this.#fs, this.#path, 'change');
    return (await this.#isOurs(this.#handle)) ? this.#handle : null;
  }

  /** Whether the file ends with the last committed line. */
  async #isOurs(handle: Handle): Promise<boolean> {
    return (await handle.stat()).size === this.#end.offset && endsAt(handle, this.#end);
  }

  /** @returns null when there is no file at the path */
  async #statIfThere(): Promise<{ ino: number; size: number } | null> {
    try {
      return await this.#fs.stat(this.#path);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /**
   * @returns `vault-changed-on-disk` when the next append would probably refuse
   * without writing
   */
  async expectCurrent(): Promise<Result<void>> {
    // After a failed append or a crash the file is still too long; its size cannot be compared.
    if (this.#tail !== 'clean') return ok(undefined);
    try {
      if (await this.#isCurrent()) return ok(undefined);
    } catch (error) {
      return fail(writeFailure(this.#path, error));
    }
    return fail({ code: 'vault-changed-on-disk', path: this.#path });
  }

  async #isCurrent(): Promise<boolean> {
    const there = await this.#statIfThere();
    if (there?.size !== this.#end.offset) return false;
    if (this.#handle !== null && (await this.#handle.stat()).ino === there.ino)
      return endsAt(this.#handle, this.#end);
    const other = await openIfThere(this.#fs, this.#path);
    if (other === null) return false;
    try {
      return await this.#isOurs(other);
    } finally {
      await other.close();
    }
  }

  /** After a failure: truncate the file now if the disk allows it, else before the next append. */
  async #restore(): Promise<void> {
    await this.close();
    if (this.#tail !== 'failed') return;
    await this.#cutBack().catch(() => undefined);
  }

  async #cutBack(): Promise<void> {
    await this.close();
    if (this.#tail === 'torn') {
      await this.#setTornLineAside();
      // The torn line is already copied. Copying it again after the truncation would overwrite the
      // copy with nothing.
      this.#tail = 'failed';
    }
    const handle = await openFile(this.#fs, this.#path, 'change');
    try {
      const { size } = await handle.stat();
      if (size > this.#end.offset) {
        await handle.truncate(this.#end.offset);
        await handle.sync();
      }
    } finally {
      await handle.close();
    }
    this.#tail = 'clean';
  }

  /** The torn bytes are kept in a file beside the activity, not discarded. */
  async #setTornLineAside(): Promise<void> {
    const { bytes: all } = await readWhole(this.#fs, this.#path, MAX_ACTIVITY_BYTES);
    const bytes = all.subarray(this.#end.offset);
    const aside = `${this.#path}.torn-${this.#end.offset}`;
    await expectFileOrNothing(this.#fs, aside);
    const handle = await this.#fs.open(aside, 'w', FILE_MODE);
    try {
      await writeFully(handle, bytes, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncDirectory(this.#fs, dirname(this.#path));
  }
}
