import { styled } from '@mui/material/styles';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MouseEvent } from 'react';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { ReportScope } from '../../../shared/reports/report';
import { statusOf } from '../../../shared/keys/key-status';
import { shownScope } from '../../../shared/reports/shown-scope';
import type { KeyFilter } from '../../../shared/keys/key-filter';
import { bridge } from '../../bridge/bridge';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { screenTime } from '../../ui/hooks/now';
import { useToast } from '../../ui/feedback/toasts';
import { useFocusRescue } from '../../ui/hooks/use-focus-rescue';
import type { ChangeSubject } from './change/change-draft';
import type { KeyDialog } from './dialogs/key-dialog';
import { KeyActionsContext } from './key-actions';
import { KeysHeader } from './keys-header';
import {
  BulkBar,
  EmptyState,
  KeyDialogs,
  KeyPanel,
  NoMatch,
  preloadWhenIdle,
  RowMenuHost,
} from './lazy-parts';
import { Split } from './panel/split';
import { useOpenKey } from './panel/use-open-key';
import type { OpenRowMenu } from './row-menu-host';
import type { ShownList } from './store/key-store';
import { KeysTable } from './table/keys-table';
import type { KeysTableHandle } from './table/keys-table';
import { useSelection } from './table/use-selection';
import { Toolbar } from './toolbar/toolbar';
import type { AppliedView } from './toolbar/view-choices';
import { focusedElement, fallbackFocus, useFocusReturn } from './use-focus-return';
import { useUnsavedForm } from './use-unsaved-form';
import { useKeyAddress } from './use-key-address';
import { useRemedy } from './use-remedy';
import { useSetEnabled } from './use-set-enabled';
import { useShowKeys } from './use-show-keys';
import type { KeptView } from './view/kept-view';
import { useKeyColumns } from './view/use-key-columns';
import { useKeyView } from './view/use-key-view';

/** The bulk bar is below the toolbar, which stays usable; the table below takes the rest. */
const Bars = styled('div')({
  display: 'grid',
  gap: 12,
  marginBottom: -8,
  '& > *': { minWidth: 0 },
});

export interface KeysWorkspaceProps {
  list: ShownList;
  /** how the page was left */
  kept: KeptView;
  canChange: boolean;
  /** the finding of the Security check whose keys are shown */
  finding: KeyFilter['finding'];
  /** whether its keys are selected at first */
  selectsAll: boolean;
  /** whether the dialog that changes all of them opens at first */
  opensRemedy: boolean;
  /** ids of keys that another page asks to show, until this page has handled them */
  wanted: readonly string[] | null;
  onWantedTaken: () => void;
  onElsewhere: (ids: readonly string[]) => void;
  onExport: (scope: ReportScope) => void;
}

/**
 * The page, also while the first keys are loading. Holds the view, the selection and the open
 * dialog.
 */
