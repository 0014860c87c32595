import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { capture } from '../bootstrap/child.mjs';
import { Failure, tail } from '../bootstrap/failure.mjs';

/** Folders that the tests do not need. They may be large, or change during the copy. */
const LEFT_OUT = new Set(['.git', 'coverage', 'dist', 'test-results', 'playwright-report', 'tour']);

/**
 * A path at which another user can read a file or folder: the source itself, or a copy.
 *
 * @param {string} source
 * @param {string} copy the path of the copy, if one is needed
 * @param {(file: string) => Promise<boolean>} canRead whether that user can read a file
 * @returns {Promise<string>} source or copy
 */
export async function readableCopy(source, copy, canRead) {
  const isFolder = (await stat(source)).isDirectory();
  const reachable = await canRead(source);
  if (reachable && (!isFolder || !(await hasUnreadable(source)))) return source;
  if (!isFolder) {
    await must('mkdir', ['-p', copy]);
    const file = path.join(copy, path.basename(source));
    await must('cp', ['-p', source, file]);
    await must('chmod', ['755', copy, file]);
    return file;
  }
  await mkdir(copy, { mode: 0o755 });
  const parts = (await readdir(source))
    .filter((name) => !LEFT_OUT.has(name))
    .map((name) => path.join(source, name));
  // Hard links take a second instead of a minute. They share the files' modes, so they work only where those
  // are readable already, and only on the same file system.
  const linked =
    !(await hasUnreadable(source)) && (await capture('cp', ['-al', ...parts, copy])).code === 0;
  if (!linked) {
    await must('cp', ['-a', ...parts, copy]);
    await must('chmod', ['-R', 'a+rX', copy]);
  }
  return copy;
}

/** Whether others may not read something in a folder. @param {string} folder */
async function hasUnreadable(folder) {
  const skip = [...LEFT_OUT].flatMap((name) => ['-path', path.join(folder, name), '-prune', '-o']);
  const test = [
    '(',
    '-type',
    'f',
    '!',
    '-perm',
    '-o=r',
    '-o',
    '-type',
    'd',
    '!',
    '-perm',
    '-o=rx',
    ')',
    '-print',
    '-quit',
  ];
  // This tests the folder itself too. A copy would not need that mode, and a needless copy does no harm.
  const { output } = await capture('find', [folder, ...skip, ...test]);
  return output.trim() !== '';
}

/** @param {string} command @param {string[]} args */
async function must(command, args) {
  const { code, output } = await capture(command, args);
  if (code !== 0)
    throw new Failure(
      'The tests could not be copied to where an ordinary user can read them.',
      'Correct this, then run the command again.',
      tail(output),
    );
}
