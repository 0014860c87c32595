import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { MessageDialog } from '../../../ui/feedback/message-dialog';
import { Notice } from '../../../ui/feedback/notice';

/**
 * The result of a change of credentials: which files have it, and which do not, such as earlier
 * copies of the vault and files that could not be rewritten.
 */
export function ChangedDialog({
  title,
  backupsLeft,
  onDataKey,
  onClosed,
}: {
  title: string;
  backupsLeft: readonly string[];
  /** undefined: a new data key is not offered */
  onDataKey: (() => void) | undefined;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  return (
    <MessageDialog
      width={440}
      title={title}
      sentence={t(onDataKey ? 'security.changed.sentence' : 'security.changed.partly')}
      close={t('security.changed.done')}
      otherButton={
        onDataKey && <Button onClick={onDataKey}>{t('security.rows.dataKey.action')}</Button>
      }
      onClosed={onClosed}
    >
      {onDataKey && <p>{t('security.changed.dataKey')}</p>}
      {backupsLeft.length > 0 && (
        <Notice tone="care">
          {t('security.changed.left')} <bdi>{backupsLeft.join(', ')}</bdi>
        </Notice>
      )}
    </MessageDialog>
  );
}
