import { createHash } from 'node:crypto';
import type { Row } from '../../shared/reports/report';
import type { ColumnSpec } from '../../shared/reports/columns';
import type { Pacer } from './pacer';
import type { EachRows } from './report-content';

/** A row as JSON and NDJSON have it: column id → cell, in the order of the columns. */
export function rowObject(ids: readonly string[], row: Row): Record<string, Row[number]> {
  const object: Record<string, Row[number]> = {};
  for (let index = 0; index < ids.length; index += 1) {
    object[ids[index] ?? ''] = row[index] ?? null;
  }
  return object;
}

/**
 * The SHA-256 of the data of a report, lower-case hex: of its rows as JSON objects, one a line, each line ended by a
 * line feed. It does not depend on the format: the same data has the same digest in a PDF and in a CSV file, and
 * that of an NDJSON file is that of everything after its first line.
 */
export async function dataDigest(
  columns: readonly ColumnSpec[],
  eachRows: EachRows,
  pacer: Pacer,
): Promise<string> {
  const ids = columns.map(({ id }) => id);
  const hash = createHash('sha256');
  await eachRows(columns, pacer, (rows) => {
    let text = '';
    for (const row of rows) text += `${JSON.stringify(rowObject(ids, row))}\n`;
    hash.update(text);
  });
  return hash.digest('hex');
}
