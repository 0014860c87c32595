import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { lazy, Suspense } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proof } from '../../../shared/contract/unlock-methods';
import type { KeychainAsked } from '../../../shared/vault/vault-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useFormats } from '../../ui/text/formats';
import { useMinute } from '../../ui/hooks/now';
import { whenIdle } from '../../ui/hooks/when-idle';
import { LinkButton } from '../../ui/controls/link-button';
import { ProofField } from '../../credentials/proof-field';
import { isAboutProof, useProof } from '../../credentials/use-proof';
import { GateCard, GateForm } from './gate-card';

/** Sentences with a name in them need 5 kB that the first picture does without. */
const PendingFile = lazy(() =>
  whenIdle().then(async () => ({ default: (await import('./pending-file')).PendingFile })),
);

const Others = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: '4px 16px',
});

/** The result of the keychain request at the start, as a failure. */
const OF_KEYCHAIN = {
  silent: { code: 'keychain-silent' },
  'older-ways-in': { code: 'older-ways-in' },
} as const;

/** The unlock screen. While the vault is locked, the page holds none of its content. */
export function UnlockScreen({
  hasKeychainSlot,
  lastOpenedAt,
  keychain,
}: {
  hasKeychainSlot: boolean;
  lastOpenedAt: string | null;
  /** the result of the keychain request at the start */
  keychain: KeychainAsked;
}) {
  const { t } = useTranslation();
  const entry = useProof();
  const unlock = useCommand(bridge.vault.unlock);
  // Independent of the keychain: the passphrase opens the vault while the keychain is being asked.
  const byKeychain = useCommand(bridge.vault.unlock);
  const isAsking = byKeychain.busy || keychain === 'asked';

  const enter = async (proof: Proof) => {
    byKeychain.clear();
    const result = await unlock.run(proof);
    if (result && !result.ok) entry.refuse(result.failure);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const proof = entry.read();
    if (proof) await enter(proof);
  };
  const switchMethod = () => {
    entry.switchMethod();
    unlock.clear();
  };
  const askKeychain = () => {
    if (isAsking) return;
    unlock.clear();
    void byKeychain.run({ method: 'keychain' });
  };
  const elsewhere = unlock.failure && !isAboutProof(unlock.failure) ? unlock.failure : null;
  const notOpened = keychain && keychain !== 'asked' && !isAsking ? OF_KEYCHAIN[keychain] : null;

  return (
    <GateCard
      icon="lock"
      title={t('vault.unlock.title')}
      subtitle={<LastOpened at={lastOpenedAt} />}
    >
      <GateForm onSubmit={(event) => void submit(event)} noValidate>
        <Suspense>
          <PendingFile />
        </Suspense>
        <ProofField entry={entry} />
        <FailureAlert failure={elsewhere ?? byKeychain.failure ?? notOpened} />
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          aria-busy={unlock.busy}
        >
          {unlock.busy ? t('vault.unlock.busy') : t('vault.unlock.submit')}
        </Button>
        <Others>
          {hasKeychainSlot && (
            <LinkButton type="button" aria-busy={isAsking} onClick={askKeychain}>
              {t(isAsking ? 'vault.unlock.askingKeychain' : 'vault.unlock.useKeychain')}
            </LinkButton>
          )}
          <LinkButton type="button" onClick={switchMethod}>
            {entry.method === 'passphrase'
              ? t('vault.unlock.useRecoveryCode')
              : t('vault.unlock.usePassphrase')}
          </LinkButton>
        </Others>
      </GateForm>
    </GateCard>
  );
}

function LastOpened({ at }: { at: string | null }) {
  const { t } = useTranslation();
  const { day, time } = useFormats();
  const now = useMinute();
  if (at === null) return null;
  const instant = Date.parse(at);
  return t('vault.unlock.lastOpened', { day: day(instant, now), time: time(instant) });
}
