import { useCallback, useEffect, useState } from 'react';
import type { VaultState } from '../../shared/vault-state';
import type { Result } from '../../shared/result';
import { bridge, listen } from '../bridge/bridge';
import type { FirstRows } from '../features/keys/store/key-store';

/** Where the vault stands, or that it is being opened by itself. */
export type ShownState =
  | VaultState
  /** `outcome`: where it stands after that; `first`: its first rows, if it is open then */
  | { kind: 'opening'; outcome: Promise<Result<VaultState>>; first: FirstRows };

/** Where the vault stands, as the main process last said. */
export function useVaultState(initial: ShownState): {
  state: ShownState;
  /** asks again; a damaged vault is then read anew */
  readAgain: () => Promise<void>;
} {
  const [state, setState] = useState(initial);
  const readAgain = useCallback(async () => setState(stateOf(await bridge.vault.state())), []);
  useEffect(() => listen('vault:changed', setState), []);
  useEffect(() => {
    if (initial.kind !== 'opening') return;
    // What was heard meanwhile is newer, and may say more.
    void initial.outcome.then((answer) =>
      setState((known) => (known === initial ? stateOf(answer) : known)),
    );
  }, [initial]);
  return { state, readAgain };
}

/** A vault of which nobody can say where it stands is damaged. */
export const stateOf = (answer: Result<VaultState>): VaultState =>
  answer.ok ? answer.value : { kind: 'damaged', failure: answer.failure };
