import { useTranslation } from 'react-i18next';
import { PassphraseField } from './passphrase-field';
import { RetryCountdown } from './retry-countdown';
import { TextField } from '../ui/controls/text-field';
import type { ProofEntry } from './use-proof';

/** The field for the passphrase or, alternatively, the recovery code. */
export function ProofField({
  entry,
  help,
  autoFocus = true,
}: {
  entry: ProofEntry;
  /** help text, shown before anything is typed */
  help?: string;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const field = {
    value: entry.typed,
    onChange: entry.type,
    inputRef: entry.input,
    error: entry.problem,
  };
  return (
    <>
      {entry.method === 'passphrase' ? (
        <PassphraseField {...field} help={help} autoFocus={autoFocus} />
      ) : (
        <TextField
          {...field}
          mono
          autoFocus={autoFocus}
          label={t('vault.unlock.recoveryCode')}
          help={t('vault.unlock.recoveryHelp')}
        />
      )}
      <RetryCountdown until={entry.waitUntil} />
    </>
  );
}
