import { basename } from 'node:path';
import { writeStreamDurably } from '../../platform/disk/durable-stream';
import { temporaryBeside } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import { followLinks } from '../../platform/disk/follow-links';

export const checksumPath = (path: string): string => `${path}.sha256`;

/**
 * Writes `FILE.sha256` as `sha256sum --check` reads it, before its report appears: one whose checksum cannot be written
 * is not put in place either.
 *
 * @returns what must be told whether the report was put in place: if not, the checksum becomes what it was before
 * @throws the system error of the call that failed; the checksum is then as it was before
 */
export async function placeChecksum(
  fs: FileSystem,
  path: string,
  mode: 'create' | 'replace',
  sha256: string,
): Promise<(isPlaced: boolean) => Promise<void>> {
  const named = checksumPath(path);
  const place = mode === 'replace' ? await followLinks(fs, named) : named;
  const aside = temporaryBeside(place);
  const hadOne = mode === 'replace' && (await putAside(fs, place, aside));
  const takeBack = () => (hadOne ? fs.rename(aside, place) : fs.unlink(place));
  try {
    await writeStreamDurably(fs, place, 'create', (sink) => sink(checksumLine(path, sha256)));
  } catch (error) {
    if (hadOne) await takeBack();
    throw error;
  }
  return async (isPlaced) => {
    if (!isPlaced) await takeBack();
    else if (hadOne) await fs.unlink(aside).catch(() => undefined);
  };
}

/** @returns whether there was one */
async function putAside(fs: FileSystem, place: string, aside: string): Promise<boolean> {
  try {
    await fs.rename(place, aside);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** A backslash or a line feed in a name must be escaped, and the line marked, as coreutils does it. */
function checksumLine(path: string, sha256: string): string {
  const name = basename(path);
  const quoted = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `${quoted === name ? '' : '\\'}${sha256}  ${quoted}\n`;
}
