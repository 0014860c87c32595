import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RESOURCES } from '../../../../shared/keys/scopes';
import { role } from '../../../ui/theme/colour-roles';
import { radius, textSize } from '../../../ui/theme/tokens';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import { FilterChip } from '../../../ui/controls/filter-chip';
import { FilterControl } from '../../../ui/controls/filter-control';
import { SearchField } from '../../../ui/controls/search-field';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
});

const Count = styled('div')({
  marginInlineStart: 'auto',
  color: role.secondary,
  fontSize: textSize.small,
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  // At 400 % zoom the window is narrower than the toolbar.
  '@media (max-width: 480px)': { whiteSpace: 'normal' },
  '& button': {
    padding: 0,
    border: 0,
    borderRadius: radius.tick,
    background: 'none',
    textDecoration: 'underline',
    textUnderlineOffset: 3,
    cursor: 'pointer',
  },
});

/** Search, filters, and the number of matching keys. */
export function Toolbar({
  filter,
  onFilter,
  count,
  hideInactive,
  onHideInactive,
  onExport,
}: {
  filter: KeyFilter;
  onFilter: (filter: KeyFilter) => void;
  /** the number of shown keys and of all keys; null until it is known */
  count: { shown: number; total: number } | null;
  hideInactive: boolean;
  onHideInactive: (hide: boolean) => void;
  onExport: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { shown, total } = count ?? { shown: 0, total: 0 };
  const choices = useMemo(
    () => ({
      statuses: (['active', 'disabled', 'expired'] as const).map((value) => ({
        value,
        label: t(`keys.status.${value}`),
      })),
      environments: (['live', 'test'] as const).map((value) => ({
        value,
        label: t(`keys.environments.${value}`),
      })),
      resources: RESOURCES.map((value) => ({ value, label: t(`resources.${value}.label`) })),
    }),
    [t],
  );
  return (
    <Bar>
      <SearchField
        id="key-search"
        label={t('keys.search')}
        value={filter.query}
        onChange={(query) => onFilter({ ...filter, query })}
      />
      {filter.finding && (
        <FilterChip
          label={t('keys.filters.check')}
          value={t(`risks.${filter.finding.code}.short`)}
          onClear={() => onFilter({ ...filter, finding: null })}
        />
      )}
      <FilterControl
        label={t('keys.filters.status')}
        choices={choices.statuses}
        chosen={filter.statuses}
        onChange={(statuses) => onFilter({ ...filter, statuses })}
      />
      <FilterControl
        label={t('keys.filters.environment')}
        choices={choices.environments}
        chosen={filter.environments}
        onChange={(environments) => onFilter({ ...filter, environments })}
      />
      <FilterControl
        label={t('keys.filters.scope')}
        choices={choices.resources}
        chosen={filter.resources}
        onChange={(resources) => onFilter({ ...filter, resources })}
      />
      {/* Space is reserved before the text is known. */}
      <Count style={count ? undefined : { visibility: 'hidden' }}>
        <span role="status">{t('keys.count', { shown, count: total })}</span> ·{' '}
        <button type="button" onClick={() => onHideInactive(!hideInactive)}>
          {t(hideInactive ? 'keys.showInactive' : 'keys.hideInactive')}
        </button>{' '}
        ·{' '}
        <button type="button" onClick={onExport}>
          {t('keys.export')}
        </button>
      </Count>
    </Bar>
  );
}
