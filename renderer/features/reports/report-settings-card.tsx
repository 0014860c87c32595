import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasPeriod } from '../../../shared/reports/report';
import type { ReportRequest, ReportScope, ReportsState } from '../../../shared/reports/report';
import { TextField } from '../../ui/controls/text-field';
import { ColumnFields } from './column-fields';
import { FormatFields } from './format-fields';
import { PeriodFields } from './period-fields';
import { ScopeFields } from './scope-fields';
import { ReportCard } from './report-card';

/** All settings of a report. */
export function ReportSettingsCard({
  draft,
  settings,
  selection,
  canChange,
  onChange,
  onWorkspace,
}: {
  draft: ReportRequest;
  settings: ReportsState;
  /** the keys that the API Keys page requests a report about */
  selection: Extract<ReportScope, { kind: 'selection' }> | null;
  canChange: boolean;
  onChange: (changes: Partial<ReportRequest>) => void;
  onWorkspace: (name: string) => void;
}) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(draft.scope.kind === 'filter' ? draft.scope.filter : '');
  const [workspace, setWorkspace] = useState(settings.workspace);
  const changeScope = (scope: ReportScope) => {
    if (scope.kind === 'filter') setFilter(scope.filter);
    onChange({ scope });
  };
  const keepWorkspace = () => {
    const name = workspace.trim();
    if (name === '' || !canChange) setWorkspace(settings.workspace);
    else if (name !== settings.workspace) onWorkspace(name);
  };
  return (
    <ReportCard aria-label={t('reports.settings')}>
      <ScopeFields
        scope={draft.scope}
        known={{ filter, selection }}
        integrations={settings.integrations}
        onChange={changeScope}
      />
      {hasPeriod(draft.kind) && (
        <PeriodFields period={draft.period} onChange={(period) => onChange({ period })} />
      )}
      <FormatFields
        kind={draft.kind}
        format={draft.format}
        options={draft.options}
        onFormat={(format) => onChange({ format })}
        onOptions={(options) => onChange({ options })}
      />
      {draft.format !== 'ics' && <ColumnFields draft={draft} onChange={onChange} />}
      <TextField
        label={t('reports.workspace')}
        help={t('reports.workspaceHelp')}
        value={workspace}
        onChange={setWorkspace}
        onBlur={keepWorkspace}
      />
    </ReportCard>
  );
}
