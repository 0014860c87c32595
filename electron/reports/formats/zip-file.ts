import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { ZipInputFile } from 'fflate';
import { Zip } from 'fflate';
import type { Sink } from './sink';

const DEFLATED = 8;

/** Bytes given to zlib at a time: each call costs a round trip to its thread. */
const BLOCK_BYTES = 64 * 1024;
/** Backpressure: more bytes waiting for zlib pause the writer. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** One file of an archive, compressed by zlib off the main thread. */
class DeflatedFile implements ZipInputFile {
  readonly filename: string;
  readonly compression = DEFLATED;
  size = 0;
  crc = 0;
  ondata: ZipInputFile['ondata'];
  readonly #deflate = createDeflateRaw({ level: 5, chunkSize: BLOCK_BYTES });
  readonly #ended: Promise<unknown>;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;

  constructor(filename: string) {
    this.filename = filename;
    this.#deflate.on('data', (chunk: Uint8Array<ArrayBuffer>) => this.ondata?.(null, chunk, false));
    this.#ended = once(this.#deflate, 'end');
    this.#ended.catch(() => undefined);
  }

  /** Settles at once while zlib keeps up, so that the next text is made during compression. */
  async push(text: string): Promise<void> {
    this.#gathered.push(Buffer.from(text));
    this.#gatheredBytes += this.#gathered.at(-1)?.length ?? 0;
    if (this.#gatheredBytes >= BLOCK_BYTES) this.#compress();
    if (this.#deflate.writableLength > MAX_WAITING_BYTES) await once(this.#deflate, 'drain');
  }

  async end(): Promise<void> {
    this.#compress();
    this.#deflate.end();
    await this.#ended;
    this.ondata?.(null, new Uint8Array(0), true);
  }

  #compress(): void {
    const block = Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.size += block.length;
    this.crc = crc32(block, this.crc);
    this.#deflate.write(block);
  }

  close(): void {
    this.#deflate.destroy();
  }
}

/** A zip archive that is written as its files arrive, one after another. */
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

  /** @param write gets the function that adds text to the file */
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
