import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RunningReport } from '../../../../electron/headless/running-report';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ownchat-report-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('the marker of a running report exists from its start to its end', async () => {
  const report = new RunningReport(directory);
  expect(report.isThere).toBe(false);
  report.begin();
  expect(new RunningReport(directory).isThere).toBe(true);
  report.end();
  expect(new RunningReport(directory).isThere).toBe(false);
  expect(await readdir(directory)).toEqual([]);
  await new RunningReport(directory).ended();
});

test('the marker is ignored when its process has ended, or its content is invalid', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  for (const content of [String(gone), '', '-1', 'x']) {
    await writeFile(join(directory, 'report-running'), content);
    expect(new RunningReport(directory).isThere).toBe(false);
  }
});
