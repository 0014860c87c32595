import { useTranslation } from 'react-i18next';
import { Icon } from '../theme/icons';
import { SetFilter } from './toolbar-button';

/** A filter that came from elsewhere: it says what it is, and can be cleared. */
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
    <SetFilter>
      <span title={value}>
        {label}: <bdi>{value}</bdi>
      </span>
      <button type="button" aria-label={clear} data-tip={clear} onClick={onClear}>
        <Icon name="close" size={14} />
      </button>
    </SetFilter>
  );
}
