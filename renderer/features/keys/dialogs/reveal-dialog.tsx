import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { bridge } from '../../../bridge/bridge';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { Notice } from '../../../ui/feedback/notice';
import { useSecondsUntil } from '../../../ui/hooks/now';
import { NamedSentence } from './named-sentence';
import { ProofDialog } from './proof-dialog';
import { SecretField } from './secret-field';
import { useCopyShown } from './use-copy-shown';

type Step = { kind: 'ask' } | { kind: 'shown'; secret: string; hideAt: number };

/** Shows the secret of a key for a short time, after a proof. */
export function RevealDialog({ apiKey, onClosed }: { apiKey: ApiKey; onClosed: () => void }) {
  const [open, setOpen] = useState(true);
  const [step, setStep] = useState<Step>({ kind: 'ask' });

  if (step.kind === 'shown') {
    return (
      <ShownSecret
        apiKey={apiKey}
        secret={step.secret}
        hideAt={step.hideAt}
        onClosed={() => {
          setStep({ kind: 'ask' });
          onClosed();
        }}
      />
    );
  }
  return (
    <ProofDialog
      purpose="reveal"
      apiKey={apiKey}
      open={open}
      ask={(proof) => bridge.secrets.reveal({ id: apiKey.id, proof })}
      onProved={(shown) => setStep({ kind: 'shown', ...shown })}
      onClose={() => setOpen(false)}
      onExited={onClosed}
    />
  );
}

function ShownSecret({
  apiKey,
  secret,
  hideAt,
  onClosed,
}: {
  apiKey: ApiKey;
  secret: string;
  hideAt: number;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const [closed, setClosed] = useState(false);
  const seconds = useSecondsUntil(hideAt) ?? 0;
  const copy = useCopyShown(apiKey.id);
  const open = !closed && seconds > 0;

  // The secret is cleared however the dialog ends: by timeout, by hand or by a lock.
  useEffect(() => () => void bridge.secrets.conceal({ id: apiKey.id }), [apiKey.id]);

  return (
    <DialogFrame
      open={open}
      width={640}
      title={t('dialogs.reveal.title')}
      sentence={<NamedSentence sentence="dialogs.reveal.shown" name={apiKey.name} />}
      onClose={() => setClosed(true)}
      onExited={onClosed}
      onSubmit={() => setClosed(true)}
      footText={t('dialogs.reveal.hidesIn', { count: seconds })}
      buttons={
        <Button type="submit" variant="contained" color="primary">
          {t('dialogs.reveal.close')}
        </Button>
      }
    >
      <SecretField secret={open ? secret : ''} copy={copy} />
      <Notice tone="care">
        <NamedSentence sentence="dialogs.secret.warning" name={apiKey.name} />
      </Notice>
    </DialogFrame>
  );
}
