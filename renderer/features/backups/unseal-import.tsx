import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCandidate } from '../../../shared/transfer';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { DialogFrame } from '../../ui/dialog-frame';
import { FailureAlert } from '../../ui/failure-alert';
import { PassphraseField } from '../../ui/passphrase-field';
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
  const [passphrase, setPassphrase] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const unseal = useCommand(bridge.import.unseal);
  const isWrong = unseal.failure?.code === 'wrong-passphrase';

  const submit = async () => {
    if (passphrase === '') return input.current?.focus();
    const result = await unseal.run({ passphrase });
    if (result?.ok) onOpened(result.value);
    else input.current?.focus();
    return undefined;
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
        value={passphrase}
        onChange={setPassphrase}
        inputRef={input}
        autoFocus
        error={isWrong ? t('failures.wrong-passphrase.title') : null}
      />
      <FailureAlert failure={isWrong ? null : unseal.failure} />
    </DialogFrame>
  );
}
