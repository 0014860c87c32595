import * as nodeFs from 'node:fs/promises';

/**
 * The file system calls of the vault, passed as a parameter so that tests can make the n-th one
 * fail, cut it short, or simulate a power loss.
 */
export type FileSystem = Pick<
  typeof nodeFs,
  | 'chmod'
  | 'copyFile'
  | 'link'
  | 'mkdir'
  | 'open'
  | 'readFile'
  | 'readdir'
  | 'readlink'
  | 'rename'
  | 'rmdir'
  | 'stat'
  | 'unlink'
>;

export const realFileSystem: FileSystem = nodeFs;

export const DIRECTORY_MODE = 0o700;
export const FILE_MODE = 0o600;

/** The `code` of a system error (`ENOENT`…), or null for any other value. */
export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** The code of a system error; anything else is a bug and rethrown. */
export function faultCode(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  return code;
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Errors when a hard link cannot be made: the file system has none, or the paths are on different
 * ones, as with a bind mount or two btrfs subvolumes.
 */
export const hasNoLinks = (error: unknown): boolean => NO_LINKS.has(systemErrorCode(error) ?? '');
