import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import { failureText } from '../text/failure-text';
import { IconButton } from '../controls/icon-button';
import { Notice } from './notice';

/** What went wrong with the last command and the way out of it; nothing while nothing has. */
export function FailureAlert({
  failure,
  onDismiss,
}: {
  failure: Failure | null;
  /** where nothing else takes it away */
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
