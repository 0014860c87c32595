import InputBase from '@mui/material/InputBase';
import MenuItem from '@mui/material/MenuItem';
import MuiSelect from '@mui/material/Select';
import type { SelectProps } from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { role } from '../theme/colour-roles';
import { Icon } from '../theme/icons';
import { lineHeight, textSize } from '../theme/tokens';
import { fieldEdge } from './field';

const Input = styled(InputBase)({
  ...fieldEdge,
  width: '100%',
  fontSize: textSize.body,
  lineHeight: lineHeight.body,
  '& .MuiSelect-select': {
    padding: '8px 36px 8px 12px',
    minHeight: 20,
    lineHeight: lineHeight.body,
  },
  '& .MuiSelect-select:focus': { background: 'none', outline: 'none' },
  '& .MuiSelect-icon': {
    position: 'absolute',
    display: 'grid',
    insetInlineEnd: 10,
    top: 9,
    color: role.faint,
    pointerEvents: 'none',
  },
  '&[data-small=true]': {
    minHeight: 32,
    maxWidth: 200,
    fontSize: textSize.small,
    // MUI's own padding has three classes.
    '&& .MuiNativeSelect-select.MuiInputBase-input': {
      boxSizing: 'border-box',
      height: 30,
      padding: '0 29px 0 10px',
      textOverflow: 'ellipsis',
    },
    '& .MuiNativeSelect-icon': {
      position: 'absolute',
      display: 'grid',
      insetInlineEnd: 7,
      top: 7,
      color: role.faint,
      pointerEvents: 'none',
    },
  },
});

const OpenIcon = ({ className }: { className?: string }) => (
  <span className={className}>
    <Icon name="open" />
  </span>
);

const SmallOpenIcon = ({ className }: { className?: string }) => (
  <span className={className}>
    <Icon name="open" size={16} />
  </span>
);

export interface SelectChoice<V extends string> {
  value: V;
  label: string;
  disabled?: boolean;
}

/** A select for more choices than fit side by side. It needs a name: `SelectField` gives it one. */
export function Select<V extends string>({
  value,
  choices,
  onChange,
  native = false,
  wrong = false,
  ...named
}: {
  value: V;
  choices: readonly SelectChoice<V>[];
  onChange: (value: V) => void;
  /** small, with the system's own list: for many selects in one dialog, or hundreds of choices */
  native?: boolean;
  wrong?: boolean;
} & Pick<SelectProps<V>, 'inputProps' | 'labelId' | 'MenuProps' | 'SelectDisplayProps'>) {
  return (
    <MuiSelect<V>
      {...named}
      native={native}
      value={value}
      onChange={(event) => onChange(event.target.value as V)}
      input={<Input data-small={native} data-wrong={wrong} />}
      IconComponent={native ? SmallOpenIcon : OpenIcon}
    >
      {choices.map((choice) =>
        native ? (
          <option key={choice.value} value={choice.value} disabled={choice.disabled ?? false}>
            {choice.label}
          </option>
        ) : (
          <MenuItem key={choice.value} value={choice.value} disabled={choice.disabled ?? false}>
            {choice.label}
          </MenuItem>
        ),
      )}
    </MuiSelect>
  );
}
