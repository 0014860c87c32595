import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveAge } from '../../../shared/activity/activity';
import { ARCHIVE_AGES } from '../../../shared/activity/activity';
import { bridge, listen } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { FieldLabel } from '../../ui/controls/field';
import { useFormats } from '../../ui/text/formats';
import { ProgressBar } from '../../ui/feedback/progress-bar';
import { Segmented } from '../../ui/controls/segmented';
import { useToast } from '../../ui/feedback/toasts';
import { useOldActivity } from './use-old-activity';
import { textSize } from '../../ui/theme/tokens';

const AGES = { 365: 'year', 90: 'quarter', 30: 'month' } as const satisfies Record<
  ArchiveAge,
  string
>;

const Progress = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  fontSize: textSize.small,
  fontVariantNumeric: 'tabular-nums',
});
const What = styled('div')({ minHeight: 60, '& p + p': { marginTop: 8 } });

/** Chooses the activity to archive, and explains what archiving does. */
export function ArchiveDialog({
  onArchived,
  onClosed,
}: {
  onArchived: () => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const toast = useToast();
  const id = useId();
  const [open, setOpen] = useState(true);
  const [days, setDays] = useState<ArchiveAge>(ARCHIVE_AGES[0]);
  const { old, failure } = useOldActivity();
  const archive = useCommand(bridge.activity.archive);
  const share = useArchivingShare();
  const found = old?.find((one) => one.days === days);
  const canArchive = found !== undefined && found.events > 0;

  const submit = async () => {
    if (!canArchive) return;
    const result = await archive.run({ days });
    if (!result?.ok) return;
    const { first, last } = result.value;
    toast(t('activity.archive.done', { count: last - first + 1 }));
    onArchived();
    setOpen(false);
  };
  const choose = (chosen: string) => {
    setDays(ARCHIVE_AGES.find((age) => String(age) === chosen) ?? days);
    archive.clear();
  };
  const leave = archive.busy ? {} : { onClose: () => setOpen(false) };
  return (
    <DialogFrame
      open={open}
      title={t('activity.archive.title')}
      sentence={t('activity.archive.sentence')}
      {...leave}
      onExited={onClosed}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button disabled={archive.busy} onClick={() => setOpen(false)}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={!canArchive}
            aria-busy={archive.busy}
          >
            {t(archive.busy ? 'activity.archive.busy' : 'activity.archive.submit')}
          </Button>
        </>
      }
    >
      <div>
        <FieldLabel id={`${id}-age`}>{t('activity.archive.age')}</FieldLabel>
        <Segmented
          labelledBy={`${id}-age`}
          describedBy={`${id}-what`}
          value={String(days)}
          choices={ARCHIVE_AGES.map((age) => ({
            value: String(age),
            label: t(`activity.archive.ages.${AGES[age]}`),
          }))}
          onChange={choose}
          disabled={archive.busy}
        />
      </div>
      <What id={`${id}-what`} role="status">
        {old === null && failure === null && <p>{t('activity.archive.counting')}</p>}
        {found && (
          <p>
            {found.firstAt === null || found.lastAt === null
              ? t('activity.archive.nothing')
              : t('activity.archive.what', {
                  count: found.events,
                  first: date(Date.parse(found.firstAt)),
                  last: date(Date.parse(found.lastAt)),
                })}
          </p>
        )}
        {found && found.needed > 0 && (
          <p>{t('activity.archive.needed', { count: found.needed })}</p>
        )}
      </What>
      {archive.busy && share !== null && (
        <Progress>
          <ProgressBar share={share} label={t('activity.archive.busy')} />
          <span>{t('activity.archive.progress', { percent: Math.floor(share * 100) })}</span>
        </Progress>
      )}
      <FailureAlert failure={archive.failure ?? failure} />
    </DialogFrame>
  );
}

/** The progress of archiving, from 0 to 1; null until it has run long enough to be shown. */
function useArchivingShare(): number | null {
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => listen('activity:archiving', ({ done, total }) => setShare(done / total)), []);
  return share;
}
