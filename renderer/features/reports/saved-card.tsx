import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import type { ReportRequest, ReportsState, SavedReport } from '../../../shared/reports/report';
import type { Result } from '../../../shared/lib/result';
import { bridge } from '../../bridge/bridge';
import { SaveDialog } from './save-dialog';
import { SavedReports } from './saved-reports';
import { ReportCard } from './report-card';

/** Saves the present settings, and lists the saved ones. */
export function SavedCard({
  draft,
  settings,
  canChange,
  onUse,
  onSettings,
  onFailure,
}: {
  draft: ReportRequest;
  settings: ReportsState;
  canChange: boolean;
  onUse: (saved: SavedReport) => void;
  onSettings: (answer: Result<ReportsState | null>) => Failure | null;
  onFailure: (failure: Failure) => void;
}) {
  const { t } = useTranslation();
  const [isSaving, setSaving] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const isSelection = draft.scope.kind === 'selection';
  const keep = async (saved: SavedReport[]) =>
    onSettings(await bridge.reports.changeSettings({ saved }));
  const tell = (failure: Failure | null) => {
    if (failure) onFailure(failure);
  };
  const reason = isSelection
    ? t('reports.selectionNotSaved')
    : canChange
      ? undefined
      : t('vault.readOnlyReason');
  return (
    <ReportCard aria-labelledby="saved-reports">
      <h2 id="saved-reports">{t('reports.saved')}</h2>
      <SavedReports
        state={settings}
        canChange={canChange}
        onUse={onUse}
        onRemove={(id) => {
          void keep(settings.saved.filter((saved) => saved.id !== id)).then(tell);
        }}
        onStopSchedule={(id) => {
          void bridge.reports.removeSchedule({ id }).then((answer) => tell(onSettings(answer)));
        }}
        onSchedule={async (reportId, rhythm) => {
          const answer = await bridge.reports.addSchedule({ reportId, rhythm });
          tell(onSettings(answer));
          return answer.ok && answer.value !== null;
        }}
      />
      <Button
        ref={opener}
        disabled={reason !== undefined}
        title={reason}
        onClick={() => setSaving(true)}
      >
        {t('reports.save')}
      </Button>
      {isSaving && (
        <SaveDialog
          suggested={t(`reports.kinds.${draft.kind}.label`)}
          taken={settings.saved.map(({ name }) => name)}
          onSave={(name) =>
            keep([...settings.saved, { id: crypto.randomUUID(), name, request: draft }])
          }
          onClosed={() => {
            setSaving(false);
            opener.current?.focus();
          }}
        />
      )}
    </ReportCard>
  );
}
