import InputBase from '@mui/material/InputBase';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { AriaAttributes, KeyboardEvent, ReactNode, Ref } from 'react';
import { belowId, fieldEdge, FieldFrame } from './field';
import type { FieldFrameProps } from './field';
import { MONO } from '../theme/fonts';
import { lineHeight, textSize } from '../theme/tokens';

const Input = styled(InputBase)({
  ...fieldEdge,
  width: '100%',
  padding: '0 12px',
  fontSize: textSize.body,
  lineHeight: lineHeight.body,
  '&.MuiInputBase-multiline': { padding: '8px 12px' },
  '& .MuiInputBase-input': { height: 20, padding: '8px 0', textOverflow: 'ellipsis' },
  '& textarea.MuiInputBase-input': { padding: 0 },
  '&[data-mono=true] .MuiInputBase-input': { fontFamily: MONO, fontSize: textSize.small },
});

type TextFieldProps = Omit<FieldFrameProps, 'id'> & {
  value: string;
  onChange: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  type?: 'text' | 'password' | 'date';
  mono?: boolean;
  multiline?: boolean;
  autoFocus?: boolean;
  min?: string;
  end?: ReactNode;
  onBlur?: () => void;
  onFocus?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** of the input: how it is connected with a list of suggestions */
  aria?: AriaAttributes;
};

/**
 * One line (or several) of text under its label. MUI's `InputBase`, not its `TextField`: that one brings three kinds of
 * input, 22.6 kB gzip in the first script, which has room for less than 1 kB (`test/app/initial-bundle.spec.ts`).
 */
export function TextField({
  label,
  help,
  error,
  value,
  onChange,
  inputRef,
  type = 'text',
  mono = false,
  multiline = false,
  min,
  end,
  aria,
  ...rest
}: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error ?? null}>
      <Input
        {...rest}
        id={id}
        type={type}
        value={value}
        multiline={multiline}
        minRows={multiline ? 2 : undefined}
        maxRows={multiline ? 6 : undefined}
        autoComplete="off"
        data-wrong={Boolean(error)}
        data-mono={mono}
        inputRef={inputRef}
        endAdornment={end}
        onChange={(event) => onChange(event.target.value)}
        slotProps={{
          input: {
            min,
            spellCheck: false,
            'aria-invalid': Boolean(error),
            'aria-describedby': belowId(id),
            ...aria,
          },
        }}
      />
    </FieldFrame>
  );
}
