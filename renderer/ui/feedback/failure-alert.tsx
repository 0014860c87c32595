import { lazy, Suspense } from 'react';
import type { Failure } from '../../../shared/lib/failure';
import { withLaterWords } from '../text/later-words';

const FailureNotice = lazy(
  withLaterWords(async () => ({ default: (await import('./failure-notice')).FailureNotice })),
);

/** The last failure with its remedy; nothing without one. */
export function FailureAlert({
  failure,
  onDismiss,
}: {
  failure: Failure | null;
  /** for a failure that the person has to dismiss */
  onDismiss?: () => void;
}) {
  if (failure === null) return null;
  return (
    <Suspense>
      <FailureNotice failure={failure} onDismiss={onDismiss} />
    </Suspense>
  );
}
