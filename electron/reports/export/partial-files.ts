import { join } from 'node:path';
import type { FileSystem } from '../../platform/disk/file-system';
import { DAY_MS } from '../numbers';

/** What a report is called until it is complete; nothing else is. */
const TEMPORARY = /^\.ownchat-[0-9a-f]{16}\.tmp$/;

/**
 * Takes away what exports into a folder of the person's have left there that were killed. Only what is certainly ours
 * and certainly over: a file of exactly that name, which nobody has written to for a day.
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
    // It is in nobody's way; the next export tries again.
  }
}
