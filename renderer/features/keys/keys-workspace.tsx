import { styled } from '@mui/material/styles';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { ReportScope } from '../../../shared/reports/report';
import { statusOf } from '../../../shared/keys/key-status';
import { shownScope } from '../../../shared/reports/shown-scope';
import type { RiskCode } from '../../../shared/keys/risks';
import { bridge } from '../../bridge/bridge';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { screenTime } from '../../ui/hooks/now';
import { useToast } from '../../ui/feedback/toasts';
import { useFocusRescue } from '../../ui/hooks/use-focus-rescue';
import type { KeyDialog } from './dialogs/key-dialog';
import { KeyActionsContext } from './key-actions';
import { KeysHeader } from './keys-header';
import { KeyDialogs, preloadWhenIdle, RowMenuHost } from './later-parts';
import type { OpenRowMenu } from './row-menu-host';
import type { ShownList } from './store/key-store';
import { KeysTable } from './table/keys-table';
import type { KeysTableHandle } from './table/keys-table';
import { EmptyState, NoMatch } from './table/list-states';
import { useSelection } from './table/use-selection';
import { BulkBar } from './toolbar/bulk-bar';
import { Toolbar } from './toolbar/toolbar';
import { focusedNow, focusHome, useFocusReturn } from './use-focus-return';
import { useUnsavedForm } from './use-unsaved-form';
import { useKeyAddress } from './use-key-address';
import { useSetEnabled } from './use-set-enabled';
import { useShowKeys } from './use-show-keys';
import { useKeyView } from './view/use-key-view';

/** Toolbar and bulk bar share one place; the table below takes the rest. */
const Bars = styled('div')({
  display: 'grid',
  marginBottom: -8,
  '& > *': { gridArea: '1 / 1', minWidth: 0 },
  '& > [inert]': { visibility: 'hidden' },
});

