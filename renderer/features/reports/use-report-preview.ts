import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/lib/failure';
import type { ReportPreview, ReportRequest } from '../../../shared/reports/report';
import { bridge } from '../../bridge/bridge';

/** Delay after the last keystroke before the preview is updated (ms). */
const PAUSE_MS = 180;

export interface PreviewState {
  /** the last successful one; it stays while the next is loading */
  preview: ReportPreview | null;
  failure: Failure | null;
  isLoading: boolean;
}

/**
 * The preview of the first page, updated after every change.
 *
 * @param revision changes with the data of the report
 */
export function useReportPreview(request: ReportRequest, revision: number): PreviewState {
  const [answer, setAnswer] = useState<{
    preview: ReportPreview | null;
    failure: Failure | null;
    /** the request that it answers */
    to: { request: ReportRequest; revision: number } | null;
  }>({ preview: null, failure: null, to: null });
  useEffect(() => {
    let isCurrent = true;
    const to = { request, revision };
    const timer = setTimeout(() => {
      void bridge.reports.preview(request).then((result) => {
        if (!isCurrent) return;
        if (result.ok) setAnswer({ preview: result.value, failure: null, to });
        // A preview that was cancelled for a newer one is not a failure.
        else if (result.failure.code !== 'report-cancelled') {
          setAnswer((known) => ({ ...known, failure: result.failure, to }));
        }
      });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [request, revision]);
  const isLoading = answer.to?.request !== request || answer.to.revision !== revision;
  return { preview: answer.preview, failure: answer.failure, isLoading };
}
