import { scanJson } from './json-shape';
import type { Read } from './refusal';
import { refuse } from './refusal';
import type { Table } from './table';
import { checkColumns } from './table';
import { LONGEST_CELL, MOST_ROWS } from '../../shared/import-limits';

/** Reads a list of flat objects, or an object that has one such list: `[{"name": …}]`, `{"keys": [{…}]}`. */
export function parseJson(text: string): Read<Table> {
  const scanned = scanJson(text);
  if ('refusal' in scanned) return { ok: false, refusal: scanned.refusal };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse('not-json', lineOf(text, error));
  }
  const list = listIn(json);
  if (list === null) return refuse('wrong-type', 1);
  if (list.length === 0) return refuse('empty');
  if (list.length > MOST_ROWS) return refuse('too-many-rows', scanned.lines[MOST_ROWS] ?? null);
  const indexes = new Map<string, number>();
  const rows: Table['rows'] = [];
  for (const [index, item] of list.entries()) {
    const line = scanned.lines[index] ?? 1;
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      return refuse('wrong-type', line);
    }
    const cells: string[] = [];
    for (const [name, value] of Object.entries(item)) {
      const cell = cellOf(value);
      if (cell === null) return refuse('wrong-type', line);
      if (cell.length > LONGEST_CELL) return refuse('too-long', line);
      const column = indexes.get(name) ?? indexes.size;
      indexes.set(name, column);
      cells[column] = cell;
    }
    rows.push({ line, cells: Array.from(cells, (cell) => cell ?? '') });
  }
  const columns = [...indexes.keys()];
  const refusal = checkColumns(columns, rows[0]?.line ?? 1);
  return refusal ? { ok: false, refusal } : { ok: true, value: { columns, rows } };
}

function listIn(json: unknown): unknown[] | null {
  if (Array.isArray(json)) return json;
  if (typeof json !== 'object' || json === null) return null;
  const lists = Object.values(json).filter((value) => Array.isArray(value));
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

/** A value as text; a list of texts as lines; null for what has no place in a flat object. */
function cellOf(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return null;
  return value.join('\n');
}

/** V8 says where: at a position, or at a line and column. */
function lineOf(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
  return text.slice(0, position).split('\n').length;
}
