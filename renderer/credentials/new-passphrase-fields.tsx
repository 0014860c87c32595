import { useImperativeHandle, useRef, useState } from 'react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { MINIMUM_PASSPHRASE } from '../../shared/vault/vault-state';
import { PassphraseField } from './passphrase-field';
import { PassphraseStrength } from './passphrase-strength';
import { useStrength } from './use-strength';

export interface NewPassphraseHandle {
  /** The new passphrase. Null when it is not acceptable: the field then shows why. */
  read: () => string | null;
}

/** The fields for a new passphrase: typed twice, with its estimated strength. */
export function NewPassphraseFields({
  label,
  confirmLabel,
  help,
  autoFocus = false,
  ref,
}: {
  label: string;
  confirmLabel: string;
  help: string;
  autoFocus?: boolean;
  ref: Ref<NewPassphraseHandle>;
}) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const strength = useStrength(passphrase);

  const missing = MINIMUM_PASSPHRASE - passphrase.length;
  const different = passphrase !== repeated;
  const problem = (): string | null => {
    if (missing > 0) return t('vault.create.tooShort', { count: missing });
    return strength?.isTooWeak ? t('security.strength.weak') : null;
  };

  useImperativeHandle(ref, () => ({
    read() {
      setTried(true);
      if (problem() !== null) first.current?.focus();
      else if (different) second.current?.focus();
      else return passphrase;
      return null;
    },
  }));

  return (
    <>
      <div>
        <PassphraseField
          label={label}
          value={passphrase}
          onChange={setPassphrase}
          inputRef={first}
          autoFocus={autoFocus}
          help={help}
          error={tried ? problem() : null}
        />
        <PassphraseStrength strength={strength} />
      </div>
      <PassphraseField
        label={confirmLabel}
        value={repeated}
        onChange={setRepeated}
        inputRef={second}
        error={tried && problem() === null && different ? t('vault.create.different') : null}
      />
    </>
  );
}
