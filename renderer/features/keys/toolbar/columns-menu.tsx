import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslation } from 'react-i18next';
import { KEY_COLUMNS } from '../../../../shared/keys/key-columns';
import { Tick } from '../../../ui/controls/menu-tick';
import type { KeyColumns } from '../view/use-key-columns';

/** Chooses the columns of the table. The menu stays open, because several are chosen. */
export function ColumnsMenu({
  columns,
  anchor,
  onClose,
}: {
  columns: KeyColumns;
  anchor: HTMLElement;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { shown, chosen, choose } = columns;
  const label = t('keyFilters.columns.name');
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      slotProps={{
        root: { role: 'region', 'aria-label': label },
        list: { 'aria-label': label, dense: true },
      }}
    >
      {KEY_COLUMNS.map((column) => (
        <MenuItem
          key={column}
          role="menuitemcheckbox"
          aria-checked={shown.includes(column)}
          onClick={() =>
            choose(KEY_COLUMNS.filter((each) => shown.includes(each) !== (each === column)))
          }
        >
          <Tick />
          {t(`keys.columns.${column}`)}
        </MenuItem>
      ))}
      <Divider role="separator" />
      <MenuItem disabled={chosen === null} onClick={() => choose(null)}>
        {t('keyFilters.columns.default')}
      </MenuItem>
    </Menu>
  );
}
