import type { LongText } from '../crypto/aead';

/**
 * Text in ASCII where it stands in the bytes of a file. As one string, that of a large vault would take memory of which
 * the garbage collector wants to know at once, while the window waits for the vault.
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

  /** As it is written again. */
  toJSON(): string {
    return this.slice(0, this.length);
  }
}
