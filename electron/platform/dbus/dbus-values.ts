/**
 * D-Bus values of the Secret Service (D-Bus specification, "Marshaling"), in little-endian order:
 * the affected Electron versions run on x64 only.
 */
export class DbusWriter {
  #bytes: Buffer = Buffer.alloc(0);

  get bytes(): Buffer {
    return this.#bytes;
  }

  align(boundary: number): this {
    const missing = (boundary - (this.#bytes.length % boundary)) % boundary;
    return this.raw(Buffer.alloc(missing));
  }

  uint32(value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return this.align(4).raw(bytes);
  }

  /** A string or an object path. */
  text(text: string): this {
    return this.uint32(Buffer.byteLength(text)).raw(Buffer.from(`${text}\0`));
  }

  signature(text: string): this {
    return this.raw(Buffer.from([text.length])).raw(Buffer.from(`${text}\0`));
  }

  /**
   * @param boundary alignment of the elements; the padding before the first does not count as
   * length
   */
  array(boundary: number, write: () => void): this {
    this.uint32(0);
    const lengthAt = this.#bytes.length - 4;
    this.align(boundary);
    const start = this.#bytes.length;
    write();
    this.#bytes.writeUInt32LE(this.#bytes.length - start, lengthAt);
    return this;
  }

  /** Bytes as they are. */
  raw(bytes: Buffer): this {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    return this;
  }
}

/** Reads values one after another. Throws when the buffer is too short. */
export class DbusReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  align(boundary: number): this {
    this.#at += (boundary - (this.#at % boundary)) % boundary;
    return this;
  }

  uint32(): number {
    this.align(4);
    const value = this.#bytes.readUInt32LE(this.#at);
    this.#at += 4;
    return value;
  }

  /** An array of bytes. */
  data(): Buffer {
    return this.#take(this.uint32());
  }

  text(): string {
    const text = this.#take(this.uint32()).toString();
    this.#at += 1;
    return text;
  }

  signature(): string {
    const text = this.#take(this.#bytes.readUInt8(this.#at++)).toString();
    this.#at += 1;
    return text;
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Error('a D-Bus value is longer than its message');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
