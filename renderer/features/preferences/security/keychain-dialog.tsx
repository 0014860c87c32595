import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { KeychainWait } from '../../../credentials/keychain-wait';
import { useToast } from '../../../ui/feedback/toasts';
import { isAboutProof, useProof } from '../../../credentials/use-proof';
import { ProofStep } from './proof-step';
import type { SecurityDialogProps } from './security-dialog-props';

/** Adds or removes the keychain as an unlock method. */
export function KeychainDialog({
  isWanted,
  onClosed,
  onChanged,
}: SecurityDialogProps & { isWanted: boolean }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [open, setOpen] = useState(true);
  const entry = useProof();
  const { busy, failure, run, clear } = useCommand(bridge.security.setKeychain);
  const words = isWanted ? 'keychainOn' : 'keychainOff';

  const submit = async () => {
    const proof = entry.read();
    const result = proof && (await run({ proof, isWanted }));
    if (result?.ok) {
      toast(t(`security.${words}.done`));
      onChanged(result.value);
      setOpen(false);
    } else if (result) entry.refuse(result.failure);
  };
  const close = () => {
    // Only the keychain can delay this. Cancelling fails its request, and nothing is changed.
    if (busy) void bridge.security.stopKeychain();
    else setOpen(false);
  };

  return (
    <DialogFrame
      open={open}
      width={440}
      title={t(`security.${words}.title`)}
      sentence={t(`security.${words}.sentence`)}
      onClose={close}
      onExited={onClosed}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={busy}>
            {t(`security.${words}.${busy ? 'busy' : 'submit'}`)}
          </Button>
        </>
      }
    >
      <ProofStep entry={entry} onSwitch={clear} />
      <KeychainWait active={busy && isWanted} />
      <FailureAlert failure={failure && !isAboutProof(failure) ? failure : null} />
    </DialogFrame>
  );
}
