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
  | 'rename'
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

/** What a file system answers that has no hard links. */
export const hasNoLinks = (error: unknown): boolean =>
  ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(systemErrorCode(error) ?? '');
