import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { HandedOver } from '../../../../shared/keys/hand-over';
import { fail } from '../../../../shared/lib/result';
import { bridge } from '../../../bridge/bridge';
import { FieldLabel } from '../../../ui/controls/field';
import { Segmented } from '../../../ui/controls/segmented';
import { TextField } from '../../../ui/controls/text-field';
import { Notice } from '../../../ui/feedback/notice';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { role } from '../../../ui/theme/colour-roles';
import { MONO } from '../../../ui/theme/fonts';
import { radius, textSize } from '../../../ui/theme/tokens';
import { NamedSentence } from './named-sentence';
import { ProofDialog } from './proof-dialog';

const TARGETS = ['passphrase', 'recipient'] as const;

const Choice = styled('div')({
  '& > span': { cursor: 'default' },
  '& > p': { marginTop: 6, color: role.secondary, fontSize: textSize.small },
});

const Facts = styled('dl')({
  display: 'grid',
  gap: 12,
  '& dt': { color: role.secondary, fontSize: textSize.small },
  '& dd': { margin: 0, overflowWrap: 'anywhere' },
  '& dd[translate=no]': {
    padding: '8px 12px',
    borderRadius: radius.control,
    background: role.ground,
    fontFamily: MONO,
    fontSize: textSize.body,
  },
});

/** Saves the secret of a key as a file that only a colleague can open. */
export function HandOverDialog({ apiKey, onClosed }: { apiKey: ApiKey; onClosed: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(true);
  const [target, setTarget] = useState<(typeof TARGETS)[number]>('passphrase');
  const [recipient, setRecipient] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [handedOver, setHandedOver] = useState<HandedOver | null>(null);

  if (handedOver !== null) {
    return <SavedFile {...{ apiKey, handedOver, open, onClosed }} onClose={() => setOpen(false)} />;
  }
  return (
    <ProofDialog
      purpose="handOver"
      apiKey={apiKey}
      open={open}
      ask={async (proof) => {
        const to = target === 'recipient' ? recipient.trim() : null;
        setMissing(to === '');
        if (to === '') return fail({ code: 'not-confirmed' });
        return bridge.secrets.handOver({ id: apiKey.id, proof, recipient: to });
      }}
      // No file was chosen: the dialog stays.
      onProved={(saved) => setHandedOver(saved)}
      onClose={() => setOpen(false)}
      onExited={onClosed}
    >
      <Choice>
        <FieldLabel as="span" id={`${id}-to`}>
          {t('dialogs.handOver.to')}
        </FieldLabel>
        <Segmented
          labelledBy={`${id}-to`}
          value={target}
          choices={TARGETS.map((value) => ({
            value,
            label: t(`dialogs.handOver.targets.${value}`),
          }))}
          onChange={setTarget}
        />
        {target === 'passphrase' && <p>{t('dialogs.handOver.passphraseHelp')}</p>}
      </Choice>
      {target === 'recipient' && (
        <TextField
          label={t('dialogs.handOver.recipient')}
          help={t('dialogs.handOver.recipientHelp')}
          value={recipient}
          onChange={setRecipient}
          error={
            isMissing && recipient.trim() === '' ? t('dialogs.handOver.recipientMissing') : null
          }
          mono
        />
      )}
    </ProofDialog>
  );
}

function SavedFile({
  apiKey,
  handedOver: { path, passphrase },
  open,
  onClose,
  onClosed,
}: {
  apiKey: ApiKey;
  handedOver: HandedOver;
  open: boolean;
  onClose: () => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  return (
    <DialogFrame
      open={open}
      title={t('dialogs.handOver.title')}
      sentence={<NamedSentence sentence="dialogs.handOver.saved" name={apiKey.name} />}
      onClose={onClose}
      onExited={onClosed}
      onSubmit={onClose}
      buttons={
        <Button type="submit" variant="contained" color="primary" autoFocus>
          {t('dialogs.handOver.done')}
        </Button>
      }
    >
      <Facts>
        <div>
          <dt>{t('dialogs.handOver.file')}</dt>
          <dd>{path}</dd>
        </div>
        {passphrase !== null && (
          <div>
            <dt>{t('dialogs.handOver.passphrase')}</dt>
            <dd translate="no">{passphrase}</dd>
          </div>
        )}
      </Facts>
      {passphrase !== null && <Notice tone="care">{t('dialogs.handOver.passphraseOnce')}</Notice>}
      <Notice tone="calm">{t('dialogs.handOver.opensWith')}</Notice>
    </DialogFrame>
  );
}
