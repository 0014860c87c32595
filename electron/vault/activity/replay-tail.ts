import type { ActivityEvent } from '../format/events';
import { decodeLine } from '../format/activity-line';
import type { DataKey } from '../crypto/data-key';
import type { FileSystem } from '../../platform/disk/file-system';
import { LineReader, endsAt, openIfThere } from './line-reader';
import type { LogPosition } from '../format/snapshot-schema';

/** The lines of `activity.jsonl` after a position. */
export interface ActivityTail {
  events: ActivityEvent[];
  /** The end of the last complete commit. */
  end: LogPosition;
  /**
   * - `whole`: every line is good.
   * - `torn`: the last commit is incomplete, as after a crash while appending; it was never
   * acknowledged.
   * - `broken`: the file is shorter than the position, or a line in it is not the one that was
   * written.
   */
  condition: 'whole' | 'torn' | 'broken';
}

/**
 * Reads and verifies the lines after a position. Changes no file.
 *
 * @throws the system error when the file exists and cannot be read
 */
export async function replayTail(
  fs: FileSystem,
  path: string,
  from: LogPosition,
  vaultId: string,
  dataKey: DataKey,
): Promise<ActivityTail> {
  const events: ActivityEvent[] = [];
  let end = from;
  let commit: ActivityEvent[] = [];
  let read = from;
  const broken = (): ActivityTail => ({ events, end, condition: 'broken' });
  const handle = await openIfThere(fs, path);
  if (handle === null) return broken();
  try {
    const { size } = await handle.stat();
    if (size < from.offset || !(await endsAt(handle, from))) return broken();
    const reader = new LineReader(handle, from.offset, size);
    for (let lines = await reader.next(); lines !== null; lines = await reader.next()) {
      if (lines === 'unusable') return broken();
      for (const line of lines) {
        const place = { sequence: read.sequence + 1, previousTag: read.tag };
        const decoded = decodeLine(line, place, vaultId, dataKey);
        if (decoded === null) return broken();
        commit.push(decoded.event);
        read = {
          sequence: place.sequence,
          tag: decoded.tag,
          offset: read.offset + line.length + 1,
        };
        if (decoded.event.commitEnd !== decoded.event.sequence) continue;
        for (const event of commit) events.push(event);
        commit = [];
        end = read;
      }
    }
    return { events, end, condition: end.offset === size ? 'whole' : 'torn' };
  } finally {
    await handle.close();
  }
}
