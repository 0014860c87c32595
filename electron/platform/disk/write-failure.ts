import { dirname } from 'node:path';
import type { Failure, WriteProblem } from '../../../shared/lib/failure';
import { faultCode } from './file-system';
import { NOT_A_FILE } from './regular-file';

const PROBLEMS = new Map<string, WriteProblem>([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['EROFS', 'no-permission'],
  [NOT_A_FILE, 'not-a-file'],
]);

/** The failure for a refused write. An error that is not a system error is a bug and rethrown. */
export function writeFailure(
  path: string,
  error: unknown,
): Extract<Failure, { code: 'write-failed' }> {
  const code = faultCode(error);
  return { code: 'write-failed', path, problem: PROBLEMS.get(code) ?? 'other', reason: code };
}

/** @returns the folder in which a call failed, if it is not the expected one; else null */
export function failedFolder(error: unknown, expected: string): string | null {
  if (!(error instanceof Error)) return null;
  const { path, dest, syscall } = error as NodeJS.ErrnoException & { dest?: string };
  const failed = dest ?? path;
  if (failed === undefined || failed === expected) return null;
  if (syscall === 'mkdir') return failed;
  const folder = dirname(failed);
  return folder === expected ? null : folder;
}
