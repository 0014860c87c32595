import * as nodeFs from 'node:fs/promises';

/**
 * The calls through which the vault touches the disk. They are taken as a parameter, so that tests can make
 * the n-th one fail, cut it short, or replay what a power loss would leave.
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

/** The `code` of a system error (`ENOENT`…), or null when it is something else. */
export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** The code of a system error, where nothing else may come: what is none is a bug, and rethrown. */
export function faultCode(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  return code;
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * What the system answers where no hard link can be made: the file system has none, or the two places are not on the same
 * one, as with a bind mount or two subvolumes of btrfs.
 */
export const hasNoLinks = (error: unknown): boolean => NO_LINKS.has(systemErrorCode(error) ?? '');
