import { useEffect, useState } from 'react';
import type { ActivityVerdict } from '../../../shared/activity/activity';
import type { Failure } from '../../../shared/lib/failure';
import { bridge, listen } from '../../bridge/bridge';

/** The progress or the result of verifying the whole activity. */
type VerifyState =
  | { kind: 'idle' }
  /** `share` from 0 to 1 */
  | { kind: 'running'; share: number }
  | { kind: 'done'; verdict: ActivityVerdict }
  | { kind: 'failed'; failure: Failure };

export interface Verify {
  state: VerifyState;
  start: () => void;
  stop: () => void;
  close: () => void;
}

/** Verifies the activity on request. Leaving the page cancels it. */
export function useVerify(): Verify {
  const [state, setState] = useState<VerifyState>({ kind: 'idle' });
  useEffect(
    () =>
      listen('activity:verifying', ({ done, total }) => {
        setState((before) =>
          before.kind === 'running'
            ? { kind: 'running', share: total === 0 ? 1 : done / total }
            : before,
        );
      }),
    [],
  );
  const isRunning = state.kind === 'running';
  useEffect(() => {
    if (!isRunning) return undefined;
    return () => void bridge.activity.cancelVerify();
  }, [isRunning]);
  return {
    state,
    start() {
      setState({ kind: 'running', share: 0 });
      void bridge.activity.verify().then((result) => {
        setState(
          result.ok
            ? { kind: 'done', verdict: result.value }
            : { kind: 'failed', failure: result.failure },
        );
      });
    },
    stop: () => void bridge.activity.cancelVerify(),
    close: () => setState({ kind: 'idle' }),
  };
}
