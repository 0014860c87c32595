import { MAX_CELL_LENGTH, MAX_ROWS } from '../../../shared/transfer/import-limits';
import { guessMapping } from './guess-columns';
import type { JsonPart } from './json-shape';
import { numbersAsText, scanJson } from './json-shape';
import type { ReadResult } from '../refusal';
import { refuse } from '../refusal';
import { recognised, recognisedIds } from './report-table';
import type { Table, TableRow } from './table';
import { checkColumns } from './table';

/** The `format` of our JSON reports. */
const REPORT_FORMAT = 'ownchat-keys-report';

/** An object of a file: its values, and the same with numbers as written. */
interface Item {
  line: number;
  value: unknown;
  exact: unknown;
}

/**
 * Parses a list of flat objects, an object with one such list, or concatenated objects: `[{"name":
 * …}]`, `{"keys": [{…}]}`, or one `{…}` a line.
 */
export function parseJson(text: string): ReadResult<Table> {
  const scanned = scanJson(text);
  if ('refusal' in scanned) return { ok: false, refusal: scanned.refusal };
  const values: Item[] = [];
  // The parser refuses a text without any object or list.
  const parts = scanned.parts.length > 0 ? scanned.parts : [WHOLE];
  for (const part of parts) {
    const slice = text.slice(part.start, part.end);
    try {
      const value = JSON.parse(slice) as unknown;
      values.push({ line: part.line, value, exact: JSON.parse(numbersAsText(slice)) });
    } catch (error) {
      return refuse('not-json', lineOf(text, part.start + positionOf(slice, error)));
    }
  }
  const [first] = values;
  const report = reportKindOf(first?.value);
  // A report in JSON lines begins with its header, and may have no rows.
  const isLines = values.length > 1 || (report !== null && !hasRows(first?.value));
  const items = isLines ? values.slice(report ? 1 : 0) : itemsIn(first, parts[0]);
  if (items === null) return refuse('wrong-type', first?.line ?? 1);
  return items.length === 0 ? refuse('empty') : tableOfItems(items, report);
}

const WHOLE: JsonPart = { start: 0, end: Infinity, line: 1, objects: new Map() };

function tableOfItems(items: readonly Item[], report: string | null): ReadResult<Table> {
  if (items.length > MAX_ROWS) return refuse('too-many-rows', items[MAX_ROWS]?.line ?? null);
  const indexes = new Map<string, number>();
  const rows: TableRow[] = [];
  for (const { line, value, exact } of items) {
    if (!isObject(value) || !isObject(exact)) return refuse('wrong-type', line);
    const cells: string[] = [];
    for (const [name, content] of Object.entries(value)) {
      const cell = cellOf(content, exact[name]);
      if (cell === null) return refuse('wrong-type', line);
      if (cell.length > MAX_CELL_LENGTH) return refuse('too-long', line);
      const column = indexes.get(name) ?? indexes.size;
      indexes.set(name, column);
      cells[column] = cell;
    }
    rows.push({ line, cells: Array.from(cells, (cell) => cell ?? '') });
  }
  const columns = [...indexes.keys()];
  const refusal = checkColumns(columns, rows[0]?.line ?? 1);
  if (refusal) return { ok: false, refusal };
  return report === null ? recognised(columns, rows) : recognisedIds(columns, rows, report);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function reportKindOf(value: unknown): string | null {
  if (!isObject(value) || value['format'] !== REPORT_FORMAT) return null;
  return typeof value['report'] === 'string' ? value['report'] : null;
}

const hasRows = (value: unknown): boolean => isObject(value) && Array.isArray(value['rows']);

/**
 * The objects of the one list that a value is or contains; an object with a name is a single item.
 */
function itemsIn(item: Item | undefined, part: JsonPart | undefined): Item[] | null {
  if (!item) return null;
  const { value, exact } = item;
  if (Array.isArray(value)) return listed(value, exact, part, '');
  if (!isObject(value) || !isObject(exact)) return null;
  const list = listIn(value);
  if (list !== null) return listed(value[list], exact[list], part, list);
  return guessMapping(Object.keys(value)).name === undefined ? null : [item];
}

function listIn(value: Record<string, unknown>): string | null {
  if (reportKindOf(value) !== null && hasRows(value)) return 'rows';
  const lists = Object.entries(value).filter(([, each]) => Array.isArray(each)) as [
    string,
    unknown[],
  ][];
  const ofObjects = lists.filter(([, list]) => list.some(isObject));
  if (ofObjects.length === 1) return ofObjects[0]?.[0] ?? null;
  // An empty list counts as a list of keys, unless there is a name beside it.
  const isOne = guessMapping(Object.keys(value)).name !== undefined;
  return ofObjects.length === 0 && lists.length === 1 && !isOne ? (lists[0]?.[0] ?? null) : null;
}

function listed(
  value: unknown,
  exact: unknown,
  part: JsonPart | undefined,
  name: string,
): Item[] | null {
  if (!Array.isArray(value) || !Array.isArray(exact)) return null;
  const lines = part?.objects.get(name) ?? [];
  return value.map((each: unknown, index) => ({
    line: lines[index] ?? part?.line ?? 1,
    value: each,
    exact: exact[index] as unknown,
  }));
}

/** A value as text; a list of strings as lines; null for values that do not fit a flat object. */
function cellOf(value: unknown, exact: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(exact);
  if (typeof value === 'boolean') return String(value);
  if (isWrapped(value) && isObject(exact)) return cellOf(value['value'], exact['value']);
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return null;
  return value.join('\n');
}

/**
 * Windows PowerShell wraps some dates and lists in an object with the value and its display form or
 * count.
 */
const isWrapped = (value: unknown): value is Record<string, unknown> =>
  isObject(value) &&
  !isObject(value['value']) &&
  'value' in value &&
  Object.keys(value).every((key) => WRAPPING.has(key));

const WRAPPING = new Set(['value', 'Count', 'DisplayHint', 'DateTime']);

/** V8's message names the position, or the end of the text. */
function positionOf(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  return Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
}

const lineOf = (text: string, offset: number): number =>
  text.slice(0, offset).split(/\r\n|\r|\n/).length;
