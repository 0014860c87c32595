import { useSyncExternalStore } from 'react';
import { KeysHeader } from './keys-header';
import { KeysWorkspace } from './keys-workspace';
import type { ExportWish } from './keys-workspace';
import type { KeyStore } from './store/key-store';
import { ListFailed, LoadingRows } from './table/list-states';

/** The API Keys page: its head at once, and below it whatever is known of the keys. */
export function KeysPage({
  store,
  canChange,
  onExport,
}: {
  store: KeyStore;
  canChange: boolean;
  onExport: (wish: ExportWish) => void;
}) {
  const list = useSyncExternalStore(store.subscribe, store.read);
  if (list.state === 'ready') {
    return <KeysWorkspace list={list} canChange={canChange} onExport={onExport} />;
  }
  return (
    <>
      <KeysHeader canChange={canChange} onCreate={null} />
      {list.state === 'failed' ? (
        <ListFailed failure={list.failure} onRetry={store.retry} />
      ) : (
        <LoadingRows />
      )}
    </>
  );
}
