import { hasFormat, FIRST_REQUEST } from '../../../shared/reports/report';
import type { ReportKind, ReportRequest, ReportScope } from '../../../shared/reports/report';

/** The draft to restore on the next visit. Without the selection, which ends with the page. */
export const worthKeeping = (draft: ReportRequest, before: ReportRequest): ReportRequest =>
  draft.scope.kind === 'selection' ? { ...draft, scope: before.scope } : draft;

/** The initial settings: the last ones, unless another page asks for others. */
export const draftFor = (last: ReportRequest, wish: ReportScope | null): ReportRequest =>
  wish === null ? last : { ...last, scope: wish };

/** Another kind of report has other columns, and may lack the format; the other settings are kept. */
export const withKind = (draft: ReportRequest, kind: ReportKind): ReportRequest =>
  kind === draft.kind
    ? draft
    : {
        ...draft,
        kind,
        format: hasFormat(kind, draft.format) ? draft.format : FIRST_REQUEST.format,
        columns: null,
        order: null,
      };
