import { styled } from '@mui/material/styles';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportSchedule, ReportsState, SavedReport } from '../../../shared/reports/report';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, textSize } from '../../ui/theme/tokens';
import { useFormats } from '../../ui/text/formats';
import { IconButton } from '../../ui/controls/icon-button';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { LinkButton } from '../../ui/controls/link-button';
import { ScheduleDialog } from './schedule-dialog';

const List = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& > li': { padding: '8px 0', borderTop: border.faint },
  '& > li:first-of-type': { borderTop: 0 },
  '& > li > div': { display: 'flex', alignItems: 'center', gap: 4 },
  '& > li > div > div': { flex: 1, minWidth: 0 },
  '& > li > div:first-of-type > button:first-of-type': {
    flex: 1,
    minWidth: 0,
    textAlign: 'start',
    alignSelf: 'center',
    fontWeight: 500,
    overflowWrap: 'anywhere',
  },
  '& p': {
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    color: role.faint,
    overflowWrap: 'anywhere',
  },
  '& p[data-failed=true]': { color: role.danger },
});

const Hint = styled('p')({ fontSize: textSize.small, color: role.secondary });

/** The saved reports and their schedules. */
export function SavedReports({
  state,
  canChange,
  onUse,
  onRemove,
  onStopSchedule,
  onSchedule,
}: {
  state: ReportsState;
  canChange: boolean;
  onUse: (saved: SavedReport) => void;
  onRemove: (id: string) => void;
  onStopSchedule: (id: string) => void;
  /** @returns whether the report is now scheduled */
  onSchedule: (reportId: string, rhythm: ReportSchedule['rhythm']) => Promise<boolean>;
}) {
  const { t } = useTranslation();
  const [scheduling, setScheduling] = useState<SavedReport | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  if (state.saved.length === 0) return <Hint>{t('reports.noSaved')}</Hint>;
  return (
    <>
      <List>
        {state.saved.map((saved) => {
          const name = bidiIsolate(saved.name);
          const schedules = state.schedules.filter(({ reportId }) => reportId === saved.id);
          return (
            <li key={saved.id}>
              <div>
                <LinkButton
                  type="button"
                  aria-label={t('reports.use', { name })}
                  onClick={() => onUse(saved)}
                >
                  <bdi dir="auto">{saved.name}</bdi>
                </LinkButton>
                <IconButton
                  icon="clock"
                  label={t('reports.schedule', { name })}
                  aria-disabled={!canChange}
                  onClick={(event) => {
                    if (!canChange) return;
                    opener.current = event.currentTarget;
                    setScheduling(saved);
                  }}
                />
                <IconButton
                  icon="delete"
                  label={t('reports.remove', { name })}
                  aria-disabled={!canChange}
                  onClick={() => canChange && onRemove(saved.id)}
                />
              </div>
              <p>
                {t(`reports.kinds.${saved.request.kind}.label`)} ·{' '}
                {t(`reports.formats.${saved.request.format}.label`)}
              </p>
              {schedules.map((schedule) => (
                <ScheduleLine
                  key={schedule.id}
                  schedule={schedule}
                  stopLabel={t('reports.stopSchedule', { name })}
                  onStop={() => canChange && onStopSchedule(schedule.id)}
                />
              ))}
            </li>
          );
        })}
      </List>
      {scheduling && (
        <ScheduleDialog
          saved={scheduling}
          onSchedule={(rhythm) => onSchedule(scheduling.id, rhythm)}
          onClosed={() => {
            setScheduling(null);
            opener.current?.focus();
          }}
        />
      )}
    </>
  );
}

function ScheduleLine({
  schedule,
  stopLabel,
  onStop,
}: {
  schedule: ReportSchedule;
  stopLabel: string;
  onStop: () => void;
}) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const { rhythm, folder, nextAt, last } = schedule;
  const day = (instant: string) => date(Date.parse(instant));
  return (
    <div>
      <div>
        <p>
          {t('reports.scheduled', { rhythm: t(`reports.rhythms.${rhythm}`) })} <bdi>{folder}</bdi>.{' '}
          {t('reports.nextRun', { date: day(nextAt) })}{' '}
          {last?.outcome === 'written' && t('reports.lastWritten', { date: day(last.at) })}
        </p>
        {last?.outcome === 'failed' && (
          <p data-failed="true">
            {t('reports.lastFailed', { date: day(last.at), reason: last.reason })}
          </p>
        )}
      </div>
      <IconButton icon="close" label={stopLabel} onClick={onStop} />
    </div>
  );
}
