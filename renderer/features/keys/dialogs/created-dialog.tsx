import Button from '@mui/material/Button';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/api-key';
import { bridge } from '../../../bridge/bridge';
import { DialogFrame } from '../../../ui/dialog-frame';
import { isolated } from '../../../ui/isolated';
import { Notice } from '../../../ui/notice';
import { useSecondsUntil } from '../../../ui/now';
import { useToast } from '../../../ui/toasts';
import { NAME_TAG, NamedSentence } from './named-sentence';
import { SecretField, useCopyShown } from './secret-field';

/** The secret of a new key, shown this once. Only Done closes it: closing it by mistake would cost a key. */
export function CreatedDialog({
  apiKey,
  secret,
  onClosed,
}: {
  apiKey: ApiKey;
  secret: string;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const [open, setOpen] = useState(true);
  const [clearsAt, setClearsAt] = useState<number | null>(null);
  const seconds = useSecondsUntil(clearsAt);
  const copy = useCopyShown(apiKey.id);

  const copyIt = async () => {
    const result = await copy.run();
    if (result?.ok) setClearsAt(result.value.clearsAt);
  };
  const done = () => {
    setOpen(false);
    void bridge.secrets.conceal({ id: apiKey.id });
    toast(t('keys.toasts.created', { name: isolated(apiKey.name) }));
  };

  return (
    <DialogFrame
      open={open}
      width={640}
      title={t('dialogs.created.title')}
      sentence={
        apiKey.integration === '' ? (
          t('dialogs.created.sentence')
        ) : (
          <Trans
            i18nKey="dialogs.created.sentenceFor"
            values={{ integration: apiKey.integration }}
            components={NAME_TAG}
          />
        )
      }
      onExited={onClosed}
      onSubmit={done}
      footText={
        seconds === null
          ? t('dialogs.secret.clears')
          : seconds > 0
            ? t('dialogs.secret.clearsIn', { count: seconds })
            : t('dialogs.secret.cleared')
      }
      buttons={
        <Button type="submit" variant="contained" color="primary">
          {t('dialogs.created.done')}
        </Button>
      }
    >
      <SecretField
        secret={open ? secret : ''}
        copied={seconds !== null && seconds > 0}
        busy={copy.busy}
        failure={copy.failure}
        onCopy={() => void copyIt()}
        autoFocus
      />
      <Notice tone="care">
        <NamedSentence sentence="dialogs.secret.warning" name={apiKey.name} />
      </Notice>
    </DialogFrame>
  );
}
