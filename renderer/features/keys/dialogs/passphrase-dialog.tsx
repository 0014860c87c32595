import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/failure';
import type { Result } from '../../../../shared/result';
import { failureText } from '../../../failure-text';
import { DialogFrame } from '../../../ui/dialog-frame';
import { FailureAlert } from '../../../ui/failure-alert';
import { PassphraseField } from '../../../ui/passphrase-field';
import { RetryCountdown } from '../../../ui/retry-countdown';

/** Asks for the passphrase once more before a secret is touched. */
export function PassphraseDialog({
  open,
  words,
  sentence,
  onSubmit,
  onClose,
  onExited,
}: {
  open: boolean;
  words: { title: string; submit: string; busy: string };
  sentence: ReactNode;
  /** resolves with the answer; a success is the caller's business */
  onSubmit: (passphrase: string) => Promise<Result<unknown>>;
  onClose: () => void;
  onExited: () => void;
}) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const wrong = failure?.code === 'wrong-passphrase' ? failure : null;
  const [waitUntil, setWaitUntil] = useState<number | null>(null);

  const submit = async () => {
    if (busy) return;
    setMissing(passphrase === '');
    if (passphrase === '') return input.current?.focus();
    setBusy(true);
    setFailure(null);
    const result = await onSubmit(passphrase);
    setBusy(false);
    if (result.ok) return setPassphrase('');
    setFailure(result.failure);
    if (result.failure.code !== 'wrong-passphrase') return;
    const { retryAfterMs } = result.failure;
    setWaitUntil(retryAfterMs > 0 ? Date.now() + retryAfterMs : null);
    input.current?.select();
  };

  const wrongText = wrong && failureText(wrong, t);
  return (
    <DialogFrame
      open={open}
      title={words.title}
      sentence={sentence}
      onClose={onClose}
      onExited={onExited}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={busy}>
            {busy ? words.busy : words.submit}
          </Button>
        </>
      }
    >
      <PassphraseField
        value={passphrase}
        onChange={setPassphrase}
        inputRef={input}
        autoFocus
        error={
          missing
            ? t('dialogs.passphraseMissing')
            : wrongText && `${wrongText.title}. ${wrongText.wayOut}`
        }
      />
      <RetryCountdown until={waitUntil} />
      <FailureAlert failure={wrong ? null : failure} />
    </DialogFrame>
  );
}
