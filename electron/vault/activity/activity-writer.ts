import { dirname } from 'node:path';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ActivityEvent } from '../format/events';
import { activityEventSchema } from '../format/events';
import { MAX_LINE_BYTES, encodeLine } from '../format/activity-line';
import type { DataKey } from '../crypto/data-key';
import { syncDirectory, writeFully } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { FILE_MODE, systemErrorCode } from '../../platform/disk/file-system';
import { MOST_ACTIVITY_BYTES, readWhole } from '../../platform/disk/read-file';
import { expectFileOrNothing, openFile } from '../../platform/disk/regular-file';
import type { OpenedLog } from './line-reader';
import { endsAt, openIfThere } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';
import { writeFailure } from '../../platform/disk/write-failure';

type Handle = Awaited<ReturnType<FileSystem['open']>>;

/**
 * Appends to `activity.jsonl`. A line that is fsynced is a change that is committed; when anything fails, the
 * file is cut back to its last committed line before the next append, on a fresh descriptor.
 */
export class ActivityWriter {
  readonly #fs: FileSystem;
  readonly #path: string;
  readonly #vaultId: string;
  readonly #dataKey: DataKey;
  #handle: Handle | null = null;
  #end: LogPosition;
  /** Bytes after the end that are no committed line: a torn line of a crash, or what a failed append left. */
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
   * The file as it stands now, to be read. No append may be under way. The handle is the caller's to close, and
   * null when there is no file.
   *
   * @throws the system error when it is there and cannot be read
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
   * Commits events, all with one write and one fsync. The cost does not depend on the size of vault or activity.
   *
   * @returns the events with their sequence numbers, or why nothing was committed
   */
  async append(
    events: readonly Omit<ActivityEvent, 'sequence' | 'commitEnd'>[],
  ): Promise<Result<ActivityEvent[]>> {
    const numbered: ActivityEvent[] = [];
    const lines: Buffer[] = [];
    let end = this.#end;
    const commitEnd = end.sequence + events.length;
    for (const unnumbered of events) {
      // What could not be read back must not be written: it would make the vault read-only for good.
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
    }
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
   * The file, opened to be written, if it is as we left it. Another file at its path is ours all the same when it ends with
   * the line that was committed last, which all lines before it are chained to: that is how programs restore and synchronise
   * what has not changed, and some disks give the same file another number.
   *
   * @returns null when it is not ours to write
   */
  async #ownHandle(): Promise<Handle | null> {
    if (this.#tail !== 'clean') await this.#cutBack();
    const there = await this.#statThere();
    if (there?.size !== this.#end.offset) return null;
    if (this.#handle !== null) {
      if ((await this.#handle.stat()).ino === there.ino) {
        // Another program may have written other lines of the same length into it.
        return (await endsAt(this.#handle, this.#end)) ? this.#handle : null;
      }
      await this.close();
    }
    this.#handle = await openFile(this.#fs, this.#path, 'change');
    return (await this.#isOurs(this.#handle)) ? this.#handle : null;
  }

  /** Whether a file ends where, and with what, was committed last. */
  async #isOurs(handle: Handle): Promise<boolean> {
    return (await handle.stat()).size === this.#end.offset && endsAt(handle, this.#end);
  }

  /** @returns null when no file stands at the path any more */
  async #statThere(): Promise<{ ino: number; size: number } | null> {
    try {
      return await this.#fs.stat(this.#path);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** @returns `vault-changed-on-disk` when the next append would refuse, as far as that can be told */
  async expectCurrent(): Promise<Result<void>> {
    // What a failed append or a crash has left is longer than it will be.
    if (this.#tail !== 'clean') return ok(undefined);
    try {
      if (await this.#isCurrent()) return ok(undefined);
    } catch (error) {
      return fail(writeFailure(this.#path, error));
    }
    return fail({ code: 'vault-changed-on-disk', path: this.#path });
  }

  async #isCurrent(): Promise<boolean> {
    const there = await this.#statThere();
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

  /** After a failure: leave the file as it was, now if the disk allows it, else before the next append. */
  async #restore(): Promise<void> {
    await this.close();
    if (this.#tail !== 'failed') return;
    await this.#cutBack().catch(() => undefined);
  }

  async #cutBack(): Promise<void> {
    await this.close();
    if (this.#tail === 'torn') {
      await this.#setTornLineAside();
      // It is safe now: were it set aside once more after the cut, nothing would be written over it.
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

  /** Nothing is erased because it could not be read: the torn bytes are kept beside the activity. */
  async #setTornLineAside(): Promise<void> {
    const { bytes: all } = await readWhole(this.#fs, this.#path, MOST_ACTIVITY_BYTES);
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
