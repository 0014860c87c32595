import { useCallback, useEffect, useRef, useState } from 'react';
import type { VaultState } from '../../shared/vault/vault-state';
import type { Result } from '../../shared/lib/result';
import { bridge, listen } from '../bridge/bridge';
import { readyToShow } from './notices/vault-banner';

/** The vault state, or that an automatic unlock is running. */
export type ShownState =
  | VaultState
  /**
   * `outcome`: the state after the attempt. `isReady` settles when the notice of that state can be
   * shown
   */
  | { kind: 'opening'; outcome: Promise<Result<VaultState>>; isReady: Promise<void> };

/** The latest vault state from the main process. */
export function useVaultState(initial: ShownState): {
  state: ShownState;
  /** reads the state again, and with it a damaged vault */
  readAgain: () => Promise<void>;
} {
  const [state, setState] = useState(initial);
  /**
   * the number of states received: a state that is still loading its notice is superseded by the
   * next
   */
  const heard = useRef(0);
  const show = useCallback(async (next: VaultState) => {
    heard.current += 1;
    const number = heard.current;
    // A lock is shown without delay.
    if (next.kind === 'unlocked' && next.notice !== null) await readyToShow(next);
    if (heard.current === number) setState(next);
  }, []);
  const readAgain = useCallback(async () => show(stateOf(await bridge.vault.state())), [show]);
  useEffect(() => listen('vault:changed', (next) => void show(next)), [show]);
  useEffect(() => {
    if (initial.kind !== 'opening') return;
    void initial.outcome.then((answer) => {
      // An event that arrived while waiting is newer than this answer.
      if (heard.current === 0) void show(stateOf(answer));
    });
  }, [initial, show]);
  return { state, readAgain };
}

/** A vault whose state cannot be read is shown as damaged. */
export const stateOf = (answer: Result<VaultState>): VaultState =>
  answer.ok ? answer.value : { kind: 'damaged', failure: answer.failure };
