import { posix } from 'node:path';
import { MAX_CELL_LENGTH } from '../../../shared/transfer/import-limits';
import { guessMapping, guessTable } from './guess-columns';
import type { ReadResult } from '../refusal';
import { refuse } from '../refusal';
import type { Table } from './table';
import { tableOf } from './table-head';
import type { DateStyle } from './workbook-dates';
import { dateStyleOf } from './workbook-dates';
import { WorkbookFault, WorkbookParts } from './workbook-parts';
import type { WorkbookContext } from './workbook-sheet';
import { readSheet, unescaped } from './workbook-sheet';

/** The user's choices for reading a workbook; the others are detected. */
interface SheetChoices {
  sheet?: number | undefined;
  headLine?: number | undefined;
}

interface SheetTable {
  table: Table;
  headLine: number;
  sheet: number;
  sheets: string[];
}

interface Sheet {
  name: string;
  path: string;
  isHidden: boolean;
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** The container of older workbooks, and of those with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

export const isZip = (bytes: Buffer): boolean => bytes.subarray(0, ZIP.length).equals(ZIP);
export const isCompound = (bytes: Buffer): boolean =>
  bytes.subarray(0, COMPOUND.length).equals(COMPOUND);

/** How many sheets are searched for one with API keys. */
const MAX_TRIED = 20;

/**
 * Reads one sheet of an Excel workbook (.xlsx): the chosen one, or the first with a column of
 * names. Formulas are not calculated; their cached values are used.
 */
export async function readWorkbook(
  bytes: Buffer,
  choices: SheetChoices = {},
): Promise<ReadResult<SheetTable>> {
  try {
    const parts = await WorkbookParts.open(bytes);
    const path = await workbookPath(parts);
    if (path === null) return refuse('other-workbook');
    const { sheets, is1904 } = await sheetsOf(parts, path);
    const context: WorkbookContext = {
      strings: await stringsOf(parts, path),
      dates: await dateStylesOf(parts, path),
      is1904,
    };
    const names = sheets.map(({ name }) => name);
    let isListEmpty = false;
    const tableAt = async (sheet: number): Promise<ReadResult<SheetTable>> => {
      const chosen = sheets[sheet];
      if (!chosen) return refuse('bad-workbook');
      const rows = await readSheet(parts, chosen.path, context);
      // A header without rows is an empty list, so a cover sheet is not taken instead.
      if (rows.length === 1 && guessMapping(rows[0]?.cells ?? []).name !== undefined)
        isListEmpty = true;
      const read = tableOf(rows, choices.headLine);
      return read.ok ? { ok: true, value: { ...read.value, sheet, sheets: names } } : read;
    };
    if (choices.sheet !== undefined) return await tableAt(choices.sheet);
    const found = await firstWithNames(sheets, tableAt);
    const isNamed = found.ok && guessTable(found.value.table).name !== undefined;
    return isListEmpty && !isNamed ? refuse('empty') : found;
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error;
    return refuse(error.problem, error.line);
  }
}

async function firstWithNames(
  sheets: readonly Sheet[],
  tableAt: (sheet: number) => Promise<ReadResult<SheetTable>>,
): Promise<ReadResult<SheetTable>> {
  const visible = [...sheets.keys()].filter((index) => !sheets[index]?.isHidden);
  let first: ReadResult<SheetTable> | null = null;
  for (const index of visible.slice(0, MAX_TRIED)) {
    const read = await tableAt(index);
    if (read.ok && guessTable(read.value.table).name !== undefined) return read;
    if (!read.ok && read.refusal.problem === 'no-keys') return read;
    // A refused sheet may be a cover sheet; a readable one may have unknown column names.
    if (first === null || (!first.ok && read.ok)) first = read;
  }
  return first ?? refuse('empty');
}

/** @returns null when it is another kind of zip file */
async function workbookPath(parts: WorkbookParts): Promise<string | null> {
  if (parts.has('_rels/.rels')) {
    const relations = await relationsOf(parts, '_rels/.rels', '');
    const found = relations.find(({ type }) => type.endsWith('/officeDocument'))?.path;
    if (found !== undefined && parts.has(found)) return isSheets(found) ? found : null;
  }
  return parts.has('xl/workbook.xml') ? 'xl/workbook.xml' : null;
}

/** A text document has another folder. */
const isSheets = (path: string): boolean => /(^|\/)xl\//i.test(path);

interface Relation {
  id: string;
  type: string;
  path: string;
}

async function relationsOf(
  parts: WorkbookParts,
  path: string,
  folder: string,
): Promise<Relation[]> {
  const found: Relation[] = [];
  await parts.read(path, {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return;
      const place = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      found.push({ id, type, path: posix.normalize(place) });
    },
  });
  return found;
}

async function sheetsOf(
  parts: WorkbookParts,
  path: string,
): Promise<{ sheets: Sheet[]; is1904: boolean }> {
  const folder = posix.dirname(path);
  const relationsPath = posix.join(folder, '_rels', `${posix.basename(path)}.rels`);
  const relations = new Map(
    (await relationsOf(parts, relationsPath, folder)).map((each) => [each.id, each.path]),
  );
  const sheets: Sheet[] = [];
  let is1904 = false;
  await parts.read(path, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1];
      const target = relations.get(id ?? '');
      // A sheet that only has a chart has no cells.
      if (target === undefined || !/worksheet/i.test(target)) return;
      const isHidden = (attributes['state'] ?? 'visible') !== 'visible';
      sheets.push({ name: attributes['name'] ?? '', path: target, isHidden });
    },
  });
  return { sheets, is1904 };
}

/** The shared strings of cells, without phonetic runs. */
async function stringsOf(parts: WorkbookParts, workbook: string): Promise<string[]> {
  const path = posix.join(posix.dirname(workbook), 'sharedStrings.xml');
  const strings: string[] = [];
  if (!parts.has(path)) return strings;
  let text = '';
  let isText = false;
  let isAside = false;
  await parts.read(path, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isAside = true;
      else if (name === 't') isText = !isAside;
    },
    text(piece) {
      if (isText && text.length <= MAX_CELL_LENGTH) text += piece;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isAside = false;
      else if (name === 'si') strings.push(unescaped(text));
    },
  });
  return strings;
}

async function dateStylesOf(
  parts: WorkbookParts,
  workbook: string,
): Promise<Map<number, DateStyle>> {
  const path = posix.join(posix.dirname(workbook), 'styles.xml');
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCells = false;
  if (parts.has(path)) {
    await parts.read(path, {
      open(name, { numFmtId: format = '0', formatCode: code = '' }) {
        if (name === 'cellXfs') isCells = true;
        else if (name === 'numFmt') codes.set(Number(format), code);
        else if (name === 'xf' && isCells) formats.push(Number(format));
      },
      close(name) {
        if (name === 'cellXfs') isCells = false;
      },
    });
  }
  const styles = new Map<number, DateStyle>();
  for (const [style, format] of formats.entries()) {
    const date = dateStyleOf(format, codes.get(format));
    if (date) styles.set(style, date);
  }
  return styles;
}
