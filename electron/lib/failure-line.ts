import type { Failure } from '../../shared/lib/failure';
import { systemReason } from '../../shared/lib/system-reason';
import { t } from './messages';

/** A failure in one line of text, for runs without a window. */
export const failureLine = (failure: Failure): string => inLine(failure, true);

/**
 * The cause of a failure in one line. Without advice, because a scheduled report is retried
 * unattended.
 */
export const failureReason = (failure: Failure): string => inLine(failure, false);

function inLine(failure: Failure, withWayOut: boolean): string {
  const values = Object.fromEntries(
    Object.entries(failure).filter(([, value]) => ['string', 'number'].includes(typeof value)),
  );
  if ('reason' in failure) values['reason'] = reasonInWords(failure.reason);
  // `replace` keeps the fields of a failure apart from the options of i18next.
  const words = {
    ...t(`failures.${failure.code}`, { returnObjects: true, replace: values }),
    ...problemWords(failure),
  };
  const path = 'path' in failure && failure.path !== '' ? ` (${failure.path})` : '';
  const wayOut = withWayOut ? ` ${words.wayOut}${path}` : '';
  return `${words.title}. ${words.sentence}${wayOut}`;
}

/** A system error code in words, for the end of a sentence. */
export const reasonInWords = (code: string): string =>
  t(`failures.systemReasons.${systemReason(code)}`);

function problemWords(failure: Failure): { sentence?: string; wayOut?: string } {
  if (failure.code === 'write-failed' && failure.problem !== 'other') {
    return t(`failures.writeProblems.${failure.problem}`, { returnObjects: true });
  }
  if (failure.code === 'report-not-written' && failure.problem !== 'other') {
    return t(`failures.reportProblems.${failure.problem}`, { returnObjects: true });
  }
  return {};
}
