import type { ReportKind, ReportRequest, ReportScope } from '../../../shared/reports/report';

/** A draft as it is worth coming back to. A selection is gone when the page is left; the rest stays. */
export const worthKeeping = (draft: ReportRequest, before: ReportRequest): ReportRequest =>
  draft.scope.kind === 'selection' ? { ...draft, scope: before.scope } : draft;

/** The settings to begin with: the last ones, unless another page wants something. */
export const draftFor = (last: ReportRequest, wish: ReportScope | null): ReportRequest =>
  wish === null ? last : { ...last, scope: wish };

/** Another report has other columns; the rest of what was chosen stays. */
export const withKind = (draft: ReportRequest, kind: ReportKind): ReportRequest =>
  kind === draft.kind ? draft : { ...draft, kind, columns: null, order: null };
