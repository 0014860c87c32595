import Button from '@mui/material/Button';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { bridge } from '../../../bridge/bridge';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { Notice } from '../../../ui/feedback/notice';
import { NAME_PLACEHOLDER, useToast } from '../../../ui/feedback/toasts';
import { useKeyActions } from '../key-actions';
import { copyText } from '../../../ui/text/copy-text';
import { useFormats } from '../../../ui/text/formats';
import { useActionEffect } from '../use-action-effect';
import { deliveryNote } from './delivery-note';
import type { Delivery } from './delivery-note';
import { NAME_TAG, NamedSentence } from './named-sentence';
import { SecretField } from './secret-field';
import { useCopyShown } from './use-copy-shown';

/**
 * Shows the secret of a new or rotated key once. Only Done closes it, because the secret cannot be
 * shown again without a proof.
 */
export function CreatedDialog({
  delivery,
  apiKey,
  isGone,
  secret,
  onClosed,
}: {
  delivery: Delivery;
  apiKey: ApiKey;
  /** whether the key was deleted while the dialog was open */
  isGone: boolean;
  /**
   * null: the main process saw no user input, for example when another program pressed the button
   */
  secret: string | null;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const { offerShow } = useKeyActions();
  const effectOf = useActionEffect();
  const [open, setOpen] = useState(true);
  const shownCopy = useCopyShown(apiKey.id);
  const formats = useFormats();
  const { occasion } = delivery;
  /** whether the message was copied last, and not the secret */
  const [isNoteCopied, setNoteCopied] = useState(false);
  const copy = {
    ...shownCopy,
    run() {
      setNoteCopied(false);
      return shownCopy.run();
    },
  };
  const copyNote = () => copyText(deliveryNote(apiKey, delivery, { t, formats, now: Date.now() }));
  const copyNoteLater = () =>
    toast(t(copyNote() ? 'dialogs.note.copied' : 'dialogs.note.notCopied'));

  const done = () => {
    setOpen(false);
    void bridge.secrets.conceal({ id: apiKey.id });
    if (isGone) return;
    toast({
      words: t(`dialogs.toasts.${occasion}`, { name: NAME_PLACEHOLDER }),
      name: apiKey.name,
      action: offerShow([apiKey], occasion === 'created') ?? {
        label: t('dialogs.note.copy'),
        onAct: copyNoteLater,
      },
      below: effectOf(occasion, [apiKey.id]),
    });
  };

  const footText = () => {
    if (isNoteCopied) return <span role="status">{t('dialogs.note.copied')}</span>;
    return secret === null ? undefined : copy.clipboardText;
  };

  return (
    <DialogFrame
      open={open}
      width={640}
      title={t(`dialogs.${occasion}.title`)}
      sentence={
        apiKey.integration === '' ? (
          t(`dialogs.${occasion}.sentence`)
        ) : (
          <Trans
            i18nKey={`dialogs.${occasion}.sentenceFor`}
            values={{ integration: apiKey.integration }}
            components={NAME_TAG}
          />
        )
      }
      onExited={onClosed}
      onSubmit={done}
      footText={footText()}
      buttons={
        <>
          {!isGone && (
            <Button title={t('dialogs.note.help')} onClick={() => setNoteCopied(copyNote())}>
              {t('dialogs.note.copy')}
            </Button>
          )}
          <Button type="submit" variant="contained" color="primary">
            {t(`dialogs.${occasion}.done`)}
          </Button>
        </>
      }
    >
      {secret === null ? (
        <Notice tone="calm">{t('dialogs.secret.withheld')}</Notice>
      ) : (
        <SecretField secret={open ? secret : ''} copy={copy} />
      )}
      <Notice tone="care" {...(isGone && { role: 'status' })}>
        <NamedSentence
          sentence={`dialogs.secret.${isGone ? 'lost' : 'warning'}`}
          name={apiKey.name}
        />
      </Notice>
    </DialogFrame>
  );
}
