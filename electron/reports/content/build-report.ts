import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { knowsUsage } from '../../../shared/rules/change-judge';
import { NOTHING_IN_FORCE } from '../../../shared/rules/rules-in-force';
import type { RulesInForce } from '../../../shared/rules/rules-in-force';
import { columnLabels } from '../../../shared/reports/column-label';
import { chosenColumns } from '../../../shared/reports/columns';
import type { ColumnSpec } from '../../../shared/reports/columns';
import { hasPeriod } from '../../../shared/reports/report';
import type {
  AboutLine,
  ReportColumn,
  ReportKind,
  ReportPreview,
  ReportRequest,
  Row,
  Statement,
} from '../../../shared/reports/report';
import { assertNever } from '../../../shared/lib/result';
import { activityReport } from './activity-report';
import { dueDates } from './due-dates';
import { DataDigest, dataDigest, UNKNOWN_DIGEST } from '../export/digest';
import { accessReview, inventory } from './inventory';
import { lifecycle } from './lifecycle';
import { maskedContent, maskedLines } from './mask-texts';
import type { Pacer } from '../pacer';
import { periodInWords, spanOf } from './period';
import type { EachRows, ReportContent, ReportDocument } from './report-content';
import { scopeTest, selectKeys } from './report-key';
import type { ReportSource } from './report-source';
import { risk } from './risk';
import { scopeInWords } from './scope-words';
import { formatNumber, t } from '../../lib/messages';

/** How many rows fit the first page of a report. */
const PREVIEW_ROWS = 12;

/** Workspace, author and time of a report. */
export interface ReportContext {
  workspace: string;
  generatedBy: string;
  appVersion: string;
  /** milliseconds since the epoch */
  now: number;
  /** number of unsent key changes, in which the endpoint differs from the report */
  unsent?: number;
  /** the rules of the vault; none when it is left out */
  rules?: RulesInForce;
}

/**
 * Makes a report that can be written in any format, as a snapshot of the present data.
 *
 * @param onProgress rows processed and rows in all, the pass for the digest included
 * @param digest `before`: computed in a pass of its own before the data; otherwise computed while
 * writing, and inserted at its place afterwards, which saves a pass
 * @throws the reason of the pacer's signal once it is aborted
 */
export async function buildReport(
  source: ReportSource,
  request: ReportRequest,
  context: ReportContext,
  pacer: Pacer,
  onProgress: (done: number, total: number) => void = () => undefined,
  digest: 'before' | 'on-the-way' = 'before',
): Promise<ReportDocument> {
  // CSV has no room for an overview.
  const hasOverview = request.format !== 'csv';
  const content = maskedContent(await contentOf(source, request, context, pacer, hasOverview));
  const columns = columnsFor(request, content);
  let done = 0;
  const total = content.count * (digest === 'before' ? 2 : 1);
  const eachRows: EachRows = (chosen, pace, take) =>
    content.eachRows(chosen, pace, async (rows) => {
      await take(rows);
      done += rows.length;
      onProgress(done, total);
    });
  const aboutWith = (sha256: string) => aboutLines(request, context, content.count, sha256);
  const dataSha256 =
    digest === 'before' ? await dataDigest(columns, eachRows, pacer) : UNKNOWN_DIGEST;
  const report: ReportDocument = {
    kind: request.kind,
    format: request.format,
    options: request.options,
    ...namesOf(request.kind),
    about: aboutWith(dataSha256),
    dataSha256,
    summary: content.summary,
    charts: content.charts,
    statements: statementsOf(request, content, context),
    columns: asColumns(columns),
    count: content.count,
    eachRows: (take) => eachRows(columns, pacer, take),
  };
  if (digest === 'before') return report;
  report.eachRows = async (take) => {
    const made = new DataDigest(columns);
    await eachRows(columns, pacer, (rows) => {
      made.take(rows);
      return take(rows);
    });
    report.dataSha256 = made.end();
    report.about = aboutWith(report.dataSha256);
  };
  return report;
}

