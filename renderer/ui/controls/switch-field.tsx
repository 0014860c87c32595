import MuiSwitch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { role } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';

const Line = styled('div')({
  display: 'grid',
  gridTemplateColumns: '34px 1fr',
  gap: '0 12px',
  alignItems: 'center',
  '& label': { fontWeight: 600, fontSize: textSize.small, cursor: 'pointer' },
  '& p': { gridColumn: 2, fontSize: textSize.hint, lineHeight: lineHeight.hint, color: role.faint },
});

const Switch = styled(MuiSwitch)({
  width: 34,
  height: 20,
  padding: 0,
  borderRadius: radius.round,
  // MUI clips what is inside, so the ring is drawn around the whole.
  '&:has(:focus-visible)': { outline: border.focus, outlineOffset: 2 },
  '& .MuiSwitch-switchBase': {
    padding: 3,
    color: role.edge,
    transition: 'transform 140ms',
    '&:hover': { background: 'none' },
  },
  '& .MuiSwitch-switchBase.Mui-checked': {
    color: role.onAccent,
    transform: 'translateX(14px)',
    '&:hover': { background: 'none' },
  },
  '& .MuiSwitch-thumb': {
    width: 14,
    height: 14,
    border: 0,
    boxShadow: 'none',
    transition: 'background 140ms',
  },
  '& .MuiSwitch-track': {
    boxSizing: 'border-box',
    border: border.edge,
    borderRadius: radius.round,
    background: role.chip,
    opacity: 1,
    transition: 'background 140ms, border-color 140ms',
  },
  '& .Mui-checked.MuiSwitch-switchBase + .MuiSwitch-track': {
    borderColor: role.accent,
    background: role.accent,
    opacity: 1,
  },
});

/** A switch with its label. */
export function SwitchField({
  label,
  help,
  checked,
  onChange,
}: {
  label: string;
  help: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <Line>
      <Switch
        id={id}
        checked={checked}
        slotProps={{ input: { 'aria-checked': checked, 'aria-describedby': `${id}-help` } }}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-help`}>{help}</p>
    </Line>
  );
}
