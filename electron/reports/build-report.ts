import { columnLabel } from '../../shared/reports/column-label';
import { chosenColumns } from '../../shared/reports/columns';
import type { ColumnSpec } from '../../shared/reports/columns';
import { fill } from '../../shared/fill';
import { hasPeriod } from '../../shared/reports/report';
import type {
  AboutLine,
  ReportColumn,
  ReportPreview,
  ReportRequest,
  Row,
} from '../../shared/reports/report';
import { assertNever } from '../../shared/result';
import { appWords } from '../../shared/words/en/app';
import { reportContentWords as words } from '../../shared/words/en/report-content';
import { activityReport } from './activity-report';
import { dataDigest } from './digest';
import { accessReview, inventory } from './inventory';
import { lifecycle } from './lifecycle';
import { maskedContent, maskedLines } from './masked';
import { number } from './numbers';
import type { Pacer } from './pacer';
import { periodInWords, spanOf } from './period';
import type { EachRows, ReportContent, ReportDocument } from './report-content';
import { scopeTest, selectKeys } from './report-key';
import type { ReportSource } from './report-source';
import { risk } from './risk';
import { scopeInWords } from './scope-words';

/** How many rows fit the first page of a report. */
const PREVIEW_ROWS = 12;

/** Where, when and by whom a report is made. */
export interface ReportContext {
  workspace: string;
  generatedBy: string;
  appVersion: string;
  /** milliseconds since the epoch */
  now: number;
}

/**
 * Makes a report, ready to be written in any format. Its data stays as it was at this moment.
 *
 * @param onProgress how many rows of how many have been worked through, the digest's among them
 * @throws the reason of the pacer's signal once it is aborted
 */
export async function buildReport(
  source: ReportSource,
  request: ReportRequest,
  context: ReportContext,
  pacer: Pacer,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ReportDocument> {
  const content = maskedContent(await contentOf(source, request, context.now, pacer));
  const columns = columnsFor(request, content);
  let done = 0;
  // Every row is gone through twice: for the digest, which stands before the data, and for the data.
  const eachRows: EachRows = (chosen, pace, take) =>
    content.eachRows(chosen, pace, async (rows) => {
      await take(rows);
      done += rows.length;
      onProgress(done, content.count * 2);
    });
  const dataSha256 = await dataDigest(columns, eachRows, pacer);
  return {
    kind: request.kind,
    format: request.format,
    options: request.options,
    ...words.kinds[request.kind],
    about: aboutLines(request, context, content.count, dataSha256),
    dataSha256,
    summary: content.summary,
    charts: content.charts,
    statements: content.statements,
    columns: columns.map(asColumn),
    count: content.count,
    eachRows: (take) => eachRows(columns, pacer, take),
  };
}

/** The first page of a report, without the digest, for which all of it would have to be read. */
export async function previewReport(
  source: ReportSource,
  request: ReportRequest,
  context: ReportContext,
  pacer: Pacer,
): Promise<ReportPreview> {
  const content = maskedContent(await contentOf(source, request, context.now, pacer));
  const columns = columnsFor(request, content);
  const rows: Row[] = [];
  await content.eachRows(columns, pacer, (more) => void rows.push(...more), PREVIEW_ROWS);
  return {
    ...words.kinds[request.kind],
    about: aboutLines(request, context, content.count, words.about.pending),
    summary: content.summary,
    charts: content.charts,
    statements: content.statements,
    columns: columns.map(asColumn),
    rows: rows.slice(0, PREVIEW_ROWS),
    count: content.count,
  };
}

async function contentOf(
  source: ReportSource,
  { kind, order, scope, period }: ReportRequest,
  now: number,
  pacer: Pacer,
): Promise<ReportContent> {
  const isWanted = scopeTest(scope, now);
  const isAll = scope.kind === 'all';
  const wantedKeys = () => selectKeys(source.keys(), isWanted, now, pacer);
  const span = spanOf(period, now);
  switch (kind) {
    case 'inventory':
      return inventory(await wantedKeys(), order, pacer);
    case 'access-review':
      return accessReview(await wantedKeys(), order, pacer);
    case 'risk': {
      const everyKey = await selectKeys(source.keys(), () => true, now, pacer);
      return risk(everyKey, isWanted, order, now, pacer);
    }
    case 'activity':
      return activityReport(source, { isWanted, isAll, span, now }, pacer);
    case 'lifecycle':
      return lifecycle(source, await wantedKeys(), { isWanted, isAll, span, now }, pacer);
    default:
      return assertNever(kind);
  }
}

const columnsFor = ({ kind, format, columns }: ReportRequest, { needed }: ReportContent) =>
  chosenColumns(kind, format, columns, needed);

function asColumn({ id, type, width }: ColumnSpec): ReportColumn {
  const column = columnLabel(id);
  return {
    id,
    type,
    width,
    label: type === 'instant' ? fill(words.columnHead, { column }) : column,
  };
}

/** What every report says about itself. */
function aboutLines(
  request: ReportRequest,
  { workspace, generatedBy, appVersion, now }: ReportContext,
  count: number,
  dataSha256: string,
): AboutLine[] {
  const labels = words.about;
  const line = (
    id: Exclude<keyof typeof labels, 'title' | 'pending'>,
    value: string,
  ): AboutLine => ({
    id,
    label: labels[id],
    value,
  });
  return maskedLines([
    line('workspace', workspace),
    line('generatedAt', new Date(now).toISOString()),
    line('generatedBy', generatedBy),
    line('application', `${appWords.windowTitle} ${appVersion}`),
    line('filter', scopeInWords(request.scope)),
    ...(hasPeriod(request.kind)
      ? [line('period', periodInWords(spanOf(request.period, now)))]
      : []),
    line('count', number(count)),
    line('dataSha256', dataSha256),
  ]);
}