/** The first page of a report. Without the digest, which would need all rows. */
export async function previewReport(
  source: ReportSource,
  request: ReportRequest,
  context: ReportContext,
  pacer: Pacer,
): Promise<ReportPreview> {
  const content = maskedContent(await contentOf(source, request, context, pacer));
  const columns = columnsFor(request, content);
  const rows: Row[] = [];
  await content.eachRows(
    columns,
    pacer,
    (more) => {
      rows.push(...more);
    },
    PREVIEW_ROWS,
  );
  return {
    ...namesOf(request.kind),
    about: aboutLines(request, context, content.count, t('main:report.about.pending')),
    summary: content.summary,
    charts: content.charts,
    statements: statementsOf(request, content, context),
    columns: asColumns(columns),
    rows: rows.slice(0, PREVIEW_ROWS),
    count: content.count,
  };
}

async function contentOf(
  source: ReportSource,
  { kind, order, scope, period }: ReportRequest,
  { now, rules = NOTHING_IN_FORCE }: ReportContext,
  pacer: Pacer,
  hasOverview = true,
): Promise<ReportContent> {
  const isWanted = scopeTest(scope, now);
  const isAll = scope.kind === 'all';
  const wantedKeys = () => selectKeys(source.keys(), isWanted, now, pacer);
  const span = spanOf(period, now);
  const basis = { ...rules, knowsUsage: knowsUsage(recordsOf(source)) };
  switch (kind) {
    case 'inventory':
      return inventory(await wantedKeys(), { order, hasOverview, now, basis }, pacer);
    case 'access-review':
      return accessReview(await wantedKeys(), { order, now, basis }, pacer);
    case 'risk': {
      const everyKey = await selectKeys(source.keys(), () => true, now, pacer);
      return risk(everyKey, isWanted, { order, now, basis }, pacer);
    }
    case 'activity':
      return activityReport(source, { isWanted, isAll, span, now }, pacer);
    case 'lifecycle':
      return lifecycle(source, await wantedKeys(), { isWanted, isAll, span, now, basis }, pacer);
    case 'due-dates':
      return dueDates(await wantedKeys(), order, now, pacer);
    default:
      return assertNever(kind);
  }
}

/** Some keys of a report cannot tell whether an endpoint reports usage. */
function* recordsOf(source: ReportSource): Generator<ApiKeyRecord> {
  for (const { record } of source.keys()) yield record;
}

/**
 * Statements for the reader of a report about keys, such as that unsent changes do not apply yet.
 */
function statementsOf(
  { kind }: ReportRequest,
  { statements }: ReportContent,
  { unsent = 0 }: ReportContext,
): Statement[] {
  if (kind === 'activity' || unsent === 0) return statements;
  return [...statements, { tone: 'care', text: t('main:report.unsent', { count: unsent }) }];
}

const columnsFor = ({ kind, format, columns }: ReportRequest, { needed }: ReportContent) =>
  chosenColumns(kind, format, columns, needed);

const namesOf = (kind: ReportKind) => ({
  title: t(`main:report.kinds.${kind}.title`),
  subtitle: t(`main:report.kinds.${kind}.subtitle`),
});

function asColumns(columns: readonly ColumnSpec[]): ReportColumn[] {
  const labelOf = columnLabels(t);
  return columns.map(({ id, type, width }) => {
    const column = labelOf(id);
    const label = type === 'instant' ? t('reportContent.columnHead', { column }) : column;
    return { id, type, width, label };
  });
}

type AboutId =
  | 'workspace'
  | 'generatedAt'
  | 'generatedBy'
  | 'application'
  | 'filter'
  | 'period'
  | 'count'
  | 'dataSha256';

/** The about lines of every report. */
function aboutLines(
  request: ReportRequest,
  { workspace, generatedBy, appVersion, now }: ReportContext,
  count: number,
  dataSha256: string,
): AboutLine[] {
  const line = (id: AboutId, value: string): AboutLine => ({
    id,
    label: t(`main:report.about.${id}`),
    value,
  });
  return maskedLines([
    line('workspace', workspace),
    line('generatedAt', new Date(now).toISOString()),
    line('generatedBy', generatedBy),
    line('application', `${t('windowTitle')} ${appVersion}`),
    line('filter', scopeInWords(request.scope)),
    ...(hasPeriod(request.kind)
      ? [line('period', periodInWords(spanOf(request.period, now)))]
      : []),
    line('count', formatNumber(count)),
    line('dataSha256', dataSha256),
  ]);
}
