import type { Failure, ReportProblem } from '../../../shared/lib/failure';
import { writeFailure } from './write-failure';

const PROBLEMS = new Map<string, ReportProblem>([
  ['ENOENT', 'folder-missing'],
  ['ENOTDIR', 'folder-missing'],
  ['ENAMETOOLONG', 'name-too-long'],
  ['EISDIR', 'is-a-folder'],
]);

/** The failure for a report that could not be written to a user's folder. */
export function reportFailure(path: string, error: unknown): Failure {
  const { problem, reason } = writeFailure(path, error);
  if (reason === 'EEXIST') return { code: 'report-exists', path };
  return { code: 'report-not-written', path, problem: PROBLEMS.get(reason) ?? problem, reason };
}
