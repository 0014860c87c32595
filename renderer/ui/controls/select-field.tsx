import InputBase from '@mui/material/InputBase';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { role } from '../theme/colour-roles';
import { textSize } from '../theme/tokens';
import { belowId, BelowField, fieldEdge, FieldLabel } from './field';
import { Icon } from '../theme/icons';

const Input = styled(InputBase)({
  ...fieldEdge,
  width: '100%',
  fontSize: textSize.body,
  lineHeight: '20px',
  '& .MuiSelect-select': { padding: '8px 36px 8px 12px', minHeight: 20, lineHeight: '20px' },
  '& .MuiSelect-select:focus': { background: 'none', outline: 'none' },
  '& .MuiSelect-icon': {
    position: 'absolute',
    display: 'grid',
    insetInlineEnd: 10,
    top: 9,
    color: role.faint,
    pointerEvents: 'none',
  },
});

const OpenIcon = ({ className }: { className?: string }) => (
  <span className={className}>
    <Icon name="open" />
  </span>
);

/** One of several choices that are too many to stand side by side. */
export function SelectField<V extends string>({
  label,
  help,
  error = null,
  value,
  choices,
  onChange,
}: {
  label: string;
  help?: string;
  error?: string | null;
  value: V;
  choices: readonly { value: V; label: string; disabled?: boolean }[];
  onChange: (value: V) => void;
}) {
  const id = useId();
  return (
    <div>
      <FieldLabel id={`${id}-label`}>{label}</FieldLabel>
      <Select<V>
        labelId={`${id}-label`}
        value={value}
        onChange={(event) => onChange(event.target.value as V)}
        input={<Input data-wrong={Boolean(error)} />}
        IconComponent={OpenIcon}
        SelectDisplayProps={{
          // Named by its label alone, not by label and value: the value is its value.
          'aria-labelledby': `${id}-label`,
          'aria-describedby': belowId(id),
          'aria-invalid': Boolean(error),
        }}
        inputProps={{ 'aria-hidden': true }}
        MenuProps={{ slotProps: { root: { role: 'region', 'aria-label': label } } }}
      >
        {choices.map((choice) => (
          <MenuItem key={choice.value} value={choice.value} disabled={choice.disabled ?? false}>
            {choice.label}
          </MenuItem>
        ))}
      </Select>
      <BelowField id={id} help={help} error={error} />
    </div>
  );
}
