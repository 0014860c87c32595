import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeSmallFile } from '../disk/small-file';
import { redact } from '../../lib/redact';

const LARGEST_BYTES = 1024 * 1024;
const LONGEST_LINE = 8 * 1024;

/**
 * The error log `main.log`; the previous one is `main.old.log`, and both together stay under 2 MB.
 * Written synchronously, because the last lines before a crash matter most. A failing disk is
 * ignored.
 */
export class LogFile {
  readonly directory: string;
  readonly #path: string;
  readonly #now: () => number;
  #bytes: number | null = null;

  /** @param directory absolute; created with the first entry */
  constructor(directory: string, now: () => number) {
    this.directory = directory;
    this.#path = join(directory, 'main.log');
    this.#now = now;
  }

  write(text: string): void {
    const at = new Date(this.#now()).toISOString();
    // Redacts before cutting: a cut secret might no longer be recognised.
    const line = `${at} ${redact(text).slice(0, LONGEST_LINE).replaceAll('\n', '\n  ')}\n`;
    try {
      if (this.#bytes === null) {
        mkdirSync(this.directory, { recursive: true, mode: 0o700 });
        this.#bytes = sizeOf(this.#path);
      }
      const length = Buffer.byteLength(line);
      if (this.#bytes > 0 && this.#bytes + length > LARGEST_BYTES) {
        renameSync(this.#path, join(this.directory, 'main.old.log'));
        this.#bytes = 0;
      }
      writeSmallFile(this.#path, line, 'at the end');
      this.#bytes += length;
    } catch {
      // The size is read again next time.
      this.#bytes = null;
    }
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
