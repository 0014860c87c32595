import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
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
  const [open, setOpen] = useState(true);
  const close = () => setOpen(false);
  return (
    <DialogFrame
      open={open}
      title={title}
      sentence={
        name === null ? (
          t('dialogs.lost.all')
        ) : (
          <NamedSentence sentence={`dialogs.lost.${lost}`} name={name} />
        )
      }
      onClose={close}
      onExited={onClosed}
      onSubmit={close}
      buttons={
        <Button type="submit" variant="contained" color="primary" autoFocus>
          {t('dialogs.lost.close')}
        </Button>
      }
    />
  );
}
