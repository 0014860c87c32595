import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FuzzTarget } from './target';

const folderOf = ({ name }: FuzzTarget): string => join(import.meta.dirname, 'corpus', name);

/** A stored input and its file name. */
interface Kept {
  file: string;
  input: Buffer;
}

export async function readCorpus(target: FuzzTarget): Promise<Kept[]> {
  const folder = folderOf(target);
  const files = (await readdir(folder)).toSorted();
  return Promise.all(
    files.map(async (file) => ({ file, input: await readFile(join(folder, file)) })),
  );
}

/** Stores an input for which the property failed. @returns its path */
export async function keepFound(target: FuzzTarget, input: Buffer): Promise<string> {
  const folder = folderOf(target);
  await mkdir(folder, { recursive: true });
  const digest = createHash('sha256').update(input).digest('hex').slice(0, 12);
  const path = join(folder, `found-${digest}`);
  await writeFile(path, input);
  return path;
}
