import type { Failure, WriteProblem } from '../../shared/failure';
import { faultCode } from './file-system';

const PROBLEMS = new Map<string, WriteProblem>([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['EROFS', 'no-permission'],
]);

/** What the person is told when the disk refused a write. A thing that is no system error is a bug: rethrown. */
export function writeFailure(
  path: string,
  error: unknown,
): Extract<Failure, { code: 'write-failed' }> {
  const code = faultCode(error);
  return { code: 'write-failed', path, problem: PROBLEMS.get(code) ?? 'other', reason: code };
}
