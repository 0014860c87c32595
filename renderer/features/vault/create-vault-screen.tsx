import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MINIMUM_PASSPHRASE } from '../../../shared/vault/vault-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { CheckField } from '../../ui/controls/check-field';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { KeychainWait } from '../../credentials/keychain-wait';
import { LinkButton } from '../../ui/controls/link-button';
import { NewPassphraseFields } from '../../credentials/new-passphrase-fields';
import type { NewPassphraseHandle } from '../../credentials/new-passphrase-fields';
import { GateCard, GateForm } from './gate-card';
import { StartFromFile } from './start-from-file';

/** First run: choose the passphrase. */
export function CreateVaultScreen({
  canUseKeychain,
  onPrepared,
}: {
  canUseKeychain: boolean;
  onPrepared: (recoveryCode: string) => void;
}) {
  const { t } = useTranslation();
  const fields = useRef<NewPassphraseHandle>(null);
  const [useKeychain, setUseKeychain] = useState(false);
  const create = useCommand(bridge.vault.create);
  const goesOnWithout = useRef(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const passphrase = fields.current?.read();
    if (typeof passphrase !== 'string') return;
    goesOnWithout.current = false;
    let result = await create.run({ passphrase, useKeychain });
    if (result?.ok === false && goesOnWithout.current) {
      result = await create.run({ passphrase, useKeychain: false });
    }
    if (result?.ok) onPrepared(result.value.recoveryCode);
  };

  const goOnWithout = () => {
    goesOnWithout.current = true;
    setUseKeychain(false);
    void bridge.security.stopKeychain();
  };

  return (
    <GateCard
      icon="vault"
      title={t('vault.create.title')}
      subtitle={t('vault.create.subtitle')}
      width={440}
    >
      <GateForm onSubmit={(event) => void submit(event)} noValidate>
        <NewPassphraseFields
          ref={fields}
          label={t('vault.passphrase')}
          confirmLabel={t('vault.create.confirm')}
          help={t('vault.create.help', { minimum: MINIMUM_PASSPHRASE })}
          autoFocus
        />
        {canUseKeychain && (
          <CheckField
            label={t('vault.create.keychain')}
            help={t('vault.create.keychainHelp')}
            checked={useKeychain}
            onChange={setUseKeychain}
          />
        )}
        <KeychainWait active={create.busy && useKeychain}>
          <LinkButton type="button" onClick={goOnWithout}>
            {t('vault.create.withoutKeychain')}
          </LinkButton>
        </KeychainWait>
        <FailureAlert failure={create.failure} />
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          aria-busy={create.busy}
        >
          {create.busy ? t('vault.create.busy') : t('vault.create.submit')}
        </Button>
        <StartFromFile />
      </GateForm>
    </GateCard>
  );
}
