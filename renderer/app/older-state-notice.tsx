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
type OlderState = Extract<VaultNotice, { kind: 'rolled-back' | 'older-ways-in' }>;

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

/** What a person is told of an older state, or of ways in that were closed since. */
function useTexts(notice: OlderState) {
  const { t } = useTranslation();
  const { date, time } = useFormats();
  const when = (at: string) => `${date(Date.parse(at))}, ${time(Date.parse(at))}`;
  if (notice.kind === 'older-ways-in') {
    const words = 'vaultNotices.olderWaysIn';
    return {
      words,
      sentence: t(`${words}.sentence.${notice.event}`, { when: when(notice.at) }),
      confirmSentence: t(`${words}.confirmSentence`),
    } as const;
  }
  const { seen, newest } = notice;
  const words = 'vaultNotices.rolledBack';
  const numbers = { seen: seen.sequence, newest, when: when(seen.at) };
  return {
    words,
    sentence: t(`${words}.sentence`, numbers),
    confirmSentence: t(`${words}.confirmSentence`, { newest }),
  } as const;
}

/** The vault is, or may be, an older state than is known of: what that means, and what there is to do. */
export function OlderStateNotice({ notice }: { notice: OlderState | NoticeOf<'not-remembered'> }) {
  return notice.kind === 'not-remembered' ? (
    <NotRemembered notice={notice} />
  ) : (
    <Older notice={notice} />
  );
}

function Older({ notice }: { notice: OlderState }) {
  const { t } = useTranslation();
  const { words, sentence, confirmSentence } = useTexts(notice);
  const [isAsking, setIsAsking] = useState(false);
  const accept = useCommand(bridge.vault.acceptOlderState);
  return (
    <>
      <Notice tone="care" role="status" title={t(`${words}.title`)}>
        {sentence}
        <Choices>
          <Button size="small" disabled={accept.busy} onClick={() => setIsAsking(true)}>
            {t(`${words}.accept`)}
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
            title={t(`${words}.confirm`)}
            sentence={confirmSentence}
            keep={t(`${words}.keep`)}
            go={t(`${words}.go`)}
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
