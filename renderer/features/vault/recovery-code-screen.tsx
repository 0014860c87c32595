import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { role } from '../../ui/theme/colour-roles';
import { textSize } from '../../ui/theme/tokens';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { RecoveryCodeToSave } from '../../credentials/recovery-code-to-save';
import { GateCard, GateForm } from './gate-card';

const Advice = styled('p')({ color: role.secondary, fontSize: textSize.small });

/** First run: the code is shown once, and the vault is written when the person has saved it. */
export function RecoveryCodeScreen({ code, onExpired }: { code: string; onExpired: () => void }) {
  const { t } = useTranslation();
  const [saved, setSaved] = useState(false);
  const confirm = useCommand(bridge.vault.confirmRecoveryCode);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!saved) return;
    const result = await confirm.run();
    if (result && !result.ok && result.failure.code === 'recovery-code-expired') onExpired();
  };

  return (
    <GateCard
      icon="key"
      title={t('vault.recovery.title')}
      subtitle={t('vault.recovery.subtitle')}
      width={480}
    >
      <GateForm onSubmit={(event) => void submit(event)}>
        <RecoveryCodeToSave code={code} saved={saved} onSaved={setSaved}>
          <Advice>{t('vault.recovery.advice')}</Advice>
        </RecoveryCodeToSave>
        <FailureAlert failure={confirm.failure} />
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          disabled={!saved}
          aria-busy={confirm.busy}
        >
          {confirm.busy ? t('vault.recovery.busy') : t('vault.recovery.submit')}
        </Button>
      </GateForm>
    </GateCard>
  );
}