export function KeysWorkspace({
  list,
  kept,
  canChange,
  finding,
  selectsAll,
  opensRemedy,
  wanted,
  onWantedTaken,
  onElsewhere,
  onExport,
}: KeysWorkspaceProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const view = useKeyView(list, finding, kept);
  const columns = useKeyColumns(list.index);
  const { isComplete, total } = list;
  const selection = useSelection(view.entries, list.index, isComplete, { kept, selectsAll });
  const table = useRef<KeysTableHandle>(null);
  const { remember, restore: giveBack, focusKey } = useFocusReturn(table);
  const { marked, offer, show } = useShowKeys({
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
  const details = useOpenKey(list, focusKey);
  useFocusRescue('main', fallbackFocus);

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
      rotate: (apiKey: ApiKey, opener: HTMLElement) => open({ kind: 'rotate', apiKey }, opener),
      delete: (keys: readonly ApiKey[], opener: HTMLElement) =>
        open({ kind: 'delete', keys }, opener),
      deactivate: (keys: readonly ApiKey[], opener: HTMLElement, onDone: () => void) =>
        open({ kind: 'deactivate', keys, onDone }, opener),
      change: (
        subject: ChangeSubject,
        keys: readonly ApiKey[],
        opener: HTMLElement,
        onDone: () => void,
      ) => open({ kind: 'change', subject, keys, onDone }, opener),
      openMenu(apiKey: ApiKey, anchor: HTMLElement) {
        remember(anchor);
        setMenu({ apiKey, anchor });
      },
      offerShow: offer,
    };
  }, [canChange, remember, offer]);

  const panelActions = useMemo(
    () => ({
      open(next: KeyDialog, opener: HTMLElement) {
        remember(opener);
        setDialog(next);
      },
      openMenu: (apiKey: ApiKey, opener: HTMLElement) => actions.openMenu(apiKey, opener),
      show: ({ id }: ApiKey) => show([id]),
      close: details.close,
    }),
    [actions, remember, show, details.close],
  );
  // The first click opens the details and moves the layout. The second one must not press a button
  // that is under the pointer now.
  const secondClick = (event: MouseEvent) => {
    const { key } = details;
    if (event.detail < 2 || key === null || !details.isFresh()) return;
    event.stopPropagation();
    if (event.type !== 'click') return;
    const row = event.currentTarget.querySelector<HTMLElement>(`tr[data-key-id="${key.id}"]`);
    actions.edit(key, row ?? focusedElement());
  };
  const editRow = (id: string, row: HTMLElement) => {
    const apiKey = list.index.get(id);
    if (apiKey) actions.edit(apiKey, row);
  };

  useKeyAddress(list, {
    // Do not replace a form that is already open.
    create: () => {
      if (dialog === null) actions.create(focusedElement());
    },
    find: () => {
      if (dialog === null) fallbackFocus()?.focus();
    },
    show: (apiKey) => {
      if (dialog !== null) return;
      details.open(apiKey.id, true);
      show([apiKey.id]);
    },
    rotate: (apiKey) => {
      if (dialog === null) actions.rotate(apiKey, focusedElement());
    },
    missing: () => toast(t('unknownKey')),
  });

  useRemedy(opensRemedy && canChange ? finding : null, list, (makeDialog) => {
    if (dialog !== null) return;
    remember(fallbackFocus() ?? focusedElement());
    setDialog(makeDialog(selection.clear));
  });

  useUnsavedForm(isComplete, ({ keyId, fields }) => {
    // Do not replace a dialog that was opened meanwhile.
    if (dialog !== null || !canChange) return;
    remember(focusedElement());
    if (keyId === null) return setDialog({ kind: 'create', typed: fields });
    const apiKey = list.index.get(keyId);
    if (apiKey) setDialog({ kind: 'edit', apiKey, typed: fields });
    else {
      toast(t('unknownKey'));
      // The key is gone, so the form cannot be saved. Report that once only.
      void bridge.keys.keepForm({ form: null });
    }
  });

  const onDialogClosed = () => {
    setDialog(null);
    giveBack();
  };
  const setSelectedEnabled = async (enabled: boolean, opener: HTMLElement) => {
    const { keys, clear } = selection;
    // Several keys: ask first, naming those that stop working. For a single key, its row says it.
    const isWorking = (key: ApiKey) => statusOf(key, screenTime()).state === 'active';
    if (!enabled && keys.length > 1 && keys.some(isWorking)) {
      return actions.deactivate(keys, opener, clear);
    }
    // Several keys get access again: the preview names them.
    if (enabled && keys.length > 1) return actions.change('enabled', keys, opener, clear);
    if (await setEnabled(keys, enabled)) clear();
  };

  const exportShown = () => {
    const scope = shownScope(view.filter, view.hideInactive, () =>
      view.entries.map(({ key }) => key.id),
    );
    // The shown keys are not known before all keys have arrived: some milliseconds at the start.
    if (scope.kind !== 'selection' || isComplete) onExport(scope);
  };

  const applyView = (chosen: AppliedView) => {
    view.setFilter({ query: chosen.filter, finding: null });
    view.setOrder(chosen.order);
    if (chosen.columns !== undefined) columns.choose(chosen.columns);
    if (chosen.hideInactive !== undefined) view.setHideInactive(chosen.hideInactive);
    if (chosen.grouped !== undefined) view.setGrouped(chosen.grouped);
  };

  // Also in a vault that is open for reading only.
  const showDeleted = useCallback(
    (opener: HTMLElement) => {
      remember(opener);
      setDialog({ kind: 'deleted' });
    },
    [remember],
  );

  const isHidden = ({ id }: ApiKey) => {
    const present = list.index.get(id);
    return present !== undefined && !view.wouldShow([present]);
  };

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
        <Suspense>
          <EmptyState canChange={canChange} onCreate={actions.create} />
        </Suspense>
      ) : (
        <>
          <Bars>
            <Toolbar
              filter={view.filter}
              index={list.index}
              onFilter={view.setFilter}
              count={isLoading ? null : { shown: view.shown, total }}
              hideInactive={view.hideInactive}
              onHideInactive={view.setHideInactive}
              onExport={exportShown}
              columns={columns}
              views={{
                grouped: view.grouped,
                setGrouped: view.setGrouped,
                apply: applyView,
                present: () => ({
                  filter: view.filter.query,
                  order: view.order,
                  columns: columns.chosen && [...columns.chosen],
                  hideInactive: view.hideInactive,
                  grouped: view.grouped,
                }),
              }}
              canChange={canChange}
            />
            {selecting && (
              <Suspense>
                <BulkBar
                  count={selection.keys.length}
                  outOfView={selection.keys.length - selection.inView}
                  canChange={canChange}
                  onSetEnabled={(enabled, opener) => void setSelectedEnabled(enabled, opener)}
                  onChange={(subject, opener) =>
                    actions.change(subject, selection.keys, opener, selection.clear)
                  }
                  onDelete={(opener) => actions.delete(selection.keys, opener)}
                  onCompare={(opener) =>
                    panelActions.open({ kind: 'compare', keys: selection.keys }, opener)
                  }
                  onExport={() =>
                    onExport({ kind: 'selection', ids: selection.keys.map(({ id }) => id) })
                  }
                  onClear={selection.clear}
                />
              </Suspense>
            )}
          </Bars>
          <Split
            data-details={details.key ? 'open' : 'closed'}
            onClickCapture={secondClick}
            onDoubleClickCapture={secondClick}
          >
            {view.entries.length === 0 && !isLoading ? (
              <Suspense>
                <NoMatch
                  filtering={view.filtering}
                  hiddenMatches={view.hiddenMatches}
                  onShowInactive={() => view.setHideInactive(false)}
                  onClear={view.showAll}
                />
              </Suspense>
            ) : (
              <KeysTable
                ref={table}
                kept={kept}
                shownColumns={details.key ? columns.besideDetails : columns.shown}
                groups={view.groups}
                entries={view.entries}
                shown={view.shown}
                isLoading={isLoading}
                isComplete={isComplete}
                filter={view.filter}
                order={view.order}
                onOrder={view.setOrder}
                selection={selection}
                marked={marked}
                rowActions={{ openId: details.key?.id ?? null, open: details.open, edit: editRow }}
              />
            )}
            <Suspense>
              {details.key && (
                <KeyPanel
                  opened={details.key}
                  list={list}
                  isHidden={isComplete && isHidden(details.key)}
                  canChange={canChange}
                  actions={panelActions}
                />
              )}
            </Suspense>
          </Split>
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
        {/* The check needs all names: a click before they have arrived waits for them. */}
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
