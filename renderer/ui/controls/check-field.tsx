import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { CheckBox } from './check-box';
import { role } from '../theme/colour-roles';
import { lineHeight, textSize } from '../theme/tokens';

const Line = styled('div')({
  display: 'grid',
  gridTemplateColumns: '16px 1fr',
  gap: '2px 10px',
  '& input': { marginTop: 2 },
  '& label': { cursor: 'pointer', fontWeight: 500 },
  '& p': { gridColumn: 2, fontSize: textSize.hint, lineHeight: lineHeight.hint, color: role.faint },
});

/** A check box with its label. */
export function CheckField({
  label,
  help,
  checked,
  onChange,
  autoFocus = false,
}: {
  label: string;
  help?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  autoFocus?: boolean;
}) {
  const id = useId();
  return (
    <Line>
      <CheckBox
        id={id}
        checked={checked}
        autoFocus={autoFocus}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {help && <p id={`${id}-help`}>{help}</p>}
    </Line>
  );
}
