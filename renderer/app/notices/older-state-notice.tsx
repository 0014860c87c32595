import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/lib/result';
import type { VaultNotice } from '../../../shared/vault/vault-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useFormats } from '../../ui/text/formats';
import { Notice } from '../../ui/feedback/notice';

const Choices = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 10 });

type VaultNoticeOfAge = Extract<
  VaultNotice,
  { kind: 'rolled-back' | 'older-ways-in' | 'not-remembered' }
>;

/** The notice about an older version or outdated unlock methods, with the button that accepts them. */
function useTexts(notice: VaultNoticeOfAge): Record<'title' | 'sentence' | 'accept', string> {
  const { t } = useTranslation();
  const { date, time } = useFormats();
  const when = (at: string) => `${date(Date.parse(at))}, ${time(Date.parse(at))}`;
  switch (notice.kind) {
    case 'not-remembered':
      return {
        title: t('activity.notRemembered.title'),
        sentence: t('activity.notRemembered.sentence', { newest: notice.newest }),
        accept: t('activity.notRemembered.goOn'),
      };
    case 'older-ways-in':
      return {
        title: t('vaultNotices.outdatedKeyslots.title'),
        sentence: t(`vaultNotices.outdatedKeyslots.sentence.${notice.event}`, {
          when: when(notice.at),
        }),
        accept: t('vaultNotices.outdatedKeyslots.accept'),
      };
    case 'rolled-back': {
      const { seen, newest } = notice;
      const numbers = { seen: seen.sequence, newest, when: when(seen.at) };
      return {
        title: t('vaultNotices.rolledBack.title'),
        sentence: t('vaultNotices.rolledBack.sentence', numbers),
        accept: t('vaultNotices.rolledBack.accept'),
      };
    }
    default:
      return assertNever(notice);
  }
}

/**
 * The vault is, or may be, older than the last version seen on this computer. Explains that and
 * offers the possible actions. The main process asks for confirmation before the vault is accepted.
 */
export function OlderStateNotice({ notice }: { notice: VaultNoticeOfAge }) {
  const { t } = useTranslation();
  const { title, sentence, accept: goOn } = useTexts(notice);
  const accept = useCommand(bridge.vault.acceptOlderState);
  return (
    <>
      <Notice tone="care" role="status" title={title}>
        {sentence}
        <Choices>
          <Button size="small" aria-busy={accept.busy} onClick={() => void accept.run()}>
            {goOn}
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
