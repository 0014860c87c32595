import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tick } from '../../../ui/controls/menu-tick';
import type { KnownField } from '../store/known-values';
import { choicesOf, chosenParts, isKnownField, MORE_FIELDS } from './field-choices';
import type { MoreField } from './field-choices';

/** All filters without a button of their own: their values below a heading each, then the fields whose values are searched. */
export function MoreMenu({
  query,
  place,
  onToggle,
  onField,
  onClose,
}: {
  query: string;
  place: DOMRect;
  onToggle: (field: MoreField, part: string) => void;
  /** opens the search in the values of a field */
  onField: (field: KnownField) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(true);
  const [next, setNext] = useState<KnownField | null>(null);
  const label = t('keys.filters.more');
  return (
    <Menu
      open={isOpen}
      anchorReference="anchorPosition"
      anchorPosition={{ top: place.bottom, left: place.left }}
      onClose={() => setIsOpen(false)}
      disableRestoreFocus
      slotProps={{
        root: { role: 'region', 'aria-label': label },
        list: { 'aria-label': label, dense: true },
        paper: { sx: { minWidth: 240, maxHeight: 480 } },
        transition: { onExited: () => (next === null ? onClose() : onField(next)) },
      }}
    >
      {MORE_FIELDS.flatMap((field) => {
        const name = t(`keyFilters.fields.${field}`);
        if (isKnownField(field)) {
          return (
            <MenuItem
              key={field}
              onClick={() => {
                setNext(field);
                setIsOpen(false);
              }}
            >
              {t('keyFilters.choose', { field: name })}
            </MenuItem>
          );
        }
        const chosen = new Set(chosenParts(field, query));
        return [
          <ListSubheader key={field} role="presentation">
            {name}
          </ListSubheader>,
          ...choicesOf(field, query, t).map((choice) => (
            <MenuItem
              key={choice.value}
              role="menuitemcheckbox"
              aria-label={t('common.filters.set', { filter: name, values: choice.label })}
              aria-checked={chosen.has(choice.value)}
              onClick={() => onToggle(field, choice.value)}
            >
              <Tick />
              {choice.label}
            </MenuItem>
          )),
        ];
      })}
    </Menu>
  );
}
