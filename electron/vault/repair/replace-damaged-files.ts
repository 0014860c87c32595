import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { syncDirectory, writeDurably } from '../../platform/disk/durable-write';
import { identityOf, stillTheSame } from '../../platform/disk/file-identity';
import type { FileSystem } from '../../platform/disk/file-system';
import { DIRECTORY_MODE, faultCode, systemErrorCode } from '../../platform/disk/file-system';
import type { FileIdentity } from '../../platform/disk/read-file';
import { MAX_ACTIVITY_BYTES, readWhole } from '../../platform/disk/read-file';
import { followLinks } from '../../platform/disk/follow-links';
import { writeFailure } from '../../platform/disk/write-failure';
import { linkOrCopy } from '../snapshot/backups';
import type { VaultEnvironment } from '../open-vault';
import type { FoundVersion } from './found-version';
import {
  decodeVaultFile,
  encodeVaultFile,
  opensWith,
  sealVaultFile,
} from '../format/snapshot-file';

/**
 * More than the repairs that can happen within one millisecond; the limit only ends the loop if the
 * clock is stuck.
 */
const MAX_ASIDE = 100;

/**
 * Replaces the damaged files by the recovered version. First the damaged files are kept under names
 * such as `vault.json.damaged-…`, then the activity is rewritten, and `vault.json` comes last:
 * until then the repair can be repeated.
 */
export async function replaceDamagedFiles(
  { fs, paths, now }: VaultEnvironment,
  { header, content, salvage, dataKey, damaged }: FoundVersion,
): Promise<Result<void>> {
  const vault = paths.vault;
  try {
    if (!(await isStill(fs, vault, damaged))) {
      return fail({ code: 'vault-changed-on-disk', path: vault });
    }
    await fs.mkdir(paths.directory, { recursive: true, mode: DIRECTORY_MODE });
    const ending = `.damaged-${new Date(now()).toISOString().replaceAll(/[:.]/g, '-')}`;
    if (damaged) await setAside(fs, vault, ending);
    if (salvage.keep) {
      const kept = await keptBytes(fs, paths.activity, salvage.keep);
      if (kept) await setAside(fs, paths.activity, ending);
      await writeDurably(fs, paths.activity, kept ?? Buffer.alloc(0), { mode: 'replace' });
    }
    await syncDirectory(fs, paths.directory);
    const file = sealVaultFile(header, { log: salvage.end, ...content.toBody() }, dataKey);
    await writeDurably(fs, vault, encodeVaultFile(file), {
      mode: 'replace',
      verify: (written) => {
        const decoded = decodeVaultFile(written, vault);
        if (decoded.ok && opensWith(decoded.value, dataKey)) return;
        throw Object.assign(new Error('what was written does not open'), { code: 'EIO' });
      },
    });
    return ok(undefined);
  } catch (error) {
    return fail(writeFailure(vault, error));
  }
}

/** Whether the file that was examined is unchanged, or still absent. */
async function isStill(
  fs: FileSystem,
  path: string,
  damaged: FileIdentity | null,
): Promise<boolean> {
  if (damaged === null) return (await identityOf(fs, path)) === null;
  try {
    return (await stillTheSame(fs, path, damaged)) !== null;
  } catch (error) {
    faultCode(error);
    return false;
  }
}

/** The bytes of the activity to keep; null when there is no file. */
async function keptBytes(
  fs: FileSystem,
  path: string,
  keep: { from: number; to: number },
): Promise<Buffer | null> {
  try {
    const { bytes } = await readWhole(fs, path, MAX_ACTIVITY_BYTES);
    return bytes.subarray(keep.from, keep.to);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

/** Keeps a file under a second name with that ending; of a symbolic link its target. */
async function setAside(fs: FileSystem, path: string, ending: string): Promise<void> {
  const place = await followLinks(fs, path);
  for (let attempt = 0; ; attempt += 1) {
    const number = attempt === 0 ? '' : `-${attempt}`;
    try {
      await linkOrCopy(fs, place, `${path}${ending}${number}`);
      return;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'EEXIST' && attempt < MAX_ASIDE) continue;
      // A file that can be neither linked nor read can still be renamed.
      if (code !== 'EACCES') throw error;
      await fs.rename(place, `${place}${ending}${number}`);
      return;
    }
  }
}
