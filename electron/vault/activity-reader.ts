import type { ActivityEvent } from './activity';
import { decodeLine } from './activity-line';
import type { DataKey } from './data-key';
import type { FileSystem } from '../disk/file-system';
import { systemErrorCode } from '../disk/file-system';
import type { LogPosition } from './vault-file';

/** What stands in `activity.jsonl` after a position. */
export interface ActivityTail {
  events: ActivityEvent[];
  /** The end of the last whole commit. */
  end: LogPosition;
  /**
   * - `whole`: every line is good.
   * - `torn`: the last commit is not all there, as a crash while appending leaves it; it was never acknowledged.
   * - `broken`: the file is shorter than the position, or a line in it is not the one that was written.
   */
  condition: 'whole' | 'torn' | 'broken';
}

const CHUNK_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * Reads and verifies the lines after a position. Reads only; what is damaged stays as it is.
 *
 * @throws the system error when the file is there and cannot be read
 */
export async function readActivityTail(
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
  let handle;
  try {
    handle = await fs.open(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return broken();
  }
  try {
    const { size } = await handle.stat();
    if (size < from.offset || !(await endsLine(handle, from.offset))) return broken();
    let rest: Buffer = Buffer.alloc(0);
    for (let position = from.offset; position < size;) {
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, size - position));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
      if (bytesRead === 0) return broken();
      position += bytesRead;
      rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      for (let stop = rest.indexOf(LINE_FEED); stop !== -1; stop = rest.indexOf(LINE_FEED)) {
        const expected = { sequence: read.sequence + 1, previousTag: read.tag };
        const decoded = decodeLine(rest.subarray(0, stop), expected, vaultId, dataKey);
        if (decoded === null) return broken();
        commit.push(decoded.event);
        read = { sequence: expected.sequence, tag: decoded.tag, offset: read.offset + stop + 1 };
        rest = rest.subarray(stop + 1);
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

/** Whether a line ends right before the offset: else the file is not the one the snapshot was made from. */
async function endsLine(
  handle: Awaited<ReturnType<FileSystem['open']>>,
  offset: number,
): Promise<boolean> {
  if (offset === 0) return true;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, offset - 1);
  return last[0] === LINE_FEED;
}
