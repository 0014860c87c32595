import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { Proof } from '../../../../shared/contract/unlock-methods';
import type { Result } from '../../../../shared/lib/result';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { LinkButton } from '../../../ui/controls/link-button';
import { ProofField } from '../../../credentials/proof-field';
import { isAboutProof, useProof } from '../../../credentials/use-proof';
import { NamedSentence } from './named-sentence';

/**
 * Asks for the passphrase or the recovery code before a secret is revealed or copied. After Cancel,
 * the result of a running check is discarded.
 */
export function ProofDialog<T>({
  purpose,
  apiKey,
  open,
  ask,
  onProved,
  onClose,
  onExited,
  children,
}: {
  /** the action that needs the proof; it selects the words */
  purpose: 'reveal' | 'copy' | 'test' | 'handOver';
  apiKey: ApiKey;
  open: boolean;
  ask: (proof: Proof) => Promise<Result<T>>;
  onProved: (value: T) => void;
  onClose: () => void;
  onExited: () => void;
  /** further fields of the dialog */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const entry = useProof();
  const { busy, failure, run, clear } = useCommand(ask);
  const waiting = useRef(false);
  const byCode = entry.method === 'recovery-code';

  const giveUp = useCallback(() => {
    if (!waiting.current) return;
    waiting.current = false;
    void bridge.secrets.conceal({ id: apiKey.id });
  }, [apiKey.id]);
  useEffect(() => giveUp, [giveUp]);

  const submit = async () => {
    if (waiting.current || !open) return;
    const proof = entry.read();
    if (proof === null) return;
    waiting.current = true;
    const result = await run(proof);
    if (!waiting.current) return;
    waiting.current = false;
    if (result?.ok) {
      entry.type('');
      onProved(result.value);
    } else if (result) entry.refuse(result.failure);
  };
  const leave = () => {
    giveUp();
    onClose();
  };
  const switchMethod = () => {
    entry.switchMethod();
    clear();
  };

  return (
    <DialogFrame
      open={open}
      title={t(`dialogs.${purpose}.title`)}
      sentence={
        <NamedSentence
          sentence={`dialogs.${purpose}.${byCode ? 'sentenceByCode' : 'sentence'}`}
          name={apiKey.name}
        />
      }
      onClose={leave}
      onExited={onExited}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={leave}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={busy}>
            {t(`dialogs.${purpose}.${busy ? 'busy' : 'submit'}`)}
          </Button>
        </>
      }
    >
      {children}
      <ProofField entry={entry} />
      <LinkButton type="button" onClick={switchMethod}>
        {t(byCode ? 'dialogs.proof.usePassphrase' : 'dialogs.proof.useRecoveryCode')}
      </LinkButton>
      {/* After Cancel, the message "hidden again" would be wrong. */}
      <FailureAlert failure={open && failure && !isAboutProof(failure) ? failure : null} />
    </DialogFrame>
  );
}
