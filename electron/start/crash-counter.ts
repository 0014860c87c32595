import { rmSync } from 'node:fs';
import { readSmallFile, writeSmallFile } from '../platform/disk/small-file';

/** A number of up to three digits and a line end. */
const MOST_BYTES = 16;

const UNENDED_STARTS = 3;

/** A start that has lasted so long was a good one, in milliseconds. */
export const GOOD_AFTER_MS = 30_000;

/**
 * Counts starts that end nowhere, in a small file that is there only while the app runs. The graphics driver is
 * what most often takes an app down before it can say anything, so after three such starts in a row the app
 * starts without it.
 */
export class CrashCounter {
  readonly #path: string;

  /** @param path absolute */
  constructor(path: string) {
    this.#path = path;
  }

  /** @returns whether this start is to be a safe one */
  begin(): boolean {
    const unended = this.#read();
    try {
      writeSmallFile(this.#path, String(unended + 1), 'anew');
    } catch {
      // A disk that refuses keeps nobody out of the app.
    }
    return unended >= UNENDED_STARTS;
  }

  /** The start was good: it lasted, or the app was ended as it should be. */
  end(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch {
      // Counted again next time.
    }
  }

  #read(): number {
    try {
      const count = Number.parseInt(readSmallFile(this.#path, MOST_BYTES), 10);
      return Number.isInteger(count) && count > 0 && count < 1000 ? count : 0;
    } catch {
      return 0;
    }
  }
}
