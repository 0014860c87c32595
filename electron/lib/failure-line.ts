import type { Failure } from '../../shared/lib/failure';
import { interpolate } from '../../shared/lib/interpolate';
import { systemReason } from '../../shared/lib/system-reason';
import { failureWords } from '../../shared/words/en/failures';

/** A failure in one line of text, for runs without a window. */
export const failureLine = (failure: Failure): string => inLine(failure, true);

/**
 * The cause of a failure in one line. Without advice, because a scheduled report is retried
 * unattended.
 */
export const failureReason = (failure: Failure): string => inLine(failure, false);

function inLine(failure: Failure, withWayOut: boolean): string {
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
  if ('reason' in failure) values['reason'] = reasonInWords(failure.reason);
  const path = 'path' in failure && failure.path !== '' ? ` (${failure.path})` : '';
  const wayOut = withWayOut ? ` ${words.wayOut}${path}` : '';
  return interpolate(`${words.title}. ${words.sentence}${wayOut}`, values);
}

/** A system error code in words, for the end of a sentence. */
export const reasonInWords = (code: string): string =>
  failureWords.systemReasons[systemReason(code)];

function problemWords(failure: Failure): { sentence?: string; wayOut?: string } {
  if (failure.code === 'write-failed' && failure.problem !== 'other') {
    return failureWords.writeProblems[failure.problem];
  }
  if (failure.code === 'report-not-written' && failure.problem !== 'other') {
    return failureWords.reportProblems[failure.problem];
  }
  return {};
}
