import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import { failureText } from '../../ui/text/failure-text';
import { DialogFrame } from '../../ui/layout/dialog-frame';

/** Says why a file is not imported, and what to do. */
export function RefusedFileDialog({
  failure,
  onClosed,
}: {
  failure: Failure;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const { title, sentence, wayOut } = failureText(failure, t);
  return (
    <DialogFrame
      open
      role="alertdialog"
      title={title}
      sentence={`${sentence} ${wayOut}`}
      onClose={onClosed}
      onSubmit={onClosed}
      buttons={
        <Button type="submit" variant="contained" color="primary" autoFocus>
          {t('transfer.drop.close')}
        </Button>
      }
    />
  );
}
