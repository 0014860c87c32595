import { useTranslation } from 'react-i18next';
import { useSync } from '../../bridge/sync';
import { PageHeader } from '../../ui/layout/page-header';
import { pageTitle, useFocusRescue } from '../../ui/hooks/use-focus-rescue';
import { Conflicts } from './conflicts/conflicts';
import { EndpointCard } from './endpoint-card';
import { ProblemsAndNotices } from './problems-and-notices';
import { FirstSync } from './first-sync';
import { Quiet } from './sync-card';
import { QuestionCard } from './question-card';
import { ReturnedKeys } from './returned-keys';
import { SetUpCard } from './set-up/set-up-card';
import { StatusCard } from './status-card';
import { UnsentCard } from './unsent-card';

/** Connects the vault with an endpoint, and shows the sync state. */
export function SyncPage({ canChange }: { canChange: boolean }) {
  const { t } = useTranslation();
  const state = useSync();
  // The pressed button disappears when it is done. Its successor takes the focus.
  useFocusRescue(
    'main',
    () => document.querySelector<HTMLElement>('[data-action=sync]') ?? pageTitle(),
  );
  return (
    <>
      <PageHeader title={t('sync.title')} subtitle={t('sync.subtitle')} />
      {state === null && <Quiet>{t('sync.loading')}</Quiet>}
      {state?.kind === 'off' && <SetUpCard before={null} canChange={canChange} />}
      {state?.kind === 'set-up' && (
        <>
          {state.phase.phase === 'new' && <FirstSync />}
          {state.phase.phase === 'asking' && (
            <QuestionCard question={state.phase.question} alert={state.alert} />
          )}
          {state.phase.phase !== 'new' && state.phase.phase !== 'asking' && (
            <StatusCard state={state} phase={state.phase} />
          )}
          {state.phase.phase !== 'new' && (
            <UnsentCard waiting={state.waiting} unsent={state.unsent} />
          )}
          <Conflicts conflicts={state.conflicts} />
          <ReturnedKeys keys={state.returned} />
          <ProblemsAndNotices
            notices={state.notices}
            earlier={state.earlierNotices ?? 0}
            problems={state.problems}
          />
          <EndpointCard state={state} canChange={canChange} />
        </>
      )}
    </>
  );
}
