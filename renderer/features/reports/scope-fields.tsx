import { useTranslation } from 'react-i18next';
import type { ReportScope } from '../../../shared/reports/report';
import { SelectField } from '../../ui/controls/select-field';
import { TextField } from '../../ui/controls/text-field';

const KINDS = ['all', 'filter', 'selection', 'integration'] as const;

/** Which keys the report is about. What was typed or selected is not lost by looking at another choice. */
export function ScopeFields({
  scope,
  known,
  integrations,
  onChange,
}: {
  scope: ReportScope;
  /** what was chosen last of each kind */
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

/** One that is chosen stays a choice, also when its last key is gone. */
function integrationChoices(integrations: readonly string[], chosen: string) {
  const all = integrations.includes(chosen) ? integrations : [chosen, ...integrations];
  return all.map((value) => ({ value, label: value }));
}
