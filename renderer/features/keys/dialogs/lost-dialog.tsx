import { useTranslation } from 'react-i18next';
import { MessageDialog } from '../../../ui/feedback/message-dialog';
import { NamedSentence } from './named-sentence';

/**
 * Takes the place of a dialog whose subject has gone while it was open: it says so, and offers only to close.
 *
 * @param name of the one key that the dialog was about; null when it was about several
 * @param lost the key itself, or only its secret
 */
export function LostDialog({
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
