import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const BLOCK = 512;

/**
 * Extracts one file of a .tgz as a stream, without loading it into memory.
 *
 * @param {string} archive
 * @param {string} name as in the archive, e.g. `package/data.zip`
 * @param {string} destination
 */
export async function extractTarEntry(archive, name, destination) {
  const entry = new TarEntry(name);
  await pipeline(createReadStream(archive), createGunzip(), entry, createWriteStream(destination));
  if (!entry.complete) throw new Error(`${name} is not, or not completely, in ${archive}`);
}

/** Passes on the content of one entry of a tar stream and drops the rest. */
class TarEntry extends Transform {
  complete = false;
  /** Remaining bytes of the current entry, then of its padding. */
  #content = 0;
  #padding = 0;
  #wanted = false;
  #rest = Buffer.alloc(0);
  #name;

  /** @param {string} name */
  constructor(name) {
    super();
    this.#name = name;
  }

  /**
   * @override
   * @param {Buffer} chunk
   * @param {BufferEncoding} _encoding
   * @param {() => void} done
   */
  _transform(chunk, _encoding, done) {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (data.length > 0) {
      if (this.#content > 0) {
        const part = data.subarray(0, this.#content);
        if (this.#wanted) this.push(part);
        this.#content -= part.length;
        if (this.#wanted && this.#content === 0) this.complete = true;
        data = data.subarray(part.length);
      } else if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, data.length);
        this.#padding -= skipped;
        data = data.subarray(skipped);
      } else if (data.length < BLOCK) break;
      else {
        this.#readHeader(data.subarray(0, BLOCK));
        data = data.subarray(BLOCK);
      }
    }
    this.#rest = Buffer.from(data);
    done();
  }

  /** @param {Buffer} header */
  #readHeader(header) {
    this.#content = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0;
    this.#padding = (BLOCK - (this.#content % BLOCK)) % BLOCK;
    this.#wanted = header.toString('utf8', 0, 100).replace(/\0.*$/s, '') === this.#name;
  }
}
