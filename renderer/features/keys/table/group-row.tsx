import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/theme/icons';
import { UserText } from '../../../ui/text/user-text';
import type { KeyGroup } from '../view/key-groups';

/** The head of a group: its integration, the number of its keys, and a button that closes it. */
export function GroupRow({
  group,
  index,
  columns,
  isOpen,
  onToggle,
}: {
  group: KeyGroup;
  /** position among all rows of the view, from 0 */
  index: number;
  /** the number of columns */
  columns: number;
  isOpen: boolean;
  onToggle: (identity: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <tr aria-rowindex={index + 2} className="group">
      <td colSpan={columns}>
        <button type="button" aria-expanded={isOpen} onClick={() => onToggle(group.identity)}>
          <Icon name={isOpen ? 'open' : 'closed'} size={16} />
          {group.name === '' ? t('keys.noIntegration') : <UserText>{group.name}</UserText>}
          <small>{t('keys.groupCount', { count: group.entries.length })}</small>
        </button>
      </td>
    </tr>
  );
}
