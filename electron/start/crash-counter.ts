import { rmSync } from 'node:fs';
import { readSmallFile, writeSmallFile } from '../platform/disk/small-file';

/** A number of up to three digits and a line end. */
const MAX_BYTES = 16;

const UNENDED_STARTS = 3;

/** A start that lasts this long counts as successful (ms). */
export const GOOD_AFTER_MS = 30_000;

/**
 * Counts failed starts, in a small file that exists only while the app runs. The graphics driver is
 * the most frequent cause of a crash at the start, so after three failed starts in a row the app
 * starts without it.
 */
export class CrashCounter {
  readonly #path: string;

  /** @param path absolute */
  constructor(path: string) {
    this.#path = path;
  }

  /** @returns whether this start should run without graphics acceleration */
  begin(): boolean {
    const unended = this.#read();
    try {
      writeSmallFile(this.#path, String(unended + 1), 'anew');
    } catch {
      // A write error does not prevent the start.
    }
    return unended >= UNENDED_STARTS;
  }

  /** The start was successful: it lasted, or the app quit properly. */
  end(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch {
      // The next start counts again.
    }
  }

  #read(): number {
    try {
      const count = Number.parseInt(readSmallFile(this.#path, MAX_BYTES), 10);
      return Number.isInteger(count) && count > 0 && count < 1000 ? count : 0;
    } catch {
      return 0;
    }
  }
}
