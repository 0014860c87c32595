import { useState } from 'react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { MAXIMUM_PASSPHRASE } from '../../shared/vault/vault-state';
import { IconButton } from '../ui/controls/icon-button';
import { TextField } from '../ui/controls/text-field';

/** A passphrase field whose content can be shown. */
export function PassphraseField({
  label,
  value,
  onChange,
  inputRef,
  error,
  help,
  autoFocus = false,
}: {
  label?: string;
  value: string;
  onChange: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  error?: string | null;
  help?: string;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const [visible, setVisible] = useState(false);
  return (
    <TextField
      label={label ?? t('vault.passphrase')}
      type={visible ? 'text' : 'password'}
      value={value}
      onChange={(typed) => onChange(typed.slice(0, MAXIMUM_PASSPHRASE))}
      inputRef={inputRef}
      error={error ?? null}
      help={help}
      autoFocus={autoFocus}
      end={
        <IconButton
          icon={visible ? 'hide' : 'show'}
          label={t(visible ? 'vault.hidePassphrase' : 'vault.showPassphrase')}
          aria-pressed={visible}
          onClick={() => setVisible(!visible)}
        />
      }
    />
  );
}
