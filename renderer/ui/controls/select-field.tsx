import { useId } from 'react';
import { belowId, BelowField, FieldLabel } from './field';
import { Select } from './select';
import type { SelectChoice } from './select';

/** A labelled select with help or an error below it. */
export function SelectField<V extends string>({
  label,
  help,
  error = null,
  caution = null,
  value,
  choices,
  onChange,
}: {
  label: string;
  help?: string;
  error?: string | null;
  caution?: string | null;
  value: V;
  choices: readonly SelectChoice<V>[];
  onChange: (value: V) => void;
}) {
  const id = useId();
  return (
    <div>
      <FieldLabel id={`${id}-label`}>{label}</FieldLabel>
      <Select<V>
        value={value}
        choices={choices}
        onChange={onChange}
        wrong={Boolean(error)}
        labelId={`${id}-label`}
        SelectDisplayProps={{
          // Named by the label only. The value is exposed separately.
          'aria-labelledby': `${id}-label`,
          'aria-describedby': belowId(id),
          'aria-invalid': Boolean(error),
        }}
        inputProps={{ 'aria-hidden': true }}
        MenuProps={{ slotProps: { root: { role: 'region', 'aria-label': label } } }}
      />
      <BelowField id={id} help={help} error={error} caution={caution} />
    </div>
  );
}
