import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SAVED_NAME_LENGTH } from '../../../../shared/keys/saved-lists';
import { IconButton } from '../../../ui/controls/icon-button';
import { TextField } from '../../../ui/controls/text-field';

const Line = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto auto',
  alignItems: 'start',
  gap: 8,
  marginBottom: 12,
  '& > button': { marginTop: 24 },
});

/** Asks for the name of a new template, inside the form of the key. */
export function TemplateName({
  taken,
  onSave,
  onClose,
}: {
  taken: readonly string[];
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const save = () => {
    if (trimmed !== '') void onSave(trimmed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // Otherwise it would close the form.
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      save();
    }
  };
  return (
    <Line>
      <TextField
        label={t('form.templates.label')}
        help={taken.includes(trimmed) ? t('form.templates.taken') : undefined}
        value={name}
        onChange={(value) => setName(value.slice(0, SAVED_NAME_LENGTH))}
        onKeyDown={onKeyDown}
        autoFocus
      />
      <Button type="button" disabled={trimmed === ''} onClick={save}>
        {t('form.templates.keep')}
      </Button>
      <IconButton icon="close" label={t('form.templates.close')} onClick={onClose} />
    </Line>
  );
}
