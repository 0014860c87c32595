import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { bridge } from '../../../bridge/bridge';
import { useToast } from '../../../ui/feedback/toasts';
import { ProofDialog } from './proof-dialog';

/** Copies a secret without showing it. */
export function CopyDialog({ apiKey, onClosed }: { apiKey: ApiKey; onClosed: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [open, setOpen] = useState(true);

  const onCopied = ({ clearsAt }: { clearsAt: number }) => {
    const count = Math.round((clearsAt - Date.now()) / 1000);
    toast(t('dialogs.toasts.copied', { count }));
    setOpen(false);
  };

  return (
    <ProofDialog
      purpose="copy"
      apiKey={apiKey}
      open={open}
      ask={(proof) => bridge.secrets.copy({ id: apiKey.id, proof })}
      onProved={onCopied}
      onClose={() => setOpen(false)}
      onExited={onClosed}
    />
  );
}
