import { useCallback, useEffect, useRef, useState } from 'react';
import type { VaultState } from '../../shared/vault/vault-state';
import type { Result } from '../../shared/lib/result';
import { bridge, listen } from '../bridge/bridge';
import { readyToShow } from './notices/vault-banner';

/** The vault state, or that an automatic unlock is running. */
export type ShownState =
  | VaultState
  /** `outcome`: its state after that; `isReady` settles when what that state says can be shown */
  | { kind: 'opening'; outcome: Promise<Result<VaultState>>; isReady: Promise<void> };

/** The latest vault state from the main process. */
export function useVaultState(initial: ShownState): {
  state: ShownState;
  /** asks again; a damaged vault is then read again */
  readAgain: () => Promise<void>;
} {
  const [state, setState] = useState(initial);
  /** how many states were heard of: one that takes a moment to be shown is overtaken by the next */
  const heard = useRef(0);
  const show = useCallback(async (next: VaultState) => {
    heard.current += 1;
    const number = heard.current;
    // A lock is never kept waiting.
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
