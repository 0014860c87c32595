import { createHash } from 'node:crypto';
import type { Row } from '../../shared/reports/report';
import type { ColumnSpec } from '../../shared/reports/columns';
import type { Pacer } from './pacer';
import type { EachRows } from './report-content';

/** What makes the text of a row as JSON and NDJSON have it: column id → cell, in the order of the columns. */
export function rowText(ids: readonly string[]): (row: Row) => string {
  // The same for all rows: a hundred thousand of them would be nothing but garbage.
  const object: Record<string, Row[number]> = {};
  return (row) => {
    for (let index = 0; index < ids.length; index += 1) {
      object[ids[index] ?? ''] = row[index] ?? null;
    }
    return JSON.stringify(object);
  };
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
  const textOf = rowText(columns.map(({ id }) => id));
  let bytes = Buffer.alloc(0);
  const hash = createHash('sha256');
  await eachRows(columns, pacer, (rows) => {
    let text = '';
    for (const row of rows) text += `${textOf(row)}\n`;
    if (bytes.length < text.length * 3) bytes = Buffer.allocUnsafe(text.length * 3);
    hash.update(bytes.subarray(0, bytes.write(text)));
  });
  return hash.digest('hex');
}
