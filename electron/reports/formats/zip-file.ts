import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { ZipInputFile } from 'fflate';
import { Zip } from 'fflate';
import type { Sink } from './sink';

const DEFLATED = 8;

/** One file of an archive, compressed by zlib, which works beside the main thread. */
class DeflatedFile implements ZipInputFile {
  readonly filename: string;
  readonly compression = DEFLATED;
  size = 0;
  crc = 0;
  ondata: ZipInputFile['ondata'];
  readonly #deflate = createDeflateRaw({ level: 5 });
  readonly #ended: Promise<unknown>;

  constructor(filename: string) {
    this.filename = filename;
    this.#deflate.on('data', (chunk: Uint8Array<ArrayBuffer>) => this.ondata?.(null, chunk, false));
    this.#ended = once(this.#deflate, 'end');
    this.#ended.catch(() => undefined);
  }

  async push(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.size += bytes.length;
    this.crc = crc32(bytes, this.crc);
    if (!this.#deflate.write(bytes)) await once(this.#deflate, 'drain');
  }

  async end(): Promise<void> {
    this.#deflate.end();
    await this.#ended;
    this.ondata?.(null, new Uint8Array(0), true);
  }

  close(): void {
    this.#deflate.destroy();
  }
}

/** A zip archive that is written while its files come in, one after another. */
export class ZipFile {
  readonly #sink: Sink;
  readonly #zip: Zip;
  #waiting: Uint8Array[] = [];

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#zip = new Zip((error, data) => {
      if (error) throw error;
      this.#waiting.push(data);
    });
  }

  /** @param write is given what takes the file's text */
  async add(
    path: string,
    write: (push: (text: string) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const file = new DeflatedFile(path);
    this.#zip.add(file);
    try {
      await write(async (text) => {
        await file.push(text);
        await this.#flush();
      });
      await file.end();
    } finally {
      file.close();
    }
    await this.#flush();
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const pieces = this.#waiting;
    this.#waiting = [];
    for (const piece of pieces) await this.#sink(piece);
  }
}
