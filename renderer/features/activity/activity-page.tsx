import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityFilter } from '../../../shared/activity/activity';
import type { Failure } from '../../../shared/lib/failure';
import { failureText } from '../../ui/text/failure-text';
import { navigateTo } from '../../ui/hooks/page-address';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useMinute } from '../../ui/hooks/now';
import { PageHeader } from '../../ui/layout/page-header';
import { PageMessage } from '../../ui/feedback/page-message';
import { SkeletonRows } from '../../ui/feedback/skeleton-rows';
import { ActivityList } from './activity-list';
import { ArchiveDialog } from './archive-dialog';
import { ActivityToolbar } from './activity-toolbar';
import { NO_CHOICES, filterOf, isChoosing } from './filter-choices';
import { useActivity } from './use-activity';
import type { ActivityList as List } from './use-activity';
import { useKeyName } from './use-key-name';
import { useKnownActors } from './use-known-actors';
import { useVerify } from './use-verify';
import { VerifyButton, VerifyPanel } from './verify-panel';

const Actions = styled('span')({ display: 'flex', flexWrap: 'wrap', gap: 8 });

/**
 * The activity, newest first.
 *
 * @param keyId shows only the entries about this key; null for all
 * @param sync the sequence numbers of the first and the last event of a sync, as `12-30`; null for
 * all
 */
export function ActivityPage({
  keyId,
  sync,
  canChange,
}: {
  keyId: string | null;
  sync: string | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState(NO_CHOICES);
  const settled = useDeferredValue(choices);
  // The periods depend on the date only, so a new day is the only reason to ask again.
  const today = new Date(useMinute()).setHours(0, 0, 0, 0);
  const within = useMemo(() => rangeIn(sync), [sync]);
  const filter = useMemo(
    () => ({ ...filterOf(settled, keyId, today), within }),
    [settled, keyId, within, today],
  );
  const { list, readMore, stop, reload, readArchive } = useActivity(filter);
  const [isArchiving, setArchiving] = useState(false);
  const archiveButton = useRef<HTMLButtonElement>(null);
  const actors = useKnownActors(list.entries);
  const keyName = useKeyName(list.entries);
  const verify = useVerify();
  const clear = () => {
    setChoices(NO_CHOICES);
    if (keyId !== null || within !== null) navigateTo('activity');
  };
  return (
    <>
      <PageHeader
        title={t('activity.title')}
        subtitle={t('activity.subtitle')}
        action={
          <Actions>
            <Button
              ref={archiveButton}
              disabled={!canChange}
              title={canChange ? undefined : t('vault.readOnlyReason')}
              onClick={() => setArchiving(true)}
            >
              {t('activity.archive.open')}
            </Button>
            <VerifyButton verify={verify} />
          </Actions>
        }
      />
      <VerifyPanel verify={verify} />
      <ActivityToolbar
        choices={choices}
        onChoices={setChoices}
        actors={actors}
        keyName={keyId === null ? null : keyName || t('activity.oneKey')}
        isOneSync={within !== null}
        onClearKey={() => navigateTo('activity')}
        count={list.entries.length}
        isComplete={list.state === 'complete'}
      />
      {stateOf(list) === 'loading' && <SkeletonRows label={t('activity.loading')} />}
      {stateOf(list) === 'failed' && list.failure && (
        <ReadingFailed failure={list.failure} onRetry={reload} />
      )}
      {stateOf(list) === 'empty' && (
        <NothingFound
          isFiltered={isChoosing(choices) || keyId !== null || within !== null}
          onClear={clear}
        />
      )}
      {stateOf(list) === 'list' && (
        <>
          <FailureAlert failure={list.failure} />
          <ActivityList
            list={list}
            isTimeline={keyId !== null}
            onMore={readMore}
            onStop={stop}
            onReadArchive={readArchive}
          />
        </>
      )}
      {isArchiving && (
        <ArchiveDialog
          onArchived={() => {
            verify.close();
            reload();
          }}
          onClosed={() => {
            setArchiving(false);
            archiveButton.current?.focus();
          }}
        />
      )}
    </>
  );
}

function rangeIn(sync: string | null): ActivityFilter['within'] {
  const [, first, last] = /^(\d{1,12})-(\d{1,12})$/.exec(sync ?? '') ?? [];
  return first === undefined ? null : { first: Number(first), last: Number(last) };
}

function stateOf(list: List): 'loading' | 'failed' | 'empty' | 'list' {
  if (list.state === 'loading') return 'loading';
  if (list.entries.length > 0 || list.brokenLine !== null) return 'list';
  if (list.failure !== null) return 'failed';
  return list.state === 'complete' && list.archives.length === 0 ? 'empty' : 'list';
}

function ReadingFailed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTranslation();
  const { title, sentence, wayOut } = failureText(failure, t);
  return (
    <PageMessage icon="warning" title={title} sentence={`${sentence} ${wayOut}`}>
      <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
    </PageMessage>
  );
}

function NothingFound({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (!isFiltered) {
    return (
      <PageMessage
        icon="activity"
        title={t('activity.empty.title')}
        sentence={t('activity.empty.sentence')}
      />
    );
  }
  return (
    <PageMessage
      icon="search"
      title={t('activity.noMatch.title')}
      sentence={t('activity.noMatch.sentence')}
    >
      <Button onClick={onClear}>{t('activity.noMatch.clear')}</Button>
    </PageMessage>
  );
}
