import { writeFully } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { FILE_MODE } from '../../platform/disk/file-system';
import { expectFileOrNothing } from '../../platform/disk/regular-file';
import { encodeLine } from '../format/activity-line';
import type { DataKey } from '../crypto/data-key';
import type { OpenedLog } from '../activity/line-reader';
import type { SecretReencryption } from './reencrypt-secrets';
import type { LogPosition } from '../format/snapshot-schema';
import type { WalkOptions } from '../activity/verify-chain';
import { verifyChain } from '../activity/verify-chain';

interface RewriteOptions extends Pick<WalkOptions, 'onProgress'> {
  /** bytes of the new file before its first line */
  head?: Buffer;
  /** collects the end of each line whose number is in `sequences` */
  positions?: { sequences: ReadonlySet<number>; found: Map<number, LogPosition> };
}

/**
 * Writes a whole activity under another key, with every secret in it re-encrypted, and reads it
 * back.
 *
 * @param start the start of the chain, the same under both keys
 * @returns its end, or null when the activity is damaged and cannot be carried over
 * @throws the system error of the call that failed
 */
export async function reencryptActivity(
  fs: FileSystem,
  path: string,
  log: OpenedLog,
  start: LogPosition,
  dataKey: DataKey,
  resealer: SecretReencryption,
  { head = Buffer.alloc(0), onProgress, positions }: RewriteOptions = {},
): Promise<LogPosition | null> {
  const { vaultId } = log;
  const begin = { ...start, offset: head.length };
  let end = begin;
  await expectFileOrNothing(fs, path);
  const handle = await fs.open(path, 'w+', FILE_MODE);
  try {
    if (head.length > 0) await writeFully(handle, head, 0);
    const walked = await verifyChain(log, start, {
      ...(onProgress ? { onProgress } : {}),
      async onEvents(events) {
        const from = end.offset;
        const lines = events.map((event) => {
          const { line, tag } = encodeLine(resealer.event(event), end.tag, vaultId, dataKey);
          end = { sequence: event.sequence, tag, offset: end.offset + line.length };
          if (positions?.sequences.has(event.sequence)) positions.found.set(event.sequence, end);
          return line;
        });
        await writeFully(handle, Buffer.concat(lines), from);
      },
    });
    if (walked.verdict.kind !== 'whole') return null;
    await handle.sync();
    const readBack = await verifyChain({ handle, size: end.offset, end, vaultId, dataKey }, begin);
    if (readBack.verdict.kind === 'whole' && readBack.last === end.sequence) return end;
    throw Object.assign(new Error('what was written does not open'), { code: 'EIO' });
  } finally {
    await handle.close();
  }
}
