import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/lib/failure';
import type { ReportsState } from '../../../shared/reports/report';
import type { Result } from '../../../shared/lib/result';
import { bridge, listen } from '../../bridge/bridge';

export type Reports =
  | { state: 'loading' }
  | { state: 'failed'; failure: Failure }
  | { state: 'ready'; settings: ReportsState };

/** The encrypted settings of the reports. A component that changes them passes the response to `take`. */
export function useReports() {
  const [reports, setReports] = useState<Reports>({ state: 'loading' });
  useEffect(() => {
    const load = () =>
      void bridge.reports.settings().then((answer) => {
        setReports(
          answer.ok
            ? { state: 'ready', settings: answer.value }
            : { state: 'failed', failure: answer.failure },
        );
      });
    load();
    return listen('reports:settings-changed', load);
  }, []);
  /** @returns the failure, or null */
  const take = useCallback((answer: Result<ReportsState | null>): Failure | null => {
    if (!answer.ok) return answer.failure;
    if (answer.value) setReports({ state: 'ready', settings: answer.value });
    return null;
  }, []);
  return { reports, take };
}
