import type { Failure, ReportProblem } from '../../shared/failure';
import { systemErrorCode } from './file-system';
import { writeFailure } from './write-failure';

const PROBLEMS = new Map<string, ReportProblem>([
  ['ENOENT', 'folder-missing'],
  ['ENOTDIR', 'folder-missing'],
  ['ENAMETOOLONG', 'name-too-long'],
  ['EISDIR', 'is-a-folder'],
]);

/** What the person is told when a report could not be put into a folder of theirs. */
export function reportFailure(path: string, error: unknown): Failure {
  const failure = writeFailure(path, error);
  if (failure.code !== 'write-failed') return failure;
  const code = systemErrorCode(error) ?? '';
  if (code === 'EEXIST') return { code: 'report-exists', path };
  const { problem, reason } = failure;
  return { code: 'report-not-written', path, problem: PROBLEMS.get(code) ?? problem, reason };
}
