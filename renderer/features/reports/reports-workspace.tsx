import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import { REPORT_KINDS } from '../../../shared/reports/report';
import type { ReportRequest, ReportScope, ReportsState } from '../../../shared/reports/report';
import type { Result } from '../../../shared/lib/result';
import { bridge } from '../../bridge/bridge';
import { role } from '../../ui/theme/colour-roles';
import { textSize } from '../../ui/theme/tokens';
import { Icon } from '../../ui/theme/icons';
import { PageHeader } from '../../ui/layout/page-header';
import { Segmented } from '../../ui/controls/segmented';
import { ExportStatus } from './export-status';
import { draftFor, withKind, worthKeeping } from './report-draft';
import { ReportPreviewPaper } from './report-preview';
import { ReportSettingsCard } from './report-settings-card';
import { SavedCard } from './saved-card';
import { useExport } from './use-export';
import { useReportPreview } from './use-report-preview';

const Kinds = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '8px 16px',
  marginBottom: -4,
  '& > p': { flex: '1 1 260px', color: role.secondary, fontSize: textSize.small },
});

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(260px, 320px) minmax(0, 1fr)',
  alignItems: 'start',
  gap: 20,
  '@media (max-width: 860px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  '& > div:first-of-type': { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 16 },
});

/** The page after its settings are loaded. */
export function ReportsWorkspace({
  settings,
  wish,
  last,
  canChange,
  onSettings,
  onDraft,
}: {
  settings: ReportsState;
  wish: ReportScope | null;
  /** the initial draft */
  last: ReportRequest;
  canChange: boolean;
  onSettings: (answer: Result<ReportsState | null>) => Failure | null;
  /** receives the draft to restore later */
  onDraft: (draft: ReportRequest) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [draft, setDraft] = useState<ReportRequest>(() => draftFor(last, wish));
  const [begun] = useState(last);
  useEffect(() => onDraft(worthKeeping(draft, begun)), [draft, begun, onDraft]);
  const [revision, setRevision] = useState(0);
  const preview = useReportPreview(draft, revision);
  const { state, run, dismiss, fail } = useExport();
  const change = (changes: Partial<ReportRequest>) =>
    setDraft((known) => ({ ...known, ...changes }));
  const renameWorkspace = async (workspace: string) => {
    const failure = onSettings(await bridge.reports.changeSettings({ workspace }));
    if (failure) fail(failure);
    else setRevision((known) => known + 1);
  };
  return (
    <>
      <PageHeader
        title={t('reports.title')}
        subtitle={t('reports.subtitle')}
        action={
          <Button
            variant="contained"
            color="primary"
            disabled={state.phase === 'running' || preview.failure !== null}
            onClick={() => void run(draft)}
          >
            <Icon name="export" />
            {t('reports.export')}
          </Button>
        }
      />
      <ExportStatus state={state} onDismiss={dismiss} onFailure={fail} />
      <Kinds>
        <span className="visually-hidden" id={`${id}-kind`}>
          {t('reports.report')}
        </span>
        <Segmented
          labelledBy={`${id}-kind`}
          describedBy={`${id}-help`}
          value={draft.kind}
          choices={REPORT_KINDS.map((value) => ({
            value,
            label: t(`reports.kinds.${value}.label`),
          }))}
          onChange={(kind) => setDraft((known) => withKind(known, kind))}
        />
        <p id={`${id}-help`}>{t(`reports.kinds.${draft.kind}.help`)}</p>
      </Kinds>
      <Columns>
        <div>
          <ReportSettingsCard
            draft={draft}
            settings={settings}
            selection={wish?.kind === 'selection' ? wish : null}
            canChange={canChange}
            onChange={change}
            onWorkspace={(workspace) => void renameWorkspace(workspace)}
          />
          <SavedCard
            draft={draft}
            settings={settings}
            canChange={canChange}
            onUse={({ request }) => setDraft(request)}
            onSettings={onSettings}
            onFailure={fail}
          />
        </div>
        <ReportPreviewPaper state={preview} />
      </Columns>
    </>
  );
}
