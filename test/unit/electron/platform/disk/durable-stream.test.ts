import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeStreamDurably } from '../../../../../electron/platform/disk/durable-stream';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { temporaryDirectory } from '../../../../support/test-vault';

/** Pieces of many times the buffer size in all; one of them is larger than the buffer. */
const PIECES = Array.from(
  { length: 40 },
  (_, index) => `${index} ${'x'.repeat(index === 20 ? 300_000 : 50_000)} é€😀\n`,
);
const WHOLE = PIECES.join('');

async function place() {
  const directory = await temporaryDirectory();
  const faulty = new FaultyFileSystem();
  const path = join(directory, 'report.csv');
  const write = (mode: 'create' | 'replace' = 'replace', hash?: Hash) =>
    writeStreamDurably(
      faulty.fs,
      path,
      mode,
      async (sink) => {
        for (const [index, piece] of PIECES.entries()) {
          await sink(index % 2 === 0 ? piece : Buffer.from(piece));
        }
      },
      undefined,
      hash,
    );
  return { directory, faulty, path, write };
}

describe('a streamed file', () => {
  it('has all pieces in order, for the user alone, and the digest gets all of them', async () => {
    const { directory, faulty, path, write } = await place();
    const hash = createHash('sha256');
    await write('replace', hash);
    expect(hash.digest('hex')).toBe(createHash('sha256').update(WHOLE).digest('hex'));
    expect(await readFile(path, 'utf8')).toBe(WHOLE);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['report.csv']);
    // It is not buffered until the end.
    const writes = faulty.calls.filter(({ name }) => name === 'write').length;
    expect(writes).toBeGreaterThan(5);
    expect(writes).toBeLessThan(PIECES.length);
  });

  it('can have its start overwritten at the end, unless it was hashed', async () => {
    const { directory, faulty, path } = await place();
    const write = (hash?: Hash) =>
      writeStreamDurably(
        faulty.fs,
        path,
        'create',
        async (sink, rewrite) => {
          for (const piece of PIECES) await sink(piece);
          await rewrite('é€');
        },
        undefined,
        hash,
      );
    await expect(write(createHash('sha256'))).rejects.toThrow('hashed');
    expect(await readdir(directory)).toEqual([]);
    await write();
    const expected = Buffer.from(WHOLE);
    expected.write('é€');
    expect(await readFile(path)).toEqual(expected);
  });

  it.each(['ENOSPC', 'half'] as const)(
    'is deleted when the disk gets full (%s), and the old one stays',
    async (fault) => {
      const { directory, faulty, path, write } = await place();
      await writeFile(path, 'old');
      let writes = 0;
      faulty.breakWhere(({ name }) => {
        if (name === 'write') writes += 1;
        return writes > 3 ? fault : null;
      });
      await expect(write()).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(writes).toBe(4);
      faulty.mend();
      expect(await readFile(path, 'utf8')).toBe('old');
      if (fault === 'half') expect(await readdir(directory)).toEqual(['report.csv']);
    },
  );

  it('is complete after short writes', async () => {
    const { faulty, path, write } = await place();
    faulty.breakWhere(({ name }, number) =>
      name === 'write' && number % 2 === 0 ? 'short' : null,
    );
    await write('create');
    expect(await readFile(path, 'utf8')).toBe(WHOLE);
    await expect(write('create')).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
