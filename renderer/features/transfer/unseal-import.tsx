import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ImportCandidate } from '../../../shared/transfer/transfer';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { PassphraseField } from '../../credentials/passphrase-field';
import { RetryCountdown } from '../../credentials/retry-countdown';
import { isAboutProof, useProof } from '../../credentials/use-proof';
import { FileSentence } from './file-sentence';

/** Asks for the passphrase of an encrypted file. */
export function UnsealImport({
  fileName,
  onOpened,
  onLeave,
}: {
  fileName: string;
  onOpened: (candidates: ImportCandidate[]) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const entry = useProof();
  const unseal = useCommand(bridge.import.unseal);
  const { failure } = unseal;

  const submit = async () => {
    const proof = entry.read();
    if (proof?.method !== 'passphrase') return;
    const result = await unseal.run({ passphrase: proof.passphrase });
    if (result?.ok) onOpened(result.value);
    else if (result) entry.refuse(result.failure);
  };
  return (
    <DialogFrame
      open
      title={t('transfer.import.dialog')}
      sentence={<FileSentence sentence="transfer.import.sealedSentence" name={fileName} />}
      onClose={onLeave}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={onLeave}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={unseal.busy}>
            {t(unseal.busy ? 'transfer.import.unsealing' : 'transfer.import.unseal')}
          </Button>
        </>
      }
    >
      <PassphraseField
        label={t('transfer.export.passphrase')}
        value={entry.typed}
        onChange={entry.type}
        inputRef={entry.input}
        autoFocus
        error={entry.problem}
      />
      <RetryCountdown until={entry.waitUntil} />
      <FailureAlert failure={failure && !isAboutProof(failure) ? failure : null} />
    </DialogFrame>
  );
}
