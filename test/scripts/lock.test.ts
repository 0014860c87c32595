import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isStale, withLock } from '../../scripts/bootstrap/lock.mjs';

vi.mock('node:fs', { spy: true });

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'lock-test-'));
  file = path.join(directory, 'step.lock');
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function endedProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

it('holds the lock while working and releases it after, also after a failure', async () => {
  await withLock(file, 'works', async () => {
    expect(existsSync(file)).toBe(true);
    expect(isStale(file)).toBe(false);
  });
  expect(existsSync(file)).toBe(false);
  await expect(withLock(file, 'works', () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
  expect(existsSync(file)).toBe(false);
});

it('takes over from a process that has ended', async () => {
  writeFileSync(file, `${endedProcess()} 1`);
  expect(isStale(file)).toBe(true);
  expect(await withLock(file, 'works', async () => 'done')).toBe('done');
});

it.runIf(process.platform === 'linux')(
  'takes over when the number now belongs to another process',
  () => {
    writeFileSync(file, `${process.pid} 1`);
    expect(isStale(file)).toBe(true);
  },
);

it('respects a lock that is just being written, but not for ever', () => {
  writeFileSync(file, '');
  expect(isStale(file)).toBe(false);
  utimesSync(file, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
  expect(isStale(file)).toBe(true);
});

it('lets many processes through one at a time, starting from a stale lock', async () => {
  writeFileSync(file, `${endedProcess()} 1`);
  const log = path.join(directory, 'log');
  const module = JSON.stringify(path.resolve('scripts/bootstrap/lock.mjs'));
  const program = `
    import(${module}).then(({ withLock }) => withLock(${JSON.stringify(file)}, 'works', async () => {
      const { appendFileSync } = await import('node:fs');
      appendFileSync(${JSON.stringify(log)}, 'in ');
      await new Promise((resolve) => setTimeout(resolve, 20));
      appendFileSync(${JSON.stringify(log)}, 'out ');
    }));`;
  const runs = Array.from(
    { length: 8 },
    () => new Promise((resolve) => spawn(process.execPath, ['-e', program]).once('close', resolve)),
  );
  expect(await Promise.all(runs)).toEqual(Array(8).fill(0));
  expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(8));
});

it('leaves no lock behind where the disk is full, and works once there is space', async () => {
  vi.mocked(fs.writeFileSync).mockImplementationOnce(() => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
  await expect(withLock(file, 'works', async () => 'done')).rejects.toThrow('ENOSPC');
  expect(existsSync(file)).toBe(false);
  expect(await withLock(file, 'works', async () => 'done')).toBe('done');
});
