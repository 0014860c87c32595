import { closeSync, constants, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { FILE_MODE } from './file-system';
import { NON_BLOCKING, expectFile } from './regular-file';

/**
 * Reads a small file synchronously, during the start. Never blocks on a pipe, and does not read an
 * oversized file.
 *
 * @returns its text
 * @throws the system error of the call that failed; `NOT_A_FILE`; `EFBIG` when it is longer
 */
export function readSmallFile(path: string, mostBytes: number): string {
  expectFile(statSync(path));
  const file = openSync(path, constants.O_RDONLY | NON_BLOCKING);
  try {
    expectFile(fstatSync(file));
    const bytes = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    if (length > mostBytes) {
      throw Object.assign(new Error('the file is too large'), { code: 'EFBIG' });
    }
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}

/**
 * Overwrites or appends to a small file, without blocking on a pipe. @throws the system error;
 * `NOT_A_FILE`
 */
export function writeSmallFile(path: string, text: string, how: 'anew' | 'at the end'): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found) expectFile(found);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | NON_BLOCKING;
  const file = openSync(path, how === 'anew' ? flags | constants.O_TRUNC : flags, FILE_MODE);
  try {
    expectFile(fstatSync(file));
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length;) {
      written += writeSync(file, bytes, written);
    }
  } finally {
    closeSync(file);
  }
}
