import Button from '@mui/material/Button';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncNotice, SyncProblem } from '../../../shared/sync-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/failure-alert';
import { Icon } from '../../ui/icons';
import { isolated } from '../../ui/isolated';
import { MONO } from '../../ui/fonts';
import { Card, List, Spread } from './parts';

/** What sync did of its own accord, and what it left aside. */
export function Findings({
  notices,
  problems,
}: {
  notices: readonly SyncNotice[];
  problems: readonly SyncProblem[];
}) {
  const { t } = useTranslation();
  const id = useId();
  const dismiss = useCommand(bridge.sync.dismissNotices);
  return (
    <>
      {notices.length > 0 && (
        <Card aria-labelledby={`${id}-notices`}>
          <Spread>
            <div>
              <h2 id={`${id}-notices`}>{t('sync.notices.title')}</h2>
            </div>
            <Button size="small" aria-busy={dismiss.busy} onClick={() => void dismiss.run()}>
              {t('sync.notices.dismiss')}
            </Button>
          </Spread>
          <List>
            {notices.toReversed().map((notice) => (
              <li key={`${notice.kind} ${notice.keyId}`}>
                <Icon name="info" />
                <span>{t(wordsOf(notice), { name: isolated(notice.name) })}</span>
              </li>
            ))}
          </List>
          <FailureAlert failure={dismiss.failure} />
        </Card>
      )}
      {problems.length > 0 && (
        <Card aria-labelledby={`${id}-problems`}>
          <div>
            <h2 id={`${id}-problems`}>{t('sync.problems.title')}</h2>
            <p>{t('sync.problems.sentence')}</p>
          </div>
          <List>
            {problems.map((problem) => (
              <li key={problem.id}>
                <Icon name="warning" />
                <span>
                  <bdi style={{ fontFamily: MONO, fontSize: 13 }}>{problem.id}</bdi>{' '}
                  {t(`sync.problems.${problem.kind}`, { detail: isolated(problem.detail) })}
                </span>
              </li>
            ))}
          </List>
        </Card>
      )}
    </>
  );
}

const wordsOf = (notice: SyncNotice) =>
  notice.kind === 'deleted-elsewhere' && notice.hadEdits
    ? ('sync.notices.deletedWithEdits' as const)
    : (`sync.notices.${notice.kind}` as const);
