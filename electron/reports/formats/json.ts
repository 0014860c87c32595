import type { ReportDocument } from '../content/report-content';
import { rowsText } from '../content/row-text';
import type { Rewrite, Sink } from './sink';
import { noRewrite } from './sink';

/** The URL of the JSON schema, which is `shared/reports/report.schema.json`. */
const REPORT_SCHEMA_ID = 'https://ownchat.example/schemas/keys-report-1.json';

const BETWEEN_ROWS = ',\n    ';

/** The fields before the rows, in a fixed order. */
const headOf = (report: ReportDocument) => ({
  format: 'ownchat-keys-report',
  version: 1,
  report: report.kind,
  title: report.title,
  about: Object.fromEntries(report.about.map(({ id, value }) => [id, value])),
  count: report.count,
  dataSha256: report.dataSha256,
  statements: report.statements,
  summary: report.summary,
  columns: report.columns.map(({ id, label, type }) => ({ id, label, type })),
});

/** Writes a report as one JSON object of the published schema, one row on each line. */
export async function writeJson(
  report: ReportDocument,
  sink: Sink,
  rewrite: Rewrite = noRewrite,
): Promise<void> {
  const textOf = rowsText(
    report.columns.map(({ id }) => id),
    BETWEEN_ROWS,
  );
  const start = () => {
    const head = JSON.stringify({ $schema: REPORT_SCHEMA_ID, ...headOf(report) }, null, 2);
    return `${head.slice(0, -2)},\n  "rows": [`;
  };
  await sink(start());
  let before = '\n    ';
  await report.eachRows(async (rows) => {
    await sink(before);
    await sink(textOf(rows));
    before = BETWEEN_ROWS;
  });
  await sink(`${report.count === 0 ? '' : '\n  '}]\n}\n`);
  await rewrite(start());
}

/** Writes a report as JSON lines: a header, then one row on each line. */
export async function writeNdjson(
  report: ReportDocument,
  sink: Sink,
  rewrite: Rewrite = noRewrite,
): Promise<void> {
  const textOf = rowsText(
    report.columns.map(({ id }) => id),
    '\n',
  );
  const start = () => `${JSON.stringify({ $schema: REPORT_SCHEMA_ID, ...headOf(report) })}\n`;
  await sink(start());
  await report.eachRows(async (rows) => {
    await sink(textOf(rows));
    await sink('\n');
  });
  await rewrite(start());
}
