import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MINIMUM_PASSPHRASE } from '../../../shared/vault/vault-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { CheckField } from '../../ui/controls/check-field';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { LinkButton } from '../../ui/controls/link-button';
import { NewPassphraseFields } from '../../credentials/new-passphrase-fields';
import type { NewPassphraseHandle } from '../../credentials/new-passphrase-fields';
import { ProofField } from '../../credentials/proof-field';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useToast } from '../../ui/feedback/toasts';
import { isAboutProof, useProof } from '../../credentials/use-proof';

/** Exports all keys into one encrypted file with its own passphrase. */
export function ExportDialog({ onClosed }: { onClosed: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [open, setOpen] = useState(true);
  const [withSecrets, setWithSecrets] = useState(true);
  const fields = useRef<NewPassphraseHandle>(null);
  const entry = useProof();
  const save = useCommand(bridge.export.save);

  const submit = async () => {
    const passphrase = fields.current?.read();
    if (typeof passphrase !== 'string') return undefined;
    const proof = withSecrets ? entry.read() : null;
    if (withSecrets && proof === null) return undefined;
    const result = await save.run({ passphrase, withSecrets, proof });
    if (result && !result.ok) entry.refuse(result.failure);
    if (!result?.ok || result.value === null) return undefined;
    const { keys, path } = result.value;
    toast(t('transfer.export.done', { count: keys, path: bidiIsolate(path) }));
    return setOpen(false);
  };
  const switchMethod = () => {
    entry.switchMethod();
    save.clear();
  };
  return (
    <DialogFrame
      open={open}
      title={t('transfer.export.dialog')}
      sentence={t('transfer.export.sentence')}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={save.busy}>
            {t(save.busy ? 'transfer.export.busy' : 'transfer.export.submit')}
          </Button>
        </>
      }
    >
      <NewPassphraseFields
        ref={fields}
        label={t('transfer.export.passphrase')}
        confirmLabel={t('transfer.export.confirm')}
        help={t('vault.create.help', { minimum: MINIMUM_PASSPHRASE })}
        autoFocus
      />
      <CheckField
        label={t('transfer.export.withSecrets')}
        help={t('transfer.export.withSecretsHelp')}
        checked={withSecrets}
        onChange={setWithSecrets}
      />
      {withSecrets && (
        <>
          <p>{t('transfer.export.proof')}</p>
          <ProofField entry={entry} autoFocus={entry.method === 'recovery-code'} />
          <LinkButton type="button" onClick={switchMethod}>
            {t(
              entry.method === 'recovery-code'
                ? 'dialogs.proof.usePassphrase'
                : 'dialogs.proof.useRecoveryCode',
            )}
          </LinkButton>
        </>
      )}
      <FailureAlert failure={save.failure && !isAboutProof(save.failure) ? save.failure : null} />
    </DialogFrame>
  );
}
