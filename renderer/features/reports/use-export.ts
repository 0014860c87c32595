import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/lib/failure';
import type { ExportedReport, ReportRequest } from '../../../shared/reports/report';
import { bridge, listen } from '../../bridge/bridge';

export type ExportState =
  | { phase: 'idle' }
  /** `share`: the progress, 0 to 1; null while the folder is being chosen */
  | { phase: 'running'; share: number | null }
  | { phase: 'done'; exported: ExportedReport }
  | { phase: 'failed'; failure: Failure };

/** One export at a time, from choosing a file to its result. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  useEffect(
    () =>
      listen('reports:progress', ({ done, total }) => {
        const share = total === 0 ? 1 : done / total;
        setState((known) => (known.phase === 'running' ? { phase: 'running', share } : known));
      }),
    [],
  );
  const run = useCallback(async (request: ReportRequest) => {
    setState({ phase: 'running', share: null });
    const answer = await bridge.reports.export(request);
    if (answer.ok) {
      setState(answer.value ? { phase: 'done', exported: answer.value } : { phase: 'idle' });
    } else if (answer.failure.code === 'report-cancelled') setState({ phase: 'idle' });
    else setState({ phase: 'failed', failure: answer.failure });
  }, []);
  const dismiss = useCallback(() => setState({ phase: 'idle' }), []);
  const fail = useCallback((failure: Failure) => setState({ phase: 'failed', failure }), []);
  return { state, run, dismiss, fail };
}
