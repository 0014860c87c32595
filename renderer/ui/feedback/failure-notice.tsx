import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import { failureText } from '../text/failure-text';
import { IconButton } from '../controls/icon-button';
import { Notice } from './notice';

/** A failure with its remedy. Loaded with the words of failures, which follow the first picture. */
export function FailureNotice({
  failure,
  onDismiss,
}: {
  failure: Failure;
  /** for a failure that the person has to dismiss */
  onDismiss?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
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
