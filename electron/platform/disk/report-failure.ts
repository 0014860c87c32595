import type { Failure, ReportProblem } from '../../../shared/lib/failure';
import { writeFailure } from './write-failure';

const PROBLEMS = new Map<string, ReportProblem>([
  ['ENOENT', 'folder-missing'],
  ['ENOTDIR', 'folder-missing'],
  ['ENAMETOOLONG', 'name-too-long'],
  ['EISDIR', 'is-a-folder'],
]);

/** What the person is told when a report could not be put into a folder of theirs. */
export function reportFailure(path: string, error: unknown): Failure {
  const { problem, reason } = writeFailure(path, error);
  if (reason === 'EEXIST') return { code: 'report-exists', path };
  return { code: 'report-not-written', path, problem: PROBLEMS.get(reason) ?? problem, reason };
}
