import { useCallback, useRef, useState } from 'react';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';

interface Command<I extends unknown[], T> {
  busy: boolean;
  /** why the last run failed; null while running and after a success */
  failure: Failure | null;
  /**
   * Runs the call. Returns null when it is already running, so that a double click has no second
   * effect.
   */
  run: (...input: I) => Promise<Result<T> | null>;
  clear: () => void;
}

/**
 * One call to the main process, with the state that a dialog shows: whether it is running, and how
 * it failed.
 */
export function useCommand<I extends unknown[], T>(
  call: (...input: I) => Promise<Result<T>>,
): Command<I, T> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);

  const run = useCallback(
    async (...input: I) => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      setFailure(null);
      const result = await call(...input);
      running.current = false;
      setBusy(false);
      // The person declined it just now, so no message is needed.
      if (!result.ok && result.failure.code !== 'not-confirmed') setFailure(result.failure);
      return result;
    },
    [call],
  );
  const clear = useCallback(() => setFailure(null), []);
  return { busy, failure, run, clear };
}
