import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture } from '../bootstrap/child.mjs';

const IN_MEMORY = '/dev/shm';
const NEEDED_BYTES = 2 * 1024 ** 3;

/**
 * A new folder for the temporary files of tests, which the caller removes. On Linux it is in
 * memory: the tests call fsync tens of thousands of times, and a disk takes milliseconds for each.
 * A TMPDIR that is set is used instead.
 *
 * @returns {Promise<string>}
 */
export async function memoryFolder() {
  const inTemp = () => mkdtemp(path.join(tmpdir(), 'ownchat-test-'));
  if (process.env.TMPDIR || !(await hasRoom())) return inTemp();
  const folder = await mkdtemp(path.join(IN_MEMORY, 'ownchat-test-'));
  if (await runsPrograms(folder)) return folder;
  await rm(folder, { recursive: true });
  return inTemp();
}

async function hasRoom() {
  try {
    const { bavail, bsize } = await statfs(IN_MEMORY);
    return bavail * bsize >= NEEDED_BYTES;
  } catch {
    return false;
  }
}

/** Whether programs can run in the folder: containers mount it without that permission, and some tests need it. @param {string} folder */
async function runsPrograms(folder) {
  const program = path.join(folder, 'program');
  await writeFile(program, '#!/bin/sh\n', { mode: 0o700 });
  const { code } = await capture(program, []);
  await rm(program);
  return code === 0;
}
