import Button from '@mui/material/Button';
import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncNotice, SyncProblem } from '../../../shared/sync/sync-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useFormats } from '../../ui/text/formats';
import type { Formats } from '../../ui/text/formats';
import { Icon } from '../../ui/theme/icons';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { List, Quiet, Spread, SyncCard } from './sync-card';
import { ProblemList } from './problem-list';

/** The notices of sync and the records that it skipped. */
export function ProblemsAndNotices({
  notices,
  earlier,
  problems,
}: {
  notices: readonly SyncNotice[];
  /** the number of notices before these */
  earlier: number;
  problems: readonly SyncProblem[];
}) {
  const { t } = useTranslation();
  const id = useId();
  const { list } = useFormats();
  const dismiss = useCommand(bridge.sync.dismissNotices);
  return (
    <>
      {notices.length > 0 && (
        <SyncCard aria-labelledby={`${id}-notices`}>
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
                <span>{noticeText(notice, t, list)}</span>
              </li>
            ))}
          </List>
          {earlier > 0 && <Quiet>{t('sync.notices.earlier', { count: earlier })}</Quiet>}
          <FailureAlert failure={dismiss.failure} />
        </SyncCard>
      )}
      {problems.length > 0 && <ProblemList id={`${id}-problems`} problems={problems} />}
    </>
  );
}

function noticeText(notice: SyncNotice, t: TFunction, list: Formats['list']): string {
  const name = bidiIsolate(notice.name);
  if (notice.kind === 'unreadable-scopes') {
    const scopes = list(notice.scopes.map(bidiIsolate), 'unit');
    return t('sync.notices.unreadable-scopes', { name, scopes });
  }
  const isWithEdits = notice.kind === 'deleted-elsewhere' && notice.hadEdits;
  return t(isWithEdits ? 'sync.notices.deletedWithEdits' : `sync.notices.${notice.kind}`, { name });
}
