import { EventEmitter } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { logConsole } from '../../../../../electron/platform/logs/log-console';
import { LogFile } from '../../../../../electron/platform/logs/log-file';
import { redact } from '../../../../../electron/lib/redact';

const SECRET = `ock_live_${'a1B2'.repeat(11)}zz`;

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'ownchat-log-')), 'logs');
});
afterEach(() => rm(join(directory, '..'), { recursive: true, force: true }));

const read = () => readFile(join(directory, 'main.log'), 'utf8');

describe('the log', () => {
  test('has the time of each line, and is readable by its user alone', async () => {
    const log = new LogFile(directory, () => Date.UTC(2026, 0, 2));
    log.write('one\ntwo');
    expect(await read()).toBe('2026-01-02T00:00:00.000Z one\n  two\n');
    if (process.platform === 'win32') return;
    expect((await stat(join(directory, 'main.log'))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  test('stays small: two files, a megabyte each at most', async () => {
    const log = new LogFile(directory, () => 0);
    for (let number = 0; number < 400; number += 1) log.write(`${number} ${'x'.repeat(8000)}`);
    expect((await readdir(directory)).toSorted()).toEqual(['main.log', 'main.old.log']);
    for (const name of await readdir(directory)) {
      expect((await stat(join(directory, name))).size).toBeLessThanOrEqual(1024 * 1024);
    }
    expect(await read()).toContain('399 ');
  });

  test('redacts secrets before it cuts a long line', async () => {
    const log = new LogFile(directory, () => 0);
    // Each secret is cut at another place.
    for (let left = 0; left < SECRET.length; left += 1) {
      log.write(`${'x'.repeat(8 * 1024 - left)}${SECRET}`);
    }
    expect(await read()).not.toContain(SECRET.slice(0, 10));
    for (const line of (await read()).split('\n')) expect(line.length).toBeLessThan(8300);
  });

  test('continues the file of the last run', async () => {
    new LogFile(directory, () => 0).write('first');
    new LogFile(directory, () => 0).write('second');
    expect(await read()).toMatch(/first\n.*second\n$/);
  });

  test('does not fail when it cannot be written', async () => {
    await writeFile(directory, 'a file where the folder should be');
    new LogFile(directory, () => 0).write('lost');
    expect(await readFile(directory, 'utf8')).toBe('a file where the folder should be');
  });
});

describe('redaction', () => {
  test.each([
    [`"${SECRET}" is bad`, '"ock_live_[removed]" is bad'],
    [SECRET.slice(0, 30), 'ock_live_[removed]'],
    [`x=${SECRET}${SECRET}`, 'x=ock_live_[removed]'],
    ['0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ', '[removed]'],
    ['ock_live_', 'ock_live_'],
    ['{ authorization: "Bearer eyJhbGciOi.J9_-~+/x=" }', '{ authorization: "Bearer [removed]" }'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [removed]'],
    ['the basic functionality', 'the basic functionality'],
    [
      'https://eve:pass@host/x and https://host/a@b',
      'https://[removed]@host/x and https://host/a@b',
    ],
  ])('%#', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test('no secret reaches the file or standard error, from any source', async () => {
    const process = new EventEmitter();
    const printed: string[] = [];
    const console = { error: (...parts: unknown[]) => printed.push(parts.join(' ')) };
    let unhandled = 0;
    logConsole(new LogFile(directory, () => 0), console, () => (unhandled += 1), process);
    console.error('broken:', new Error(`cannot parse ${SECRET}`), { secret: SECRET });
    process.emit('unhandledRejection', new Error(`nobody waits for ${SECRET}`));
    process.emit('unhandledRejection', { secret: SECRET });
    process.emit('uncaughtException', new Error(`nobody caught ${SECRET}`));
    process.emit('uncaughtException', SECRET);
    const all = printed.join() + (await read());
    for (const text of ['broken:', 'nobody waits for ock_live_[removed]']) {
      expect(printed.join()).toContain(text);
      expect(await read()).toContain(text);
    }
    expect(await read()).toContain('nobody caught ock_live_[removed]');
    expect(all).not.toContain(SECRET.slice(9));
    expect(unhandled).toBe(4);
  });
});
