import { constants, createReadStream, fstatSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { MAXIMUM_PASSPHRASE } from '../../shared/vault/vault-state';
import type { PassphraseSource } from './command';
import { NON_BLOCKING, expectFile } from '../platform/disk/regular-file';
import { firstLineOf, hasLineEnd } from './first-line';

/** The longest passphrase in bytes, with its line end. */
const MAX_BYTES = MAXIMUM_PASSPHRASE * 4 + 2;

export type PassphraseProblem =
  | 'not-private'
  | 'not-readable'
  | 'too-long'
  | 'empty'
  | 'not-utf-8'
  | 'utf-16';

/**
 * Reads the passphrase: the first line of a file that only its owner may read, or of a descriptor.
 * The line end and a byte order mark are not part of it.
 */
export async function readPassphrase(
  source: PassphraseSource,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ passphrase: string } | { problem: PassphraseProblem }> {
  let bytes: Buffer | PassphraseProblem;
  try {
    bytes = await (source.from === 'file'
      ? readFile(source.path)
      : readDescriptor(source.number, signal));
  } catch {
    return { problem: 'not-readable' };
  }
  if (typeof bytes === 'string') return { problem: bytes };
  if (bytes.length > MAX_BYTES) return { problem: 'too-long' };
  const line = firstLineOf(bytes);
  bytes.fill(0);
  if ('problem' in line) return line;
  return line.text === '' ? { problem: 'empty' } : { passphrase: line.text };
}

/** Checks and reads through one descriptor, so that the file cannot be swapped in between. */
async function readFile(path: string): Promise<Buffer | PassphraseProblem> {
  const handle = await open(path, constants.O_RDONLY | NON_BLOCKING);
  try {
    const found = await handle.stat();
    expectFile(found);
    const { mode, uid } = found;
    const isOurs = process.getuid === undefined || uid === process.getuid();
    // Windows has no such modes; there the folder's permissions apply.
    if (process.platform !== 'win32' && (!isOurs || (mode & 0o077) !== 0)) return 'not-private';
    const buffer = Buffer.alloc(MAX_BYTES + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function readDescriptor(descriptor: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const stat = fstatSync(descriptor);
  // Reading a file cannot be aborted, and on a pipe it would block until the writer ends.
  const stream =
    stat.isFIFO() || stat.isSocket()
      ? new Socket({ fd: descriptor, readable: true, writable: false })
      : createReadStream('', { fd: descriptor });
  for await (const chunk of addAbortSignal(signal, stream)) {
    const bytes = chunk as Buffer;
    chunks.push(bytes);
    length += bytes.length;
    if (length > MAX_BYTES || hasLineEnd(Buffer.concat(chunks))) break;
  }
  const whole = Buffer.concat(chunks);
  for (const chunk of chunks) chunk.fill(0);
  return whole;
}
