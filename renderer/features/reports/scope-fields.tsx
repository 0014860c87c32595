import { useTranslation } from 'react-i18next';
import type { ReportScope } from '../../../shared/reports/report';
import { SelectField } from '../../ui/controls/select-field';
import { TextField } from '../../ui/controls/text-field';

const KINDS = ['all', 'filter', 'selection', 'integration'] as const;

/** The keys of the report. Each choice keeps its input while another one is selected. */
export function ScopeFields({
  scope,
  known,
  integrations,
  onChange,
}: {
  scope: ReportScope;
  /** the last input of each choice */
  known: { filter: string; selection: Extract<ReportScope, { kind: 'selection' }> | null };
  integrations: readonly string[];
  onChange: (scope: ReportScope) => void;
}) {
  const { t } = useTranslation();
  const choose = (kind: ReportScope['kind']) => {
    if (kind === 'all') onChange({ kind });
    if (kind === 'filter') onChange({ kind, filter: known.filter });
    if (kind === 'selection' && known.selection) onChange(known.selection);
    if (kind === 'integration') onChange({ kind, integration: integrations[0] ?? '' });
  };
  const isThere = { selection: known.selection !== null, integration: integrations.length > 0 };
  const choices = KINDS.map((value) => ({
    value,
    label: t(`reports.scopes.${value}`),
    disabled: (value === 'selection' || value === 'integration') && !isThere[value],
  }));
  return (
    <>
      <SelectField
        label={t('reports.scope')}
        value={scope.kind}
        choices={choices}
        onChange={choose}
        {...(scope.kind === 'selection' && {
          help: t(scope.shownFor ? 'reports.shown' : 'reports.selected', {
            count: scope.ids.length,
          }),
        })}
        {...(scope.kind === 'all' && !isThere.integration && { help: t('reports.noIntegrations') })}
      />
      {scope.kind === 'filter' && (
        <TextField
          label={t('reports.filter')}
          help={t('reports.filterHelp')}
          value={scope.filter}
          onChange={(filter) => onChange({ kind: 'filter', filter })}
        />
      )}
      {scope.kind === 'integration' && (
        <SelectField
          label={t('reports.integration')}
          value={scope.integration}
          choices={integrationChoices(integrations, scope.integration)}
          onChange={(integration) => onChange({ kind: 'integration', integration })}
        />
      )}
    </>
  );
}

/** A selected value stays available when its last key is gone. */
function integrationChoices(integrations: readonly string[], chosen: string) {
  const all = integrations.includes(chosen) ? integrations : [chosen, ...integrations];
  return all.map((value) => ({ value, label: value }));
}
