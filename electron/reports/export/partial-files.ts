import { join } from 'node:path';
import type { FileSystem } from '../../platform/disk/file-system';
import { DAY_MS } from '../numbers';

/** The name of an incomplete report. */
const TEMPORARY = /^\.ownchat-[0-9a-f]{16}\.tmp$/;

/**
 * Deletes files left by killed exports in a user's folder. Only files of exactly that name that
 * were not written for a day.
 */
export async function removePartialFiles(
  fs: FileSystem,
  folder: string,
  now: number,
): Promise<void> {
  try {
    for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || !TEMPORARY.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (now - (await fs.stat(path)).mtimeMs > DAY_MS) await fs.unlink(path);
    }
  } catch {
    // A leftover does no harm; the next export tries again.
  }
}