/** The page, also while the first keys are on their way: what is shown, what is selected, and which dialog is open. */
export function KeysWorkspace({
  list,
  canChange,
  check,
  wanted,
  onWantedTaken,
  onElsewhere,
  onExport,
}: {
  list: ShownList;
  canChange: boolean;
  check: RiskCode | null;
  wanted: readonly string[] | null;
  onWantedTaken: () => void;
  onElsewhere: (ids: readonly string[]) => void;
  onExport: (scope: ReportScope) => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const view = useKeyView(list, check);
  const { isComplete, total } = list;
  const selection = useSelection(view.entries, isComplete);
  const table = useRef<KeysTableHandle>(null);
  const { remember, giveBack, focusKey } = useFocusReturn(table);
  const { marked, offer } = useShowKeys({
    list,
    view,
    wanted,
    onWantedTaken,
    focusKey,
    onElsewhere,
  });
  const [dialog, setDialog] = useState<KeyDialog | null>(null);
  const [menu, setMenu] = useState<OpenRowMenu | null>(null);
  const { setEnabled, failure, dismissFailure } = useSetEnabled(offer);
  useFocusRescue('main', focusHome);

  useEffect(preloadWhenIdle, []);
  // A later change makes the message about the failed one obsolete.
  useEffect(dismissFailure, [list, dismissFailure]);

  const actions = useMemo(() => {
    const open = (next: KeyDialog, opener: HTMLElement) => {
      if (!canChange) return;
      remember(opener);
      setDialog(next);
    };
    return {
      canChange,
      create: (opener: HTMLElement) => open({ kind: 'create' }, opener),
      edit: (apiKey: ApiKey, opener: HTMLElement) => open({ kind: 'edit', apiKey }, opener),
      delete: (keys: readonly ApiKey[], opener: HTMLElement) =>
        open({ kind: 'delete', keys }, opener),
      deactivate: (keys: readonly ApiKey[], opener: HTMLElement, onDone: () => void) =>
        open({ kind: 'deactivate', keys, onDone }, opener),
      openMenu(apiKey: ApiKey, anchor: HTMLElement) {
        remember(anchor);
        setMenu({ apiKey, anchor });
      },
      offerShow: offer,
    };
  }, [canChange, remember, offer]);

  useKeyAddress(list, {
    // A form that is open already is not taken from under the person.
    create: () => {
      if (dialog === null) actions.create(focusedNow());
    },
    find: () => {
      if (dialog === null) focusHome()?.focus();
    },
    show: (apiKey) => {
      if (dialog === null) actions.edit(apiKey, focusedNow());
    },
    missing: () => toast(t('unknownKey')),
  });

  useUnsavedForm(isComplete, ({ keyId, fields }) => {
    // Something asked for meanwhile is not taken from under the person.
    if (dialog !== null || !canChange) return;
    remember(focusedNow());
    if (keyId === null) return setDialog({ kind: 'create', typed: fields });
    const apiKey = list.index.get(keyId);
    if (apiKey) setDialog({ kind: 'edit', apiKey, typed: fields });
    else {
      toast(t('unknownKey'));
      // The key is gone, so the form cannot be saved. Say it once, not at every visit.
      void bridge.keys.keepForm({ form: null });
    }
  });

  const onDialogClosed = () => {
    setDialog(null);
    giveBack();
  };
  const setSelectedEnabled = async (enabled: boolean, opener: HTMLElement) => {
    const { keys, clear } = selection;
    // Say beforehand which keys stop working; for a single key, in its row.
    const isWorking = (key: ApiKey) => statusOf(key, screenTime()).state === 'active';
    if (!enabled && keys.length > 1 && keys.some(isWorking)) {
      return actions.deactivate(keys, opener, clear);
    }
    if (await setEnabled(keys, enabled)) clear();
  };

  const exportShown = () => {
    const scope = shownScope(view.filter, view.hideInactive, () =>
      view.entries.map(({ key }) => key.id),
    );
    // Which keys are shown is not known before they are all there: some milliseconds at the start.
    if (scope.kind !== 'selection' || isComplete) onExport(scope);
  };

  // Also in a vault that is open for reading only.
  const showDeleted = useCallback(
    (opener: HTMLElement) => {
      remember(opener);
      setDialog({ kind: 'deleted' });
    },
    [remember],
  );

  const isLoading = list.state === 'loading';
  const selecting = selection.keys.length > 0;
  return (
    <KeyActionsContext value={actions}>
      <KeysHeader
        canChange={canChange}
        onCreate={isLoading ? null : actions.create}
        onDeleted={isLoading ? null : showDeleted}
      />
      <FailureAlert failure={failure} onDismiss={dismissFailure} />
      {total === 0 && !isLoading ? (
        <EmptyState canChange={canChange} onCreate={actions.create} />
      ) : (
        <>
          <Bars>
            <Toolbar
              filter={view.filter}
              onFilter={view.setFilter}
              count={isLoading ? null : { shown: view.shown, total }}
              hideInactive={view.hideInactive}
              onHideInactive={view.setHideInactive}
              onExport={exportShown}
              inert={selecting}
            />
            {selecting && (
              <BulkBar
                count={selection.keys.length}
                canChange={canChange}
                onSetEnabled={(enabled, opener) => void setSelectedEnabled(enabled, opener)}
                onDelete={(opener) => actions.delete(selection.keys, opener)}
                onExport={() =>
                  onExport({ kind: 'selection', ids: selection.keys.map(({ id }) => id) })
                }
                onClear={selection.clear}
              />
            )}
          </Bars>
          {view.entries.length === 0 && !isLoading ? (
            <NoMatch
              filtering={view.filtering}
              hiddenMatches={view.hiddenMatches}
              onShowInactive={() => view.setHideInactive(false)}
              onClear={view.showAll}
            />
          ) : (
            <KeysTable
              ref={table}
              entries={view.entries}
              shown={view.shown}
              isLoading={isLoading}
              isComplete={isComplete}
              filter={view.filter}
              order={view.order}
              onOrder={view.setOrder}
              selection={selection}
              marked={marked}
            />
          )}
        </>
      )}
      <Suspense>
        {menu && (
          <RowMenuHost
            menu={menu}
            list={list}
            canChange={canChange}
            onDialog={setDialog}
            setEnabled={setEnabled}
            onLeft={() => setMenu(null)}
            giveBack={giveBack}
          />
        )}
        {/* It looks through all names: a click before they are all there waits for them. */}
        {dialog && isComplete && (
          <KeyDialogs
            dialog={dialog}
            index={list.index}
            onNext={setDialog}
            onClosed={onDialogClosed}
          />
        )}
      </Suspense>
    </KeyActionsContext>
  );
}
