import { styled } from '@mui/material/styles';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportRequest, ReportScope } from '../../../shared/reports/report';
import { assertNever } from '../../../shared/lib/result';
import type { VaultNotice } from '../../../shared/vault/vault-state';
import { usePreferences } from '../../bridge/preferences';
import { RulesProvider } from '../../bridge/rules';
import { SyncProvider } from '../../bridge/sync';
import type { AskUndo } from '../../bridge/undo';
import { UndoContext } from '../../bridge/undo';
import type { UndoWish } from '../../features/keys/change/revert-host';
import { KeysPage } from '../../features/keys/keys-page';
import { followClock } from '../../features/keys/store/follow-clock';
import { createKeyStore } from '../../features/keys/store/key-store';
import type { KeyStore } from '../../features/keys/store/key-store';
import { navigateTo } from '../../ui/hooks/page-address';
import type { Address } from '../../ui/hooks/page-address';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { usePage } from './navigation';
import type { PageId } from './navigation';
import { NARROW } from '../start/narrow';
import { Sidebar } from './sidebar';
import { useAppCommands } from './use-app-commands';
import { VaultBanner } from '../notices/vault-banner';
import { withLaterWords } from '../../ui/text/later-words';
import { whenIdle } from '../../ui/hooks/when-idle';

const ActivityPage = lazy(
  withLaterWords(async () => ({
    default: (await import('../../features/activity/activity-page')).ActivityPage,
  })),
);
const SecurityCheck = lazy(
  withLaterWords(async () => ({
    default: (await import('./security-check')).SecurityCheck,
  })),
);
const PreferencesPage = lazy(
  withLaterWords(async () => ({
    default: (await import('../../features/preferences/preferences-page')).PreferencesPage,
  })),
);

const SyncPage = lazy(
  withLaterWords(async () => ({
    default: (await import('../../features/sync/sync-page')).SyncPage,
  })),
);
const BackupsPage = lazy(
  withLaterWords(async () => ({
    default: (await import('../../features/transfer/backups-page')).BackupsPage,
  })),
);
const loadImportHost = withLaterWords(async () => ({
  default: (await import('../../features/transfer/import-host')).ImportHost,
}));
const ImportHost = lazy(() => whenIdle().then(loadImportHost));

const loadCheckBadge = withLaterWords(async () => ({
  default: (await import('./check-badge')).CheckBadge,
}));
const CheckBadge = lazy(() => whenIdle().then(loadCheckBadge));
const loadReminders = withLaterWords(async () => ({
  default: (await import('./reminders-item')).RemindersItem,
}));
const RemindersItem = lazy(() => whenIdle().then(loadReminders));
const loadUnsavedRules = withLaterWords(async () => ({
  default: (await import('./unsaved-rules')).UnsavedRules,
}));
const UnsavedRules = lazy(() => whenIdle().then(loadUnsavedRules));
const RevertHost = lazy(
  withLaterWords(async () => ({
    default: (await import('../../features/keys/change/revert-host')).RevertHost,
  })),
);

const ReportsPage = lazy(
  withLaterWords(async () => ({
    default: (await import('../../features/reports/reports-page')).ReportsPage,
  })),
);

/** Loaded when an address names a finding: the first script does without the rules. */
const loadFindKeys = async () => (await import('./find-keys')).findKeys;

/** Notices during which the vault is read-only. */
const HELD: ReadonlySet<VaultNotice['kind']> = new Set([
  'read-only',
  'rolled-back',
  'older-ways-in',
]);

const Frame = styled('div')({
  display: 'grid',
  gridTemplateColumns: '232px minmax(0, 1fr)',
  height: '100%',
  [NARROW]: { gridTemplateColumns: '60px minmax(0, 1fr)' },
});

const Main = styled('main')({
  display: 'flex',
  flexDirection: 'column',
  gap: 20,
  minWidth: 0,
  // Visually hidden elements scroll with this area. Without it, they would extend the window.
  position: 'relative',
  overflow: 'auto',
  padding: '24px 28px',
  [NARROW]: { padding: '20px 20px' },
});

/**
 * The app with an open vault: the sidebar and the page beside it. All of it is unmounted on lock.
 */
