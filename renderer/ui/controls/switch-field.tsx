import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { role } from '../theme/colour-roles';
import { border, radius, textSize } from '../theme/tokens';

const Line = styled('div')({
  display: 'grid',
  gridTemplateColumns: '34px 1fr',
  gap: '0 12px',
  alignItems: 'center',
  '& label': { fontWeight: 600, fontSize: textSize.small, cursor: 'pointer' },
  '& p': { gridColumn: 2, fontSize: textSize.hint, lineHeight: '16px', color: role.faint },
});

const Track = styled('input')({
  appearance: 'none',
  width: 34,
  height: 20,
  margin: 0,
  padding: 2,
  border: border.edge,
  borderRadius: radius.round,
  background: role.chip,
  cursor: 'pointer',
  transition: 'background 140ms, border-color 140ms',
  '&::before': {
    content: '""',
    display: 'block',
    width: 14,
    height: 14,
    borderRadius: radius.round,
    background: role.edge,
    transition: 'translate 140ms, background 140ms',
  },
  '&:checked': { background: role.accent, borderColor: role.accent },
  '&:checked::before': { translate: '14px 0', background: role.onAccent },
});

/** On or off, with its words. */
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
      <Track
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-help`}>{help}</p>
    </Line>
  );
}
