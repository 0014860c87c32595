import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import { failureText } from '../text/failure-text';
import { IconButton } from '../controls/icon-button';
import { Notice } from './notice';

/** The last failure with its remedy; nothing without one. */
export function FailureAlert({
  failure,
  onDismiss,
}: {
  failure: Failure | null;
  /** for a failure that the person has to dismiss */
  onDismiss?: () => void;
}) {
  const { t } = useTranslation();
  if (failure === null) return null;
  const { title, sentence, wayOut } = failureText(failure, t);
  return (
    <Notice
      tone="danger"
      role="alert"
      title={title}
      action={
        onDismiss && <IconButton icon="close" label={t('common.dismiss')} onClick={onDismiss} />
      }
    >
      {sentence} {wayOut}
    </Notice>
  );
}
