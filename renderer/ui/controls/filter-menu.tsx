import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import type { FilterChoice } from './filter-control';
import { Tick } from './menu-tick';

/** The choices of one filter. The menu stays open when several can be selected. */
export function FilterMenu({
  label,
  place,
  choices,
  chosen,
  single,
  onToggle,
  onClose,
}: {
  label: string;
  /** below which the menu opens */
  place: DOMRect;
  choices: readonly FilterChoice<string>[];
  chosen: ReadonlySet<string>;
  single: boolean;
  onToggle: (value: string) => void;
  onClose: () => void;
}) {
  const [open, setOpen] = useState(true);
  return (
    <Menu
      open={open}
      anchorReference="anchorPosition"
      anchorPosition={{ top: place.bottom, left: place.left }}
      onClose={() => setOpen(false)}
      disableRestoreFocus
      slotProps={{
        // A menu is rendered outside the page's landmarks, so it is a landmark itself.
        root: { role: 'region', 'aria-label': label },
        list: { 'aria-label': label, dense: true },
        paper: { sx: { minWidth: 180, maxHeight: 360 } },
        transition: { onExited: onClose },
      }}
    >
      {choices.map((choice) => (
        <MenuItem
          key={choice.value}
          role={single ? 'menuitemradio' : 'menuitemcheckbox'}
          aria-checked={chosen.has(choice.value)}
          onClick={() => {
            onToggle(choice.value);
            if (single) setOpen(false);
          }}
        >
          <Tick />
          {choice.label}
        </MenuItem>
      ))}
    </Menu>
  );
}
