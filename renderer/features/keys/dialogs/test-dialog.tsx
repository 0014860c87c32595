import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { RESOURCES, levelsOf } from '../../../../shared/keys/scopes';
import type { Verdict } from '../../../../shared/sync/sync-state';
import { bridge } from '../../../bridge/bridge';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { Notice } from '../../../ui/feedback/notice';
import { SelectField } from '../../../ui/controls/select-field';
import { NamedSentence } from './named-sentence';
import { ProofDialog } from './proof-dialog';

/**
 * Asks the endpoint whether it accepts the secret of a key, in general or for one permission, and
 * shows the answer.
 */
export function TestDialog({ apiKey, onClosed }: { apiKey: ApiKey; onClosed: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const [scope, setScope] = useState('');
  const [verdict, setVerdict] = useState<Verdict | null>(null);

  const scopes = RESOURCES.flatMap((resource) =>
    levelsOf(resource).map((level) => ({
      value: `${resource}:${level}`,
      label: t('keys.scope', {
        resource: t(`resources.${resource}.label`),
        level: t(`keys.levels.${level}`),
      }),
    })),
  );
  if (verdict === null) {
    return (
      <ProofDialog
        purpose="test"
        apiKey={apiKey}
        open={open}
        ask={(proof) =>
          bridge.secrets.test({ id: apiKey.id, proof, ...(scope === '' ? {} : { scope }) })
        }
        onProved={(answer) => setVerdict(answer.verdict)}
        onClose={() => setOpen(false)}
        onExited={onClosed}
      >
        <SelectField
          label={t('dialogs.test.scope')}
          value={scope}
          choices={[{ value: '', label: t('dialogs.test.anyScope') }, ...scopes]}
          onChange={setScope}
        />
      </ProofDialog>
    );
  }
  const isGood = verdict === 'VALID' && apiKey.unsent === undefined;
  const tone = isGood ? 'good' : verdict === 'RATE_LIMITED' ? 'calm' : 'care';
  return (
    <DialogFrame
      open={open}
      title={t('dialogs.test.title')}
      sentence={<NamedSentence sentence="dialogs.test.answered" name={apiKey.name} />}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => setOpen(false)}
      buttons={
        <Button type="submit" variant="contained" color="primary" autoFocus>
          {t('dialogs.test.close')}
        </Button>
      }
    >
      <Notice tone={tone} role="status" title={t(`dialogs.test.verdicts.${verdict}.title`)}>
        {t(`dialogs.test.verdicts.${verdict}.sentence`)}
        {verdict === 'VALID' && apiKey.unsent && ` ${t('dialogs.test.notSent')}`}
      </Notice>
    </DialogFrame>
  );
}
