import { useTranslation } from 'react-i18next';
import { MessageDialog } from '../../../ui/feedback/message-dialog';
import { NamedSentence } from './named-sentence';

/**
 * Replaces a dialog whose key was deleted while it was open. It can only be closed.
 *
 * @param name of the one key that the dialog was about; null when it was about several
 * @param lost whether the key is gone or only its secret
 */
export function KeyGoneDialog({
  title,
  name,
  lost = 'key',
  onClosed,
}: {
  title: string;
  name: string | null;
  lost?: 'key' | 'secret';
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  return (
    <MessageDialog
      title={title}
      sentence={
        name === null ? (
          t('dialogs.lost.all')
        ) : (
          <NamedSentence sentence={`dialogs.lost.${lost}`} name={name} />
        )
      }
      close={t('dialogs.lost.close')}
      onClosed={onClosed}
    />
  );
}
