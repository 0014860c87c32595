import type { Cell, ReportColumn } from '../../../shared/reports/report';
import type { ReportDocument } from '../content/report-content';
import type { Sink } from './sink';
import type { WorkbookFrame } from './workbook-frame';
import { columnName, workbookFrame } from './workbook-frame';
import { ZipFile } from './zip-file';
import { t } from '../../lib/messages';

/** Most characters in a cell. */
const MAX_CHARACTERS = 32_767;

/** Days from 1899-12-30, the day 0 of a sheet, to 1970-01-01. */
const EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;

/** Control characters, lone surrogates and the two noncharacters, which XML cannot hold. */
const NOT_XML = /[^\P{Cc}\t\n]|[\p{Cs}\uFFFE\uFFFF]/gu;
/** Text that would be read as an escaped character. */
const LOOKS_ESCAPED = /_x(?=[0-9A-Fa-f]{4}_)/g;
/**
 * Fast path: most texts have no special character and no outer space, and are written unchanged.
 */
const SPECIAL = /[&<>\p{Cc}\p{Cs}\uFFFE\uFFFF]|_x|^\s|\s$/u;
const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Writes a report as a workbook: the table with typed cells, and the about sheet. */
export async function writeXlsx(report: ReportDocument, sink: Sink): Promise<void> {
  const { files, table, styles } = await workbookFrame(report);
  const zip = new ZipFile(sink);
  for (const [path, text] of files) await zip.add(path, (push) => push(text));
  const cells = report.columns.map(({ type }, index) =>
    cellWriter(columnName(index), type, styles),
  );
  await zip.add(table.path, async (push) => {
    await push(table.before);
    let number = 1;
    await report.eachRows(async (rows) => {
      let text = '';
      for (const row of rows) {
        number += 1;
        text += `<row r="${number}">`;
        for (let index = 0; index < cells.length; index += 1) {
          text += cells[index]?.(number, row[index] ?? null) ?? '';
        }
        text += '</row>';
      }
      await push(text);
    });
    await push(table.after);
  });
  await zip.end();
}

/** Writes the cells of one column; their common parts are prepared once. */
function cellWriter(
  letters: string,
  type: ReportColumn['type'],
  styles: WorkbookFrame['styles'],
): (number: number, cell: Cell) => string {
  const place = `<c r="${letters}`;
  const asNumber = `" s="${styles.number}"><v>`;
  const asInstant = `" s="${styles.instant}"><v>`;
  // A spreadsheet never evaluates an inline string as a formula.
  const asText = `" s="${styles.text}" t="inlineStr"><is><t>`;
  const textOf = cellTexts();
  const asExactText = asText.replace('<t>', '<t xml:space="preserve">');
  return (number, cell) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return `${place}${number}${asNumber}${cell}</v></c>`;
    if (type === 'instant' && typeof cell === 'string') {
      const serial = Date.parse(cell) / DAY_MS + EPOCH_DAYS;
      return `${place}${number}${asInstant}${serial}</v></c>`;
    }
    const text = textOf(cell);
    if (text === '') return '';
    return text.length > MAX_CHARACTERS || SPECIAL.test(text)
      ? `${place}${number}${asExactText}${textXml(text)}</t></is></c>`
      : `${place}${number}${asText}${text}</t></is></c>`;
  };
}

function cellTexts(): (cell: boolean | string | readonly string[]) => string {
  const yes = t('reportContent.yes');
  const no = t('reportContent.no');
  return (cell) => {
    if (typeof cell === 'boolean') return cell ? yes : no;
    return typeof cell === 'string' ? cell : cell.join(', ');
  };
}

export function textXml(text: string): string {
  const fitting = text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text;
  return fitting
    .replaceAll(NOT_XML, '')
    .replaceAll(LOOKS_ESCAPED, '_x005F_x')
    .replaceAll(/[&<>]/g, (sign) => SIGNS[sign] ?? '');
}
