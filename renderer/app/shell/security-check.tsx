import { useSyncExternalStore } from 'react';
import type { KeyStore } from '../../features/keys/store/key-store';
import { SecurityCheckPage } from '../../features/security-check/security-check-page';
import type { CheckState } from '../../features/security-check/security-check-page';
import { useKeyCounts } from './key-counts';

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
  const counted = useKeyCounts(store);
  const checked = ((): CheckState => {
    if (list.state === 'failed') return { ...list, retry: store.retry };
    if (!list.isComplete || counted === null) return { state: 'loading' };
    const { index: keys, rules, census } = counted;
    return { state: 'ready', counted: { keys, rules, census } };
  })();
  return <SecurityCheckPage list={checked} tab={tab} canChange={canChange} />;
}
