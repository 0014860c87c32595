import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { SyncState } from '../../shared/sync/sync-state';
import { bridge, listen } from './bridge';

/** null until it is known */
const SyncContext = createContext<SyncState | null>(null);

/** Follows the sync state while the vault is unlocked. */
export function SyncProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SyncState | null>(null);
  useEffect(() => {
    let isHeard = false;
    const stop = listen('sync:changed', (next) => {
      isHeard = true;
      setState(next);
    });
    void bridge.sync.state().then((answer) => {
      if (answer.ok && !isHeard) setState(answer.value);
    });
    return stop;
  }, []);
  return <SyncContext value={state}>{children}</SyncContext>;
}

/** The sync state; null until it is known. */
export const useSync = (): SyncState | null => useContext(SyncContext);
