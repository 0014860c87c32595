import type { ReportKind, ReportRequest } from '../../../shared/reports/report';

/** What the API Keys page wants a report of: its filter as text, or the keys that are selected there. */
export interface ReportWish {
  filter: string;
  ids: readonly string[] | null;
}

/** A draft as it is worth coming back to. A selection is gone when the page is left; the rest stays. */
export const worthKeeping = (draft: ReportRequest, before: ReportRequest): ReportRequest =>
  draft.scope.kind === 'selection' ? { ...draft, scope: before.scope } : draft;

/** The settings to begin with: the last ones, unless another page wants something. */
export function draftFor(last: ReportRequest, wish: ReportWish | null): ReportRequest {
  if (wish === null) return last;
  if (wish.ids !== null) return { ...last, scope: { kind: 'selection', ids: [...wish.ids] } };
  const scope =
    wish.filter === ''
      ? { kind: 'all' as const }
      : { kind: 'filter' as const, filter: wish.filter };
  return { ...last, scope };
}

/** Another report has other columns; the rest of what was chosen stays. */
export const withKind = (draft: ReportRequest, kind: ReportKind): ReportRequest =>
  kind === draft.kind ? draft : { ...draft, kind, columns: null, order: null };
