import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CrashCounter } from '../../../../electron/start/crash-counter';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ownchat-starts-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const start = () => new CrashCounter(join(directory, 'start-count'));

test('the fourth start after three that ended nowhere is a safe one, until one ends well', () => {
  expect([start(), start(), start(), start(), start()].map((each) => each.begin())).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
  start().end();
  expect(start().begin()).toBe(false);
});

test.each(['', 'many', '-4', '1e9', '{"count":3}'])('%j is not a count', async (content) => {
  await writeFile(join(directory, 'start-count'), content);
  expect(start().begin()).toBe(false);
});

test('a write error does not prevent the start', () => {
  const lost = new CrashCounter(join(directory, 'no', 'such', 'folder'));
  expect(lost.begin()).toBe(false);
  lost.end();
});
