import { basename } from 'node:path';
import { writeStreamDurably } from '../../platform/disk/durable-stream';
import { temporaryBeside } from '../../platform/disk/durable-write';
import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import { followLinks } from '../../platform/disk/follow-links';

export const checksumPath = (path: string): string => `${path}.sha256`;

/**
 * Writes `FILE.sha256` for `sha256sum --check` before its report appears; if that fails the report
 * is not put in place either.
 *
 * @returns a callback for whether the report was put in place; if not, it restores the previous
 * checksum
 * @throws the system error of the call that failed; the checksum is then unchanged
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

/** Like coreutils, escapes backslashes and line feeds in a name and marks the line. */
function checksumLine(path: string, sha256: string): string {
  const name = basename(path);
  const quoted = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `${quoted === name ? '' : '\\'}${sha256}  ${quoted}\n`;
}
