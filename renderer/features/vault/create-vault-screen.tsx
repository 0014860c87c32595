import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MINIMUM_PASSPHRASE } from '../../../shared/vault-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { CheckField } from '../../ui/check-field';
import { FailureAlert } from '../../ui/failure-alert';
import { PassphraseField } from '../../ui/passphrase-field';
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
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [useKeychain, setUseKeychain] = useState(false);
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const create = useCommand(bridge.vault.create);

  const missing = MINIMUM_PASSPHRASE - passphrase.length;
  const different = passphrase !== repeated;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing > 0) return first.current?.focus();
    if (different) return second.current?.focus();
    const result = await create.run({ passphrase, useKeychain });
    if (result?.ok) onPrepared(result.value.recoveryCode);
  };

  return (
    <GateCard
      icon="vault"
      title={t('vault.create.title')}
      subtitle={t('vault.create.subtitle')}
      width={440}
    >
      <GateForm onSubmit={(event) => void submit(event)} noValidate>
        <PassphraseField
          value={passphrase}
          onChange={setPassphrase}
          inputRef={first}
          autoFocus
          help={t('vault.create.help', { minimum: MINIMUM_PASSPHRASE })}
          error={tried && missing > 0 ? t('vault.create.tooShort', { count: missing }) : null}
        />
        <PassphraseField
          label={t('vault.create.confirm')}
          value={repeated}
          onChange={setRepeated}
          inputRef={second}
          error={tried && missing <= 0 && different ? t('vault.create.different') : null}
        />
        {canUseKeychain && (
          <CheckField
            label={t('vault.create.keychain')}
            help={t('vault.create.keychainHelp')}
            checked={useKeychain}
            onChange={setUseKeychain}
          />
        )}
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
