import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeSubject } from './change-draft';
import { MENU_SUBJECTS } from './change-draft';

/** The changes that can be made to all selected keys. */
export function ChangeMenu({
  anchor,
  onChosen,
}: {
  anchor: HTMLElement;
  /** called when the menu has faded out; null when nothing was chosen */
  onChosen: (subject: ChangeSubject | null) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const [chosen, setChosen] = useState<ChangeSubject | null>(null);
  const label = t('keys.bulk.change');
  return (
    <Menu
      open={open}
      anchorEl={anchor}
      onClose={() => setOpen(false)}
      disableRestoreFocus
      slotProps={{
        // A menu is rendered outside the page's landmarks, so it is a landmark itself.
        root: { role: 'region', 'aria-label': label },
        list: { 'aria-label': label },
        // Open a dialog or return the focus only after the menu has closed.
        transition: { onExited: () => onChosen(chosen) },
      }}
    >
      {MENU_SUBJECTS.map((subject) => (
        <MenuItem
          key={subject}
          divider={subject === 'addresses'}
          onClick={() => {
            setChosen(subject);
            setOpen(false);
          }}
        >
          {t(`changes.menu.${subject}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
