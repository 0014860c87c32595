import type { LongText } from '../crypto/aead';

/**
 * ASCII text as a view of the bytes of a file. A string of a large vault's size would trigger a
 * garbage collection while the window waits for the vault.
 */
export class AsciiSlice implements LongText {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#bytes.length;
  }

  slice(from: number, to: number): string {
    return this.#bytes.toString('latin1', from, to);
  }

  /** For `JSON.stringify`, when the file is written again. */
  toJSON(): string {
    return this.slice(0, this.length);
  }
}
