import { createHash } from 'node:crypto';
import type { ColumnSpec } from '../../../shared/reports/columns';
import type { Row } from '../../../shared/reports/report';
import type { Pacer } from '../pacer';
import type { EachRows } from '../content/report-content';
import { borderOf, rowsJson } from '../content/row-text';

const LINE_FEED = 0x0a;

/** As long as a digest, and stands for one that is not known yet. */
export const UNKNOWN_DIGEST = '0'.repeat(64);

/**
 * The SHA-256 of the data of a report, lower-case hex: of its rows as JSON objects, one a line, each line ended by a
 * line feed. It does not depend on the format: the same data has the same digest in a PDF and in a CSV file, and
 * that of an NDJSON file is that of everything after its first line.
 */
export class DataDigest {
  readonly #jsonOf: (rows: readonly Row[]) => string;
  readonly #border: Buffer;
  readonly #hash = createHash('sha256');
  /** for the text of some rows, used again for the next ones */
  #bytes = Buffer.alloc(0);

  constructor(columns: readonly ColumnSpec[]) {
    const ids = columns.map(({ id }) => id);
    this.#jsonOf = rowsJson(ids);
    this.#border = Buffer.from(borderOf(ids));
  }

  take(rows: readonly Row[]): void {
    const text = this.#jsonOf(rows);
    if (this.#bytes.length < text.length * 3) this.#bytes = Buffer.allocUnsafe(text.length * 3);
    const written = this.#bytes.subarray(0, this.#bytes.write(text));
    const border = this.#border;
    // Each line ends where a comma stands.
    for (let at = written.indexOf(border); at !== -1; at = written.indexOf(border, at + 1)) {
      written[at + 1] = LINE_FEED;
    }
    this.#hash.update(written);
    this.#hash.update('\n');
  }

  /** After all rows, once. */
  end(): string {
    return this.#hash.digest('hex');
  }
}

/** The digest of rows that are gone through for nothing else. */
export async function dataDigest(
  columns: readonly ColumnSpec[],
  eachRows: EachRows,
  pacer: Pacer,
): Promise<string> {
  const digest = new DataDigest(columns);
  await eachRows(columns, pacer, (rows) => digest.take(rows));
  return digest.end();
}
