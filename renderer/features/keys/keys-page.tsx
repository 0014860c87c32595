import { useSyncExternalStore } from 'react';
import { KeysHeader } from './keys-header';
import type { KeysWorkspaceProps } from './keys-workspace';
import { KeysWorkspace } from './keys-workspace';
import type { KeyStore } from './store/key-store';
import { ListFailed, LoadingRows } from './table/list-states';

/** The API Keys page: its header at once, and the keys when they are loaded. */
export function KeysPage({
  store,
  canChange,
  check,
  wanted,
  onWantedTaken,
  onElsewhere,
  onExport,
}: Omit<KeysWorkspaceProps, 'list' | 'kept'> & { store: KeyStore }) {
  const list = useSyncExternalStore(store.subscribe, store.read);
  // The Security check covers all keys, so they must all be shown.
  if (list.state !== 'failed' && (check === null || list.isComplete)) {
    return (
      <KeysWorkspace
        list={list}
        kept={store.kept}
        canChange={canChange}
        check={check}
        wanted={wanted}
        onWantedTaken={onWantedTaken}
        onElsewhere={onElsewhere}
        onExport={onExport}
      />
    );
  }
  return (
    <>
      <KeysHeader canChange={canChange} onCreate={null} onDeleted={null} />
      {list.state === 'failed' ? (
        <ListFailed failure={list.failure} onRetry={store.retry} />
      ) : (
        <LoadingRows />
      )}
    </>
  );
}
