import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RHYTHMS } from '../../../shared/reports/report';
import type { Rhythm, SavedReport } from '../../../shared/reports/report';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { FieldLabel } from '../../ui/controls/field';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { Segmented } from '../../ui/controls/segmented';

/** Sets the schedule of a saved report. The folder is chosen in the system's dialog. */
export function ScheduleDialog({
  saved,
  onSchedule,
  onClosed,
}: {
  saved: SavedReport;
  /** @returns whether the report is now scheduled */
  onSchedule: (rhythm: Rhythm) => Promise<boolean>;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(true);
  const [rhythm, setRhythm] = useState<Rhythm>('monthly');
  const choose = async () => {
    if (await onSchedule(rhythm)) setOpen(false);
  };
  return (
    <DialogFrame
      open={open}
      width={440}
      title={t('reports.scheduleTitle')}
      sentence={t('reports.scheduleSentence', { name: bidiIsolate(saved.name) })}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => void choose()}
      buttons={
        <>
          <Button type="button" onClick={() => setOpen(false)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary">
            {t('reports.chooseFolder')}
          </Button>
        </>
      }
    >
      <div>
        <FieldLabel as="span" id={id}>
          {t('reports.rhythm')}
        </FieldLabel>
        <Segmented
          labelledBy={id}
          value={rhythm}
          choices={RHYTHMS.map((value) => ({ value, label: t(`reports.rhythms.${value}`) }))}
          onChange={setRhythm}
        />
      </div>
    </DialogFrame>
  );
}
