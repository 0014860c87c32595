import type { ColumnSpec } from '../../../shared/reports/columns';
import type { Row } from '../../../shared/reports/report';
import { redact } from '../../lib/redact';
import type { EachRows, ReportContent } from './report-content';

/** Shorter than this no text holds a recovery code. */
const RECOVERY_CODE_LENGTH = 39;

/** Nor, shorter than this, a secret or so much of one that it counts. */
const SECRET_LENGTH = 14;

/**
 * Nearly no text holds one: that is asked first, since a report may have a million of them; and in each for a single
 * sign before it is for more, which takes less time.
 */
const mayHoldSecret = (text: string): boolean =>
  text.length >= SECRET_LENGTH &&
  ((text.includes('_') && text.includes('ock_')) ||
    (text.length >= RECOVERY_CODE_LENGTH && text.includes('-')));

/** Columns in which stands what the app itself has formed: nothing can be pasted there. */
const FORMED = new Set([
  'id',
  'keyId',
  'hint',
  'secretHash',
  'environment',
  'status',
  'allowedIps',
  'severity',
  'finding',
  'advice',
  'event',
  'measure',
]);

const masked = (text: string): string => (mayHoldSecret(text) ? redact(text) : text);

/** A content without the secrets that somebody has pasted where none belongs: into a name, a note, an integration. */
export function maskedContent(content: ReportContent): ReportContent {
  const { summary, charts, statements } = content;
  return {
    ...content,
    summary: summary.map((each) => ({ ...each, value: masked(each.value) })),
    charts: charts.map((chart) => ({
      ...chart,
      groups: chart.groups.map((group) => ({ ...group, label: masked(group.label) })),
    })),
    statements: statements.map((each) => ({ ...each, text: masked(each.text) })),
    eachRows: maskedRows(content.eachRows),
  };
}

export const maskedLines = <T extends { value: string }>(lines: readonly T[]): T[] =>
  lines.map((line) => ({ ...line, value: masked(line.value) }));

function maskedRows(eachRows: EachRows): EachRows {
  // Rows are the same every time through: those in which nothing was found are not looked through again.
  let clean: { columns: readonly ColumnSpec[]; rows: Map<number, number> } | null = null;
  return (columns, pacer, take, limit) => {
    const texts = columns.flatMap(({ id, type }, index) =>
      (type === 'text' || type === 'list') && !FORMED.has(id) ? [index] : [],
    );
    if (clean?.columns !== columns) clean = { columns, rows: new Map() };
    const { rows: cleanFrom } = clean;
    let next = 0;
    return eachRows(
      columns,
      pacer,
      (rows) => {
        const first = next;
        next += rows.length;
        if (cleanFrom.get(first) === rows.length) return take(rows);
        const cleared = rows.map((row) => maskedRow(row, texts));
        if (cleared.every((row, at) => row === rows[at])) cleanFrom.set(first, rows.length);
        return take(cleared);
      },
      limit,
    );
  };
}

function maskedRow(row: Row, texts: readonly number[]): Row {
  let copy: Row[number][] | null = null;
  for (const index of texts) {
    const cell = row[index];
    if (typeof cell === 'string') {
      if (mayHoldSecret(cell)) (copy ??= [...row])[index] = redact(cell);
    } else if (Array.isArray(cell) && cell.some(mayHoldSecret)) {
      (copy ??= [...row])[index] = cell.map(redact);
    }
  }
  return copy ?? row;
}
