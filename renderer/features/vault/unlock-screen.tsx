import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { WayIn } from '../../../shared/contract';
import type { Failure } from '../../../shared/failure';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { failureText } from '../../failure-text';
import { role } from '../../ui/colour-roles';
import { FailureAlert } from '../../ui/failure-alert';
import { useFormats } from '../../ui/formats';
import { useMinute } from '../../ui/now';
import { PassphraseField } from '../../ui/passphrase-field';
import { RetryCountdown } from '../../ui/retry-countdown';
import { TextField } from '../../ui/text-field';
import { GateCard, GateForm } from './gate-card';

const Others = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: '4px 16px',
});

const LinkButton = styled('button')({
  padding: 0,
  border: 0,
  background: 'none',
  color: role.accentText,
  fontSize: 13,
  lineHeight: '20px',
  cursor: 'pointer',
  borderRadius: 4,
  '&:hover': { textDecoration: 'underline', textUnderlineOffset: 3 },
});

/** Locked: nothing of the content is here, only the ways in. */
export function UnlockScreen({
  hasKeychainSlot,
  lastOpenedAt,
}: {
  hasKeychainSlot: boolean;
  lastOpenedAt: string | null;
}) {
  const { t } = useTranslation();
  const [method, setMethod] = useState<'passphrase' | 'recovery-code'>('passphrase');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [waitUntil, setWaitUntil] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const unlock = useCommand(bridge.vault.unlock);

  const enter = async (way: WayIn) => {
    setProblem(null);
    const result = await unlock.run(way);
    if (!result || result.ok) return;
    const { failure } = result;
    if (!isAboutTheField(failure)) return;
    const { title, wayOut } = failureText(failure, t);
    setProblem(`${title}. ${wayOut}`);
    const delay = 'retryAfterMs' in failure ? failure.retryAfterMs : 0;
    setWaitUntil(delay > 0 ? Date.now() + delay : null);
    input.current?.select();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === '') {
      const recovery = method === 'recovery-code';
      setProblem(t(recovery ? 'vault.unlock.emptyRecoveryCode' : 'vault.unlock.emptyPassphrase'));
      return input.current?.focus();
    }
    return enter(
      method === 'passphrase'
        ? { method, passphrase: typed }
        : { method, code: typed.slice(0, 200) },
    );
  };

  const switchTo = (next: typeof method) => {
    setMethod(next);
    setTyped('');
    setProblem(null);
    unlock.clear();
  };

  const field = {
    value: typed,
    onChange: setTyped,
    inputRef: input,
    error: problem,
  };
  const elsewhere = unlock.failure && !isAboutTheField(unlock.failure) ? unlock.failure : null;

  return (
    <GateCard
      icon="lock"
      title={t('vault.unlock.title')}
      subtitle={<LastOpened at={lastOpenedAt} />}
    >
      <GateForm onSubmit={(event) => void submit(event)} noValidate>
        {method === 'passphrase' ? (
          <PassphraseField {...field} autoFocus />
        ) : (
          <TextField
            {...field}
            mono
            autoFocus
            label={t('vault.unlock.recoveryCode')}
            help={t('vault.unlock.recoveryHelp')}
          />
        )}
        <RetryCountdown until={waitUntil} />
        <FailureAlert failure={elsewhere} />
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
            <LinkButton type="button" onClick={() => void enter({ method: 'keychain' })}>
              {t('vault.unlock.useKeychain')}
            </LinkButton>
          )}
          {method === 'passphrase' ? (
            <LinkButton type="button" onClick={() => switchTo('recovery-code')}>
              {t('vault.unlock.useRecoveryCode')}
            </LinkButton>
          ) : (
            <LinkButton type="button" onClick={() => switchTo('passphrase')}>
              {t('vault.unlock.usePassphrase')}
            </LinkButton>
          )}
        </Others>
      </GateForm>
    </GateCard>
  );
}

/** What is wrong with what was typed is said beside the field; everything else in a box of its own. */
const isAboutTheField = (failure: Failure): boolean =>
  failure.code === 'wrong-passphrase' ||
  failure.code === 'wrong-recovery-code' ||
  failure.code === 'malformed-recovery-code';

function LastOpened({ at }: { at: string | null }) {
  const { t } = useTranslation();
  const { day, time } = useFormats();
  const now = useMinute();
  if (at === null) return null;
  const instant = Date.parse(at);
  return t('vault.unlock.lastOpened', { day: day(instant, now), time: time(instant) });
}
