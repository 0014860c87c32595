import { useCallback, useEffect, useState } from 'react';
import type { VaultState } from '../../shared/vault-state';
import { bridge, listen } from '../bridge/bridge';

/** Where the vault stands, as the main process last said. */
export function useVaultState(initial: VaultState): {
  state: VaultState;
  /** asks again; a damaged vault is then read anew */
  readAgain: () => Promise<void>;
} {
  const [state, setState] = useState(initial);
  useEffect(() => listen('vault:changed', setState), []);
  const readAgain = useCallback(async () => {
    const answer = await bridge.vault.state();
    setState(answer.ok ? answer.value : { kind: 'damaged', failure: answer.failure });
  }, []);
  return { state, readAgain };
}
