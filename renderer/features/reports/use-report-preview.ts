import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/lib/failure';
import type { ReportPreview, ReportRequest } from '../../../shared/reports/report';
import { bridge } from '../../bridge/bridge';

/** Typing pauses for this long before the preview follows. */
const PAUSE_MS = 180;

export interface PreviewState {
  /** the last one that could be made; it stays while the next is on its way */
  preview: ReportPreview | null;
  failure: Failure | null;
  isLoading: boolean;
}

/**
 * The first page of what is asked for, following every change.
 *
 * @param revision changes when other content of the report changes
 */
export function useReportPreview(request: ReportRequest, revision: number): PreviewState {
  const [answer, setAnswer] = useState<{
    preview: ReportPreview | null;
    failure: Failure | null;
    /** what it is the answer to */
    to: { request: ReportRequest; revision: number } | null;
  }>({ preview: null, failure: null, to: null });
  useEffect(() => {
    let isCurrent = true;
    const to = { request, revision };
    const timer = setTimeout(() => {
      void bridge.reports.preview(request).then((result) => {
        if (!isCurrent) return;
        if (result.ok) setAnswer({ preview: result.value, failure: null, to });
        // One that was given up for another is no failure.
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
