import type { Failure } from '../../shared/failure';
import { fill } from '../../shared/fill';
import { failureWords } from '../../shared/words/en/failures';

/** What a person is told about a failure where there is no window: the same words, in a line. */
export function failureLine(failure: Failure): string {
  const words: { title: string; sentence: string; wayOut: string } = {
    ...failureWords[failure.code],
    ...problemWords(failure),
  };
  const values = Object.fromEntries(
    Object.entries(failure).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );
  const path = 'path' in failure && failure.path !== '' ? ` (${failure.path})` : '';
  return fill(`${words.title}. ${words.sentence} ${words.wayOut}${path}`, values);
}

function problemWords(failure: Failure): { sentence?: string; wayOut?: string } {
  if (failure.code === 'write-failed' && failure.problem !== 'other') {
    return failureWords.writeProblems[failure.problem];
  }
  if (failure.code === 'report-not-written' && failure.problem !== 'other') {
    return failureWords.reportProblems[failure.problem];
  }
  return {};
}
