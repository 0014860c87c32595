import { createHash } from 'node:crypto';
import type { ColumnSpec } from '../../shared/reports/columns';
import type { Pacer } from './pacer';
import type { EachRows } from './report-content';
import { borderOf, rowsJson } from './row-text';

const LINE_FEED = 0x0a;

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
  const jsonOf = rowsJson(ids);
  const border = Buffer.from(borderOf(ids));
  let bytes = Buffer.alloc(0);
  const hash = createHash('sha256');
  await eachRows(columns, pacer, (rows) => {
    const text = jsonOf(rows);
    if (bytes.length < text.length * 3) bytes = Buffer.allocUnsafe(text.length * 3);
    const written = bytes.subarray(0, bytes.write(text));
    // Each line ends where a comma stands.
    for (let at = written.indexOf(border); at !== -1; at = written.indexOf(border, at + 1)) {
      written[at + 1] = LINE_FEED;
    }
    hash.update(written);
    hash.update('\n');
  });
  return hash.digest('hex');
}
