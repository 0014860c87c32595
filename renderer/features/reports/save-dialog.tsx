import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import { REPORT_NAME_LENGTH } from '../../../shared/reports/report';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { TextField } from '../../ui/controls/text-field';

/** Saves the present settings under a name. */
export function SaveDialog({
  suggested,
  taken,
  onSave,
  onClosed,
}: {
  suggested: string;
  taken: readonly string[];
  /** @returns the failure, or null */
  onSave: (name: string) => Promise<Failure | null>;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const [name, setName] = useState(suggested);
  const [wasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const clean = name.trim().slice(0, REPORT_NAME_LENGTH);
  const problem =
    clean === ''
      ? t('reports.saveNameRequired')
      : taken.some((other) => other.toLowerCase() === clean.toLowerCase())
        ? t('reports.saveNameTaken')
        : null;
  const save = async () => {
    setTried(true);
    if (problem !== null) return;
    const failed = await onSave(clean);
    setFailure(failed);
    if (failed === null) setOpen(false);
  };
  return (
    <DialogFrame
      open={open}
      width={420}
      title={t('reports.saveTitle')}
      sentence={t('reports.saveSentence')}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => void save()}
      buttons={
        <>
          <Button type="button" onClick={() => setOpen(false)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary">
            {t('reports.saveButton')}
          </Button>
        </>
      }
    >
      <FailureAlert failure={failure} />
      <TextField
        label={t('reports.saveName')}
        value={name}
        onChange={setName}
        error={wasTried ? problem : null}
        autoFocus
      />
    </DialogFrame>
  );
}