export function Shell({
  notice,
  isReady,
}: {
  notice: VaultNotice | null;
  /** settles when the notice can be shown; rows are not shown before */
  isReady: Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [store] = useState(() => createKeyStore(isReady));
  const { page, params } = usePage();
  const { failure, dismissFailure } = usePreferences();
  useEffect(() => store.start(), [store]);
  useEffect(() => followClock(store), [store]);
  const [wish, setWish] = useState<ReportScope | null>(null);
  /** keys that were just imported or restored, to be shown on the API Keys page */
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const [report, setReport] = useState<ReportRequest | null>(null);
  /** grows when the Reports page must begin with another report than the one it shows */
  const [visit, setVisit] = useState(0);
  const [undoing, setUndoing] = useState<UndoWish | null>(null);
  const canChange = !notice || !HELD.has(notice.kind);
  const [shownPage, setShownPage] = useState(page);
  if (page !== shownPage) {
    setShownPage(page);
    // The request is valid for one visit of the page.
    if (shownPage === 'reports') setWish(null);
  }
  const askUndo = useCallback<AskUndo>((sequence, isDirect) => {
    setUndoing({ sequence, isDirect });
  }, []);
  useAppCommands();
  useEffect(() => {
    document.title = t('windowTitle');
  }, [t]);

  return (
    <SyncProvider>
      <UndoContext value={canChange ? askUndo : null}>
        <RulesProvider>
          <Frame>
            <Sidebar
              page={page}
              checkBadge={
                <Suspense>
                  <CheckBadge store={store} />
                </Suspense>
              }
              below={
                <Suspense>
                  <RemindersItem
                    store={store}
                    canChange={canChange}
                    onReport={(asked) => {
                      setReport(asked);
                      setVisit((known) => known + 1);
                      navigateTo('reports');
                    }}
                  />
                </Suspense>
              }
            />
            <Main>
              {notice && <VaultBanner key={notice.kind} notice={notice} />}
              <FailureAlert failure={failure} onDismiss={dismissFailure} />
              <Suspense>
                <Page
                  page={page}
                  store={store}
                  wish={wish}
                  wanted={wanted}
                  onWanted={setWanted}
                  report={report}
                  visit={visit}
                  onReport={setReport}
                  onExport={(scope) => {
                    setWish(scope);
                    navigateTo('reports');
                  }}
                  params={params}
                  canChange={canChange}
                />
              </Suspense>
            </Main>
            <Suspense>
              <ImportHost
                remember={store.remember}
                onShow={(ids) => {
                  setWanted(ids);
                  navigateTo('api-keys');
                }}
              />
            </Suspense>
            <Suspense>
              <UnsavedRules />
            </Suspense>
            {undoing && (
              <Suspense>
                <RevertHost key={undoing.sequence} wish={undoing} onLeft={() => setUndoing(null)} />
              </Suspense>
            )}
          </Frame>
        </RulesProvider>
      </UndoContext>
    </SyncProvider>
  );
}

function Page({
  page,
  params,
  store,
  canChange,
  wish,
  wanted,
  onWanted,
  report,
  visit,
  onReport,
  onExport,
}: {
  page: PageId;
  params: Address['params'];
  store: KeyStore;
  canChange: boolean;
  wish: ReportScope | null;
  wanted: readonly string[] | null;
  onWanted: (ids: readonly string[] | null) => void;
  report: ReportRequest | null;
  visit: number;
  onReport: (draft: ReportRequest) => void;
  onExport: (wish: ReportScope) => void;
}) {
  switch (page) {
    case 'api-keys':
      return (
        <KeysPage
          key={`${params['check']} ${params['select']}`}
          store={store}
          canChange={canChange}
          onExport={onExport}
          wanted={wanted}
          onWantedTaken={() => onWanted(null)}
          onElsewhere={(ids) => {
            onWanted(ids);
            navigateTo('api-keys');
          }}
          check={params['check'] ?? null}
          selectsAll={params['select'] === 'all'}
          opensRemedy={params['open'] === 'remedy'}
          findKeys={loadFindKeys}
        />
      );
    case 'activity':
      return (
        <ActivityPage
          key={`${params['key']} ${params['sync']}`}
          keyId={params['key'] ?? null}
          sync={params['sync'] ?? null}
          canChange={canChange}
        />
      );
    case 'security-check':
      return (
        <SecurityCheck
          key={params['tab']}
          store={store}
          tab={params['tab'] ?? null}
          canChange={canChange}
        />
      );
    case 'reports':
      return (
        <ReportsPage
          key={visit}
          wish={wish}
          left={report}
          canChange={canChange}
          onDraft={onReport}
        />
      );
    case 'sync':
      return <SyncPage canChange={canChange} />;
    case 'backups':
      return (
        <BackupsPage
          canChange={canChange}
          remember={store.remember}
          onShow={(ids) => {
            onWanted(ids);
            navigateTo('api-keys');
          }}
        />
      );
    case 'preferences':
      return <PreferencesPage canChange={canChange} />;
    default:
      return assertNever(page);
  }
}
