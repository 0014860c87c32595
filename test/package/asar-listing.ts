import { open } from 'node:fs/promises';

interface Folder {
  files: Record<string, Folder | { size: number }>;
}

/** The files in an asar archive, as paths. Format: https://github.com/electron/asar#format */
export async function asarListing(archive: string): Promise<string[]> {
  const file = await open(archive);
  try {
    const { buffer: head } = await file.read(Buffer.alloc(16), 0, 16, 0);
    const length = head.readUInt32LE(12);
    const { buffer: json } = await file.read(Buffer.alloc(length), 0, length, 16);
    return pathsIn(JSON.parse(json.toString('utf8')) as Folder);
  } finally {
    await file.close();
  }
}

const pathsIn = (folder: Folder): string[] =>
  Object.entries(folder.files).flatMap(([name, entry]) =>
    'files' in entry ? pathsIn(entry).map((path) => `${name}/${path}`) : [name],
  );
