import { useCallback, useEffect, useRef, useState } from 'react';
import type { VaultState } from '../../shared/vault/vault-state';
import type { Result } from '../../shared/lib/result';
import { bridge, listen } from '../bridge/bridge';
import type { FirstRows } from '../features/keys/store/key-store';
import { readyToShow } from './notices/vault-banner';

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
      // What was heard meanwhile is newer, and may say more.
      if (heard.current === 0) void show(stateOf(answer));
    });
  }, [initial, show]);
  return { state, readAgain };
}

/** A vault of which nobody can say where it stands is damaged. */
export const stateOf = (answer: Result<VaultState>): VaultState =>
  answer.ok ? answer.value : { kind: 'damaged', failure: answer.failure };
