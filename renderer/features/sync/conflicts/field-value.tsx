import { useTranslation } from 'react-i18next';
import type { FieldConflict } from '../../../../shared/sync/merge';
import { NO_ADDRESS, NO_SCOPE } from '../../../../shared/sync/merge';
import { role } from '../../../ui/theme/colour-roles';
import { scopeTexts } from '../../../../shared/keys/scope-text';

/** The value of a field on one side, as text. */
export function FieldValue({
  field,
  value,
}: {
  field: FieldConflict['field'];
  value: string | string[] | null;
}) {
  const { t } = useTranslation();
  const quiet = (text: string) => <span style={{ color: role.secondary }}>{text}</span>;
  if (value === null) return quiet(t('sync.conflicts.unknown'));
  if (typeof value === 'string') {
    return value === '' ? quiet(t('sync.conflicts.nothing')) : <bdi>{value}</bdi>;
  }
  if (field === 'allowedIps' && value.length === 0) return quiet(t('sync.conflicts.everywhere'));
  const textOf = (item: string): string => {
    if (item === NO_ADDRESS) return t('sync.conflicts.nowhere');
    if (item === NO_SCOPE) return t('sync.conflicts.noScope');
    return item;
  };
  const isNothing = value.some((item) => item === NO_SCOPE);
  const items = field === 'scopes' && !isNothing ? scopeTexts(value, t) : value;
  return items.map((item) => (
    <bdi key={item} style={{ display: 'block' }}>
      {textOf(item)}
    </bdi>
  ));
}
