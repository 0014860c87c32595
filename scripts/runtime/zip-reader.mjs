import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;

/**
 * @typedef {object} ZipEntry
 * @property {string} name with `/`; a folder's ends with one
 * @property {number} mode Unix permissions, e.g. 0o755
 * @property {number} method 0 stored, 8 deflated
 * @property {number} crc
 * @property {number} packedSize
 * @property {number} size
 * @property {number} offset of the local header
 */

/**
 * Lists a zip file. The general extractors unpack everything; this lets the caller leave out 25,000 files.
 * Without encryption and ZIP64, which the archives read here don't use.
 *
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 */
export async function listZip(file) {
  const { size } = await file.stat();
  const last = await bytes(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = last.length - END_SIZE;
  while (end >= 0 && last.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error('not a zip file, or not a whole one');
  const directory = await bytes(file, last.readUInt32LE(end + 16), last.readUInt32LE(end + 12));

  /** @type {ZipEntry[]} */
  const entries = [];
  let at = 0;
  while (at + CENTRAL_SIZE <= directory.length && directory.readUInt32LE(at) === CENTRAL) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at +=
      CENTRAL_SIZE + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @returns {Promise<Buffer>} its content, checked
 */
export async function readZipEntry(file, entry) {
  const local = await bytes(file, entry.offset, LOCAL_SIZE);
  const start = entry.offset + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = await bytes(file, start, entry.packedSize);
  const content =
    entry.method === 0
      ? packed
      : await inflate(packed, { maxOutputLength: Math.max(1, entry.size) });
  if (content.length !== entry.size || crc32(content) !== entry.crc)
    throw new Error(`${entry.name} is damaged`);
  return content;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function bytes(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('the zip file is cut off');
  return buffer;
}
