import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultNotice } from '../../shared/vault-state';
import { bridge } from '../bridge/bridge';
import { useCommand } from '../bridge/use-command';
import { FailureAlert } from '../ui/failure-alert';
import { useFormats } from '../ui/formats';
import { Notice } from '../ui/notice';
import { withLaterWords } from '../ui/later-words';

// Rarely needed, and with it everything that dialogs are made of.
const ConfirmDialog = lazy(
  withLaterWords(async () => ({
    default: (await import('../ui/confirm-dialog')).ConfirmDialog,
  })),
);

const Choices = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 10 });

type NoticeOf<K extends VaultNotice['kind']> = Extract<VaultNotice, { kind: K }>;

/** This computer has, or may have, seen a newer state of the vault: what that means, and what there is to do. */
export function OlderStateNotice({
  notice,
}: {
  notice: NoticeOf<'rolled-back'> | NoticeOf<'not-remembered'>;
}) {
  return notice.kind === 'rolled-back' ? (
    <RolledBack notice={notice} />
  ) : (
    <NotRemembered notice={notice} />
  );
}

function NotRemembered({ notice: { newest } }: { notice: NoticeOf<'not-remembered'> }) {
  const { t } = useTranslation();
  const accept = useCommand(bridge.vault.acceptOlderState);
  return (
    <>
      <Notice tone="care" role="status" title={t('activity.notRemembered.title')}>
        {t('activity.notRemembered.sentence', { newest })}
        <Choices>
          <Button size="small" aria-busy={accept.busy} onClick={() => void accept.run()}>
            {t('activity.notRemembered.goOn')}
          </Button>
          <Button size="small" onClick={() => void bridge.vault.showFiles()}>
            {t('check.vault.showFiles')}
          </Button>
        </Choices>
      </Notice>
      <FailureAlert failure={accept.failure} onDismiss={accept.clear} />
    </>
  );
}

function RolledBack({ notice: { seen, newest } }: { notice: NoticeOf<'rolled-back'> }) {
  const { t } = useTranslation();
  const { date, time } = useFormats();
  const [isAsking, setIsAsking] = useState(false);
  const accept = useCommand(bridge.vault.acceptOlderState);
  const at = Date.parse(seen.at);
  const numbers = { seen: seen.sequence, newest, when: `${date(at)}, ${time(at)}` };
  return (
    <>
      <Notice tone="care" role="status" title={t('vault.notices.rolledBack.title')}>
        {t('vault.notices.rolledBack.sentence', numbers)}
        <Choices>
          <Button size="small" disabled={accept.busy} onClick={() => setIsAsking(true)}>
            {t('vault.notices.rolledBack.accept')}
          </Button>
          <Button size="small" onClick={() => void bridge.vault.showFiles()}>
            {t('check.vault.showFiles')}
          </Button>
        </Choices>
      </Notice>
      <FailureAlert failure={accept.failure} onDismiss={accept.clear} />
      {isAsking && (
        <Suspense>
          <ConfirmDialog
            title={t('vault.notices.rolledBack.confirm')}
            sentence={t('vault.notices.rolledBack.confirmSentence', { newest })}
            keep={t('vault.notices.rolledBack.keep')}
            go={t('vault.notices.rolledBack.go')}
            onAnswer={(goOn) => {
              setIsAsking(false);
              if (goOn) void accept.run();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
