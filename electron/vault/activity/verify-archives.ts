import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import type { ActivityArchive, ArchiveProblem } from './archive-file';
import { readArchive } from './archive-file';
import type { DataKey } from '../crypto/data-key';
import type { WalkOptions } from './verify-chain';
import { verifyChain } from './verify-chain';

/** The result of verifying the archives. */
export interface ArchiveWalk {
  /** how many events the good archives hold */
  events: number;
  /** sequence number of the first of them; null when there are none */
  first: number | null;
  /** the bad archives, oldest first: none of their events counts as verified */
  bad: { file: string; first: number; last: number; problem: ArchiveProblem | 'unreadable' }[];
  isCancelled: boolean;
}

/**
 * Verifies every line of the archives, oldest first. Events of an archive that turns out bad are
 * not counted, although `onEvents` has had those before the fault.
 */
export async function verifyArchives(
  folder: { fs: FileSystem; directory: string },
  vaultId: string,
  archives: readonly ActivityArchive[],
  dataKey: DataKey,
  options: WalkOptions,
): Promise<ArchiveWalk> {
  const walk: ArchiveWalk = { events: 0, first: null, bad: [], isCancelled: false };
  const total = archives.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const archive of archives) {
    const { file, first, last, size } = archive;
    const before = done;
    const onProgress = (bytes: number) => options.onProgress?.(before + bytes, total);
    const problem = await readArchive(folder, vaultId, archive, dataKey, async (log, start) => {
      const walked = await verifyChain(log, start, { ...options, onProgress });
      if (walked.verdict.kind === 'cancelled') return 'cancelled' as const;
      return walked.verdict.kind === 'whole' ? null : ('altered' as const);
    }).catch((error: unknown) => {
      if (systemErrorCode(error) === null) throw error;
      return 'unreadable' as const;
    });
    if (problem === 'cancelled' || options.signal?.aborted) return { ...walk, isCancelled: true };
    done += size;
    if (problem !== null) {
      walk.bad.push({ file, first, last, problem });
      continue;
    }
    walk.first ??= first;
    walk.events += last - first + 1;
  }
  return walk;
}
