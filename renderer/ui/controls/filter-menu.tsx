import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { role } from '../theme/colour-roles';
import { border, radius } from '../theme/tokens';
import { Icon } from '../theme/icons';
import type { FilterChoice } from './filter-control';

const Tick = styled('span')({
  display: 'grid',
  placeItems: 'center',
  width: 16,
  height: 16,
  borderRadius: radius.tick,
  border: border.edge,
  color: 'transparent',
  '[aria-checked=true] > &': {
    background: role.accent,
    borderColor: role.accent,
    color: role.onAccent,
  },
});

/** The choices of one filter. The menu stays open when several can be selected. */
export function FilterMenu({
  label,
  anchor,
  choices,
  chosen,
  single,
  onToggle,
  onClose,
}: {
  label: string;
  anchor: HTMLElement;
  choices: readonly FilterChoice<string>[];
  chosen: ReadonlySet<string>;
  single: boolean;
  onToggle: (value: string) => void;
  onClose: () => void;
}) {
  const [open, setOpen] = useState(true);
  // Setting the filter replaces the button that opened the menu; its container stays.
  const [place] = useState(() => anchor.getBoundingClientRect());
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
          <Tick aria-hidden="true">
            <Icon name="check" size={14} />
          </Tick>
          {choice.label}
        </MenuItem>
      ))}
    </Menu>
  );
}
