import { guardFormula } from '../../../shared/lib/formula-guard';
import type { Cell } from '../../../shared/reports/report';
import type { ReportDocument } from '../content/report-content';
import type { Rewrite, Sink } from './sink';
import { noRewrite } from './sink';
import { t } from '../../lib/messages';

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

const NEEDS_QUOTES = /[",;|\r\n\t]|^\s|\s$/;

/**
 * Fast path: nearly every text matches and needs neither quotes nor a guard; the test takes a tenth
 * of the time.
 */
const PLAIN = /^[a-z\d](?:[^",;|\r\n\t]*[^\s",;|])?$/i;

/** Columns that hold only a UUID or fixed words. */
const FORMED = new Set(['id', 'environment', 'status']);

/** A text as a field of RFC 4180. */
export function csvField(text: string): string {
  if (PLAIN.test(text)) return text;
  const safe = guardFormula(text);
  return NEEDS_QUOTES.test(safe) ? inQuotes(safe) : safe;
}

const inQuotes = (text: string): string =>
  `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;

/** Several texts in one field. */
function listField(texts: readonly string[]): string {
  const [only = ''] = texts;
  return texts.length > 1 ? inQuotes(guardFormula(texts.join('; '))) : csvField(only);
}

function fieldWriter(): (cell: Cell) => string {
  const yes = t('reportContent.yes');
  const no = t('reportContent.no');
  return (cell) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return String(cell);
    if (typeof cell === 'boolean') return cell ? yes : no;
    return typeof cell === 'string' ? csvField(cell) : listField(cell);
  };
}

/** The about lines, if wanted, and the header. */
function headOf(report: ReportDocument): string {
  const { delimiter, bom, about } = report.options;
  const width = report.columns.length;
  const line = (fields: readonly string[]) => fields.join(delimiter) + LINE_END;
  const padded = (fields: readonly string[]) =>
    line([...fields, ...Array.from({ length: Math.max(0, width - fields.length) }, () => '')]);
  let head = bom ? BYTE_ORDER_MARK : '';
  if (about) {
    const lines = [
      { label: report.title, value: report.subtitle },
      ...report.about,
      ...report.statements.map(({ text }) => ({ label: t('main:report.statement'), value: text })),
    ];
    // With one column, label and value share a field.
    const pair = ({ label, value }: { label: string; value: string }) =>
      width === 1 ? [csvField(`${label}: ${value}`)] : [csvField(label), csvField(value)];
    head += lines.map((each) => padded(pair(each))).join('') + padded([]);
  }
  return head + line(report.columns.map(({ label }) => csvField(label)));
}

/**
 * Writes a report as CSV (RFC 4180, UTF-8). The about lines come before the table, padded to its
 * width, and then an empty line; without `about` there is only the table.
 */
export async function writeCsv(
  report: ReportDocument,
  sink: Sink,
  rewrite: Rewrite = noRewrite,
): Promise<void> {
  const { delimiter } = report.options;
  const width = report.columns.length;
  await sink(headOf(report));
  // Such a cell needs no quotes and has no meaning to a spreadsheet.
  const isFormed = report.columns.map(({ id, type }) => type === 'instant' || FORMED.has(id));
  const fieldOf = fieldWriter();
  await report.eachRows(async (rows) => {
    let text = '';
    for (const row of rows) {
      for (let index = 0; index < width; index += 1) {
        const cell = row[index] ?? null;
        const isPlain = typeof cell === 'string' && isFormed[index] === true;
        if (index > 0) text += delimiter;
        text += isPlain ? cell : fieldOf(cell);
      }
      text += LINE_END;
    }
    await sink(text);
  });
  await rewrite(headOf(report));
}
