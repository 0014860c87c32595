import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Everything below a directory: path → content in hex and mode. Equal results mean that nothing was
 * changed.
 */
export async function directoryContents(directory: string): Promise<Record<string, string>> {
  const picture: Record<string, string> = {};
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    const content = entry.isFile() ? (await readFile(path)).toString('hex') : 'directory';
    picture[path] = `${mode.toString(8)} ${content}`;
  }
  return picture;
}
