import { useMemo, useSyncExternalStore } from 'react';
import type { KeyStore } from '../../features/keys/store/key-store';
import { SecurityCheckPage } from '../../features/security-check/security-check-page';
import type { CheckedKeys } from '../../features/security-check/security-check-page';

/** The Security check page with the keys of the key store. */
export function SecurityCheck({
  store,
  tab,
  canChange,
}: {
  store: KeyStore;
  /** the view that the address names */
  tab: string | null;
  canChange: boolean;
}) {
  const list = useSyncExternalStore(store.subscribe, store.read);
  const checked = useMemo((): CheckedKeys => {
    if (list.state === 'failed') return { ...list, retry: store.retry };
    if (!list.isComplete) return { state: 'loading' };
    return { state: 'ready', keys: list.index.ordered('createdAt').map(({ key }) => key) };
  }, [list, store]);
  return <SecurityCheckPage list={checked} tab={tab} canChange={canChange} />;
}
