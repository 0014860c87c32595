import { execFileSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { chmod, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPassphrase } from '../../../../electron/headless/passphrase-input';
import { temporaryDirectory } from '../../../support/test-vault';

async function fileWith(text: string | Uint8Array, mode = 0o600): Promise<string> {
  const path = join(await temporaryDirectory(), 'passphrase');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

describe('a passphrase file', () => {
  it.each([
    ['correct horse battery', 'correct horse battery'],
    ['correct horse battery\n', 'correct horse battery'],
    ['correct horse\r\nsecond line\n', 'correct horse'],
    [' pass phrase ', ' pass phrase '],
    ['пароль 🤖\n', 'пароль 🤖'],
    ['correct horse\rsecond line\r', 'correct horse'],
    ['\uFEFFcorrect horse\r\n', 'correct horse'],
    ['correct horse\n\n\n', 'correct horse'],
  ])('is read up to its first line end: %j', async (text, passphrase) => {
    expect(await readPassphrase({ from: 'file', path: await fileWith(text) })).toEqual({
      passphrase,
    });
  });

  it.each([
    ['utf16le', (text: string) => Buffer.from(text, 'utf16le')],
    ['utf16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])(
    'may be in UTF-16 with a byte order mark, as PowerShell writes it, and is refused without: %s',
    async (_name, encode) => {
      const read = async (text: string) =>
        readPassphrase({ from: 'file', path: await fileWith(encode(text)) });
      for (const end of ['', '\r\n', '\n', '\r', '\r\nsecond line\r\n']) {
        // Two of its characters contain the byte of a line feed or a carriage return.
        expect(await read(`\uFEFFcorrect Ċ ഊ horse 🤖${end}`)).toEqual({
          passphrase: 'correct Ċ ഊ horse 🤖',
        });
      }
      expect(await read('correct horse\r\n')).toEqual({ problem: 'utf-16' });
      expect(await read('\uFEFF\r\n')).toEqual({ problem: 'empty' });
    },
  );

  it('is refused, with a specific problem, in another encoding', async () => {
    const path = await fileWith(Buffer.from('pässword of ten', 'latin1'));
    expect(await readPassphrase({ from: 'file', path })).toEqual({ problem: 'not-utf-8' });
    const later = await fileWith(Buffer.from('first line\npässword', 'latin1'));
    expect(await readPassphrase({ from: 'file', path: later })).toEqual({
      passphrase: 'first line',
    });
  });

  it.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o644, 0o620, 0o660])(
    'is refused when other users may access it: %o',
    async (mode) => {
      const path = await fileWith('correct horse battery', mode);
      expect(await readPassphrase({ from: 'file', path })).toEqual({ problem: 'not-private' });
    },
  );

  it('is refused when it is empty, too long, a folder or missing', async () => {
    const read = (path: string) => readPassphrase({ from: 'file', path });
    expect(await read(await fileWith('\nx'))).toEqual({ problem: 'empty' });
    expect(await read(await fileWith('x'.repeat(10_000)))).toEqual({ problem: 'too-long' });
    expect(await read('/nowhere/at/all')).toEqual({ problem: 'not-readable' });
  });
});

describe('a file descriptor', () => {
  it('provides the first line that arrives', async () => {
    const handle = await open(await fileWith('correct horse battery\n', 0o644), 'r');
    const source = { from: 'descriptor', number: handle.fd } as const;
    expect(await readPassphrase(source)).toEqual({ passphrase: 'correct horse battery' });
    await handle.close().catch(() => undefined);
  });

  it.skipIf(process.platform === 'win32')(
    'may be a pipe that stays open, or never sends anything',
    async () => {
      const pipe = join(await temporaryDirectory(), 'pipe');
      execFileSync('mkfifo', [pipe]);
      const handle = await open(pipe, 'r+');
      const ends = [openSync(pipe, 'r+'), openSync(pipe, 'r+')];
      await handle.write('correct horse battery\nsecond line\n');
      const [first = -1, second = -1] = ends;
      expect(await readPassphrase({ from: 'descriptor', number: first })).toEqual({
        passphrase: 'correct horse battery',
      });
      const utf16 = openSync(pipe, 'r+');
      await handle.write(Buffer.from('\uFEFFĊ horse\r\n', 'utf16le'));
      expect(await readPassphrase({ from: 'descriptor', number: utf16 })).toEqual({
        passphrase: 'Ċ horse',
      });
      const given = new AbortController();
      const reading = readPassphrase({ from: 'descriptor', number: second }, given.signal);
      given.abort();
      expect(await reading).toEqual({ problem: 'not-readable' });
      await handle.close();
    },
  );

  it('is refused when it is closed', async () => {
    expect(await readPassphrase({ from: 'descriptor', number: 987 })).toEqual({
      problem: 'not-readable',
    });
  });
});
