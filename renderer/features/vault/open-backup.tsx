import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepairPreview } from '../../../shared/vault/repair';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, textSize } from '../../ui/theme/tokens';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { LinkButton } from '../../ui/controls/link-button';
import { ProofField } from '../../credentials/proof-field';
import { isAboutProof, useProof } from '../../credentials/use-proof';
import { GateCard, GateForm } from './gate-card';

const Foot = styled('div')({ display: 'flex', gap: 8, '& > :last-child': { flex: 1 } });
const Aside = styled('p')({
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  color: role.faint,
});

/** Asks for the passphrase or recovery code of the version that a repair starts from. */
export function OpenBackup({
  isInPlace,
  onOpened,
  onBack,
}: {
  /** only the activity is damaged; the vault file is intact */
  isInPlace: boolean;
  onOpened: (found: RepairPreview) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const entry = useProof();
  const find = useCommand(bridge.recovery.find);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const proof = entry.read();
    if (!proof) return;
    const result = await find.run(proof);
    if (result?.ok) onOpened(result.value);
    else if (result) entry.refuse(result.failure);
  };
  const switchMethod = () => {
    entry.switchMethod();
    find.clear();
  };
  return (
    <GateCard
      icon="vault"
      title={t(isInPlace ? 'backups.open.titleInPlace' : 'backups.open.title')}
      subtitle={t('backups.open.subtitle')}
      width={440}
    >
      <GateForm onSubmit={(event) => void submit(event)} noValidate>
        <ProofField entry={entry} />
        <LinkButton type="button" onClick={switchMethod}>
          {entry.method === 'passphrase'
            ? t('vault.unlock.useRecoveryCode')
            : t('vault.unlock.usePassphrase')}
        </LinkButton>
        {!isInPlace && <Aside>{t('backups.open.older')}</Aside>}
        <FailureAlert failure={find.failure && !isAboutProof(find.failure) ? find.failure : null} />
        <Foot>
          <Button size="large" onClick={onBack}>
            {t('backups.open.back')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            size="large"
            aria-busy={find.busy}
          >
            {t(find.busy ? 'backups.open.busy' : 'backups.open.submit')}
          </Button>
        </Foot>
      </GateForm>
    </GateCard>
  );
}
