import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proof } from '../../../../shared/contract/unlock-methods';
import type { Result } from '../../../../shared/lib/result';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { KeychainWait } from '../../../credentials/keychain-wait';
import { Notice } from '../../../ui/feedback/notice';
import { PassphraseField } from '../../../credentials/passphrase-field';
import { RecoveryCodeToSave } from '../../../credentials/recovery-code-to-save';
import { RetryCountdown } from '../../../credentials/retry-countdown';
import { useToast } from '../../../ui/feedback/toasts';
import { isAboutProof, useProof } from '../../../credentials/use-proof';
import { ProofStep } from './proof-step';
import type { SecurityDialogProps } from './security-dialog-props';

const newCode = async (
  purpose: 'recovery' | 'dataKey',
  proof: Proof,
): Promise<Result<{ recoveryCode: string }>> =>
  purpose === 'dataKey' && proof.method === 'passphrase'
    ? bridge.security.newDataKey({ passphrase: proof.passphrase })
    : bridge.security.newRecoveryCode({ proof });

/**
 * Sets a new recovery code, with or without a new data key. The code is shown once, and nothing is
 * changed before the person confirms that it is saved.
 */
export function NewCodeDialog({
  purpose,
  onClosed,
  onChanged,
}: SecurityDialogProps & { purpose: 'recovery' | 'dataKey' }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [open, setOpen] = useState(true);
  const [code, setCode] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const entry = useProof();
  const prepare = useCommand((proof: Proof) => newCode(purpose, proof));
  const confirm = useCommand(bridge.security.confirmRecoveryCode);
  const busy = prepare.busy || confirm.busy;

  // Closing the dialog discards the new code.
  useEffect(() => () => void bridge.security.forgetRecoveryCode(), []);

  const ask = async () => {
    const proof = entry.read();
    const result = proof && (await prepare.run(proof));
    if (result?.ok) setCode(result.value.recoveryCode);
    else if (result) entry.refuse(result.failure);
  };
  const apply = async () => {
    if (!saved) return;
    const result = await confirm.run();
    if (!result?.ok) return;
    toast(t(`security.${purpose}.done`));
    onChanged(result.value);
    setOpen(false);
  };
  const close = () => {
    // Rotating the data key may have to wait for the keychain.
    if (prepare.busy) void bridge.security.stopKeychain();
    else if (!busy) setOpen(false);
  };
  const failure =
    confirm.failure ?? (prepare.failure && !isAboutProof(prepare.failure) ? prepare.failure : null);

  return (
    <DialogFrame
      open={open}
      width={code === null ? 440 : 500}
      title={t(`security.${purpose}.title`)}
      sentence={code === null ? t(`security.${purpose}.sentence`) : t('security.newCode')}
      onClose={code === null ? close : undefined}
      onExited={onClosed}
      onSubmit={() => void (code === null ? ask() : apply())}
      buttons={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={code !== null && !saved}
            aria-busy={busy}
          >
            {code === null
              ? t(`security.${purpose}.${prepare.busy ? 'busy' : 'submit'}`)
              : t(`security.${purpose}.${confirm.busy ? 'applying' : 'apply'}`)}
          </Button>
        </>
      }
    >
      {code === null ? (
        <>
          {purpose === 'recovery' ? (
            <ProofStep entry={entry} onSwitch={prepare.clear} />
          ) : (
            <div>
              <PassphraseField
                value={entry.typed}
                onChange={entry.type}
                inputRef={entry.input}
                error={entry.problem}
                autoFocus
              />
              <RetryCountdown until={entry.waitUntil} />
            </div>
          )}
          {purpose === 'dataKey' && <Notice tone="calm">{t('security.dataKey.backups')}</Notice>}
        </>
      ) : (
        <RecoveryCodeToSave code={code} saved={saved} onSaved={setSaved} />
      )}
      <KeychainWait active={prepare.busy && purpose === 'dataKey'} />
      <FailureAlert failure={failure} />
    </DialogFrame>
  );
}
