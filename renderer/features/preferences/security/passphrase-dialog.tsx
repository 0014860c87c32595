import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MINIMUM_PASSPHRASE } from '../../../../shared/vault/vault-state';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { NewPassphraseFields } from '../../../credentials/new-passphrase-fields';
import type { NewPassphraseHandle } from '../../../credentials/new-passphrase-fields';
import { isAboutProof, useProof } from '../../../credentials/use-proof';
import { ProofStep } from './proof-step';
import type { SecurityDialogProps } from './security-dialog-props';

/** Changes the passphrase. Only its keyslot is replaced, in the vault and in the backups. */
export function PassphraseDialog({ onClosed, onChanged }: SecurityDialogProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const entry = useProof();
  const fields = useRef<NewPassphraseHandle>(null);
  const change = useCommand(bridge.security.changePassphrase);

  const submit = async () => {
    const proof = entry.read();
    const passphrase = fields.current?.read();
    if (!proof || typeof passphrase !== 'string' || !open) return;
    const result = await change.run({ proof, passphrase });
    if (result?.ok) {
      onChanged(result.value);
      setOpen(false);
    } else if (result) entry.refuse(result.failure);
  };
  const close = () => {
    if (!change.busy) setOpen(false);
  };
  const { failure } = change;

  return (
    <DialogFrame
      open={open}
      width={440}
      title={t('security.passphrase.title')}
      sentence={t('security.passphrase.sentence')}
      onClose={close}
      onExited={onClosed}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={change.busy}>
            {t(change.busy ? 'security.passphrase.busy' : 'security.passphrase.submit')}
          </Button>
        </>
      }
    >
      <ProofStep entry={entry} onSwitch={change.clear} />
      <NewPassphraseFields
        ref={fields}
        label={t('security.passphrase.new')}
        confirmLabel={t('security.passphrase.confirm')}
        help={t('vault.create.help', { minimum: MINIMUM_PASSPHRASE })}
      />
      <FailureAlert failure={failure && !isAboutProof(failure) ? failure : null} />
    </DialogFrame>
  );
}
