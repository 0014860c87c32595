import type { ReportColumn, Row } from '../../shared/reports/report';
import { redact } from '../redact';
import type { EachRows, ReportContent } from './report-content';

/** Shorter than this no text holds a recovery code. */
const RECOVERY_CODE_LENGTH = 39;

/** More of it than a hint shows. */
const SECRET = /ock_(?:live|test)_\w{5}/;

/** Nearly no text holds one: that is asked first, since a report may have a million of them. */
const mayHoldSecret = (text: string): boolean =>
  (text.includes('ock_') && SECRET.test(text)) ||
  (text.length >= RECOVERY_CODE_LENGTH && text.includes('-'));

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

const maskedRows =
  (eachRows: EachRows): EachRows =>
  (columns, pacer, take, limit) => {
    const texts = columns.flatMap(({ type }, index) => (isText(type) ? [index] : []));
    return eachRows(
      columns,
      pacer,
      (rows) => take(rows.map((row) => maskedRow(row, texts))),
      limit,
    );
  };

const isText = (type: ReportColumn['type']): boolean => type === 'text' || type === 'list';

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
