import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/api-key';
import { bridge } from '../../../bridge/bridge';
import { useToast } from '../../../ui/toasts';
import { NamedSentence } from './named-sentence';
import { PassphraseDialog } from './passphrase-dialog';

/** Copies a secret that is never shown. */
export function CopyDialog({ apiKey, onClosed }: { apiKey: ApiKey; onClosed: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [open, setOpen] = useState(true);

  const copy = async (passphrase: string) => {
    const result = await bridge.secrets.copy({ id: apiKey.id, passphrase });
    if (result.ok) {
      const count = Math.round((result.value.clearsAt - Date.now()) / 1000);
      toast(t('keys.toasts.copied', { count }));
      setOpen(false);
    }
    return result;
  };

  return (
    <PassphraseDialog
      open={open}
      words={{
        title: t('dialogs.copy.title'),
        submit: t('dialogs.copy.submit'),
        busy: t('dialogs.copy.busy'),
      }}
      sentence={<NamedSentence sentence="dialogs.copy.sentence" name={apiKey.name} />}
      onSubmit={copy}
      onClose={() => setOpen(false)}
      onExited={onClosed}
    />
  );
}
