import { columnLabels } from '../../../shared/reports/column-label';
import { columnsOf } from '../../../shared/reports/columns';
import type { ReportKind } from '../../../shared/reports/report';
import { REPORT_KINDS } from '../../../shared/reports/report';
import { RESOURCES } from '../../../shared/keys/scopes';
import { plainWord } from '../cells/cell-text';
import type { ReadResult } from '../refusal';
import { refuse } from '../refusal';
import type { Table, TableRow } from './table';
import { t } from '../../lib/messages';

/** Reports without a list of keys. */
const WITHOUT_KEYS = new Set<ReportKind>(['activity', 'lifecycle', 'due-dates']);

interface Recognised {
  kind: ReportKind;
  ids: (string | null)[];
}

/** A table, with the report columns when it is one of our reports. */
export function recognised(columns: string[], rows: TableRow[]): ReadResult<Table> {
  const found = byLabels(columns);
  return found ? ofReport(columns, rows, found) : plain(columns, rows);
}

/** The rows of a JSON report, whose columns are named by id. */
export function recognisedIds(
  columns: string[],
  rows: TableRow[],
  kind: string,
): ReadResult<Table> {
  const known = REPORT_KINDS.find((each) => each === kind);
  if (!known) return plain(columns, rows);
  const own = new Set(columnsOf(known).map(({ id }) => id));
  const ids = columns.map((name) => (own.has(name) ? name : null));
  return ofReport(columns, rows, { kind: known, ids });
}

const plain = (columns: string[], rows: TableRow[]): ReadResult<Table> => ({
  ok: true,
  value: { columns, rows, report: null },
});

function ofReport(
  columns: string[],
  rows: TableRow[],
  { kind, ids }: Recognised,
): ReadResult<Table> {
  if (WITHOUT_KEYS.has(kind)) return refuse('no-keys');
  return { ok: true, value: withScopes({ columns, rows, report: ids }) };
}

/** The heads of the columns of our reports, in the language of the app. */
function headOf(): (column: { id: string; type: string }) => string {
  const labelOf = columnLabels(t);
  return ({ id, type }) => {
    const column = labelOf(id);
    return type === 'instant' ? t('reportContent.columnHead', { column }) : column;
  };
}

/** Columns that only a report has: instants in UTC, ids, measures. */
const isTelling = (id: string, type: string): boolean =>
  type === 'instant' || id === 'id' || id === 'keyId' || id === 'measure';

function byLabels(columns: readonly string[]): Recognised | null {
  const labelOf = headOf();
  for (const kind of REPORT_KINDS) {
    const specs = new Map(columnsOf(kind).map((spec) => [labelOf(spec), spec]));
    const found = columns.map((label) => specs.get(label));
    if (found.every((spec) => spec !== undefined) && found.some((s) => isTelling(s.id, s.type))) {
      return { kind, ids: found.map(({ id }) => id) };
    }
  }
  return null;
}

const MATRIX = RESOURCES.map((resource) => `scope:${resource}`);

/** An access review has a column for each resource; they are merged into one column of scopes. */
function withScopes({ columns, rows, report }: Table & { report: (string | null)[] }): Table {
  if (report.includes('scopes') || !MATRIX.some((id) => report.includes(id))) {
    return { columns, rows, report };
  }
  const cellOf = (cells: readonly string[], id: string) => cells[report.indexOf(id)] ?? '';
  const scopesOf = ({ cells }: TableRow): string =>
    [
      ...RESOURCES.map((resource) => levelIn(cellOf(cells, `scope:${resource}`), resource)),
      cellOf(cells, 'otherScopes'),
    ]
      .filter((scope) => scope !== '')
      .join('; ');
  return {
    columns: [...columns, t('reportContent.columns.scopes')],
    rows: rows.map((row) => ({
      line: row.line,
      cells: [...columns.map((_, index) => row.cells[index] ?? ''), scopesOf(row)],
    })),
    report: [...report, 'scopes'],
  };
}

function levelIn(cell: string, resource: string): string {
  const word = plainWord(cell);
  if (word === '' || word === '–' || word === '-') return '';
  const level = { r: 'read', w: 'write' }[word] ?? word;
  // The key rules reject an unknown level.
  return `${resource}:${level}`;
}
