import { useTranslation } from 'react-i18next';
import { Icon } from '../theme/icons';
import { ActiveFilter } from './filter-button';

/** A filter that another page has set. It can be cleared. */
export function FilterChip({
  label,
  value,
  onClear,
}: {
  label: string;
  value: string;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const clear = t('common.filters.clear', { filter: label });
  return (
    <ActiveFilter>
      <span title={value}>
        {label}: <bdi>{value}</bdi>
      </span>
      <button type="button" aria-label={clear} data-tip={clear} onClick={onClear}>
        <Icon name="close" size={14} />
      </button>
    </ActiveFilter>
  );
}
