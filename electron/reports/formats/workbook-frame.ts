import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import { strFromU8, unzipSync } from 'fflate';
import type { Feature, Row as SheetRow, Sheet } from 'write-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import type { ReportDocument } from '../content/report-content';
import { t } from '../../lib/messages';

/** The library's type for the content of a picture; none is used here. */
type FileContent = Stream | Buffer | Blob;

/** A workbook whose table has no rows yet. */
export interface WorkbookFrame {
  /** every file except the table, in order */
  files: Map<string, string>;
  /** the table: its path, and the XML before and after its rows */
  table: { path: string; before: string; after: string };
  /** indexes of the cell styles */
  styles: { text: string; instant: string; number: string };
}

const TABLE_PATH = 'xl/worksheets/sheet1.xml';
const MAX_NAME_CHARACTERS = 31;
const LONGEST_TEXT = 32_000;
const INSTANT_FORMAT = 'yyyy-mm-dd hh:mm:ss';

const HEAD_STYLE = {
  fontWeight: 'bold',
  backgroundColor: '#EBEFFE',
  textColor: '#14181F',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#2F54EB',
  alignVertical: 'center',
} as const;

/**
 * Makes a workbook with the library: the table's header, frozen and with a filter, one row for the
 * styles, and the about sheet. The rows are written separately, since the library takes a minute
 * and all their memory for 100,000.
 */
export async function workbookFrame(report: ReportDocument): Promise<WorkbookFrame> {
  const file = await writeExcelFile([tableSheet(report), aboutSheet(report)], {
    fontFamily: 'Calibri',
    fontSize: 11,
    features: [autoFilter(report.count + 1, report.columns.length)],
  }).toBuffer();
  const files = new Map(
    Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)]),
  );
  const xml = files.get(TABLE_PATH) ?? '';
  files.delete(TABLE_PATH);
  const sample = /<row r="2"[^>]*>.*?<\/row>/.exec(xml);
  const styles = [...(sample?.[0] ?? '').matchAll(/<c r="[A-Z]+2" s="(\d+)"/g)].map(
    ([, style]) => style,
  );
  const [text, instant, number] = styles;
  if (!sample || text === undefined || instant === undefined || number === undefined) {
    throw new Error('the library writes its sheets in another way than this version did');
  }
  return {
    files,
    table: {
      path: TABLE_PATH,
      before: xml.slice(0, sample.index),
      after: xml.slice(sample.index + sample[0].length),
    },
    styles: { text, instant, number },
  };
}

function tableSheet({ title, columns }: ReportDocument): Sheet<FileContent> {
  const styleSample: SheetRow = [
    { value: 'x', type: String, alignVertical: 'top', wrap: true },
    { value: new Date(0), type: Date, format: INSTANT_FORMAT, alignVertical: 'top' },
    { value: 0, type: Number, format: '#,##0', alignVertical: 'top' },
  ];
  return {
    sheet: sheetName(title),
    data: [columns.map(({ label }) => ({ value: label, ...HEAD_STYLE })), styleSample],
    columns: columns.map(({ width, label }) => ({
      width: Math.max(10, Math.min(60, Math.max(width, label.length + 3))),
    })),
    stickyRowsCount: 1,
    ...(columns[0]?.id === 'name' ? { stickyColumnsCount: 1 } : {}),
    orientation: 'landscape',
  };
}

function aboutSheet(report: ReportDocument): Sheet<FileContent> {
  const pair = (label: string, value: string): SheetRow => [
    { value: label, type: String, fontWeight: 'bold', alignVertical: 'top' },
    { value: value.slice(0, LONGEST_TEXT), type: String, wrap: true, alignVertical: 'top' },
  ];
  return {
    sheet: t('main:report.sheetAbout'),
    data: [
      [{ value: report.title, type: String, fontWeight: 'bold', fontSize: 16 }],
      [{ value: report.subtitle, type: String }],
      [],
      ...report.about.map(({ label, value }) => pair(label, value)),
      [],
      ...report.summary.map(({ label, value }) => pair(label, value)),
      ...report.statements.map(({ text }) => pair(t('main:report.statement'), text)),
    ],
    columns: [{ width: 28 }, { width: 90 }],
    showGridLines: false,
  };
}

/** Some characters are not allowed in the name of a sheet. */
const sheetName = (title: string): string =>
  title.replaceAll(/[[\]*?:/\\]/g, ' ').slice(0, MAX_NAME_CHARACTERS);

/** Adds a filter to every column of the first sheet. */
function autoFilter(rows: number, columns: number): Feature<FileContent> {
  const range = `A1:${columnName(columns - 1)}${rows}`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) =>
            sheetIndex === 0
              ? xml.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`)
              : xml,
        },
      },
    },
  };
}

/** `A`, `B`, … `Z`, `AA`… */
export function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
