import { createHash } from 'node:crypto';
import type { ColumnSpec } from '../../../shared/reports/columns';
import type { Row } from '../../../shared/reports/report';
import type { Pacer } from '../pacer';
import type { EachRows } from '../content/report-content';
import { borderOf, rowsJson } from '../content/row-text';

const LINE_FEED = 0x0a;

/** A placeholder with the length of a digest. */
export const UNKNOWN_DIGEST = '0'.repeat(64);

/**
 * The SHA-256 of a report's data in lower-case hex: of its rows as JSON objects, each with a line
 * feed. It is the same for every format; for an NDJSON file it is the digest of everything after
 * the first line.
 */
export class DataDigest {
  readonly #jsonOf: (rows: readonly Row[]) => string;
  readonly #border: Buffer;
  readonly #hash = createHash('sha256');
  /** reused buffer for the text of rows */
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
    // Replaces the comma between rows by a line feed.
    for (let at = written.indexOf(border); at !== -1; at = written.indexOf(border, at + 1)) {
      written[at + 1] = LINE_FEED;
    }
    this.#hash.update(written);
    this.#hash.update('\n');
  }

  /** Call it once, after all rows. */
  end(): string {
    return this.#hash.digest('hex');
  }
}

/** The digest of rows, in a pass of its own. */
export async function dataDigest(
  columns: readonly ColumnSpec[],
  eachRows: EachRows,
  pacer: Pacer,
): Promise<string> {
  const digest = new DataDigest(columns);
  await eachRows(columns, pacer, (rows) => digest.take(rows));
  return digest.end();
}
