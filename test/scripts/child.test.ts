import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { capture } from '../../scripts/bootstrap/child.mjs';

const CHILD = pathToFileURL(path.resolve('scripts/bootstrap/child.mjs')).href;

const TEST = pathToFileURL(path.resolve('scripts/commands/test.mjs')).href;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie does not count as running.
  return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** A program that runs another on its own terminal, and ends as that does. */
const runs = (script: string) => [
  '--input-type=module',
  '-e',
  `import { passThrough } from ${JSON.stringify(CHILD)};
   process.exit(await passThrough(process.execPath, ['-e', ${JSON.stringify(script)}]));`,
];

describe.skipIf(process.platform === 'win32')('a program that is ended by a signal', () => {
  it.each(['SIGKILL', 'SIGSEGV', 'SIGILL', 'SIGTERM'])(
    'that nobody asked for, %s, has the exit code 1 and a word',
    async (signal) => {
      const script = `process.kill(process.pid, '${signal}'); setInterval(() => {}, 1000)`;
      const { status, stderr } = spawnSync(process.execPath, runs(script), { encoding: 'utf8' });
      expect(stderr).toContain(`node was ended by ${signal}`);
      expect(status).toBe(1);
      const { code, output } = await capture(process.execPath, ['-e', script]);
      expect(output).toContain(`was ended by ${signal}`);
      expect(code).toBe(1);
    },
  );

  it('that was sent through us has the exit code that shells give it', async () => {
    const script = 'console.log("ready"); setInterval(() => {}, 1000)';
    const starter = spawn(process.execPath, runs(script), { stdio: ['ignore', 'pipe', 'pipe'] });
    let error = '';
    starter.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    starter.stdout.once('data', () => starter.kill('SIGTERM'));
    const code = await new Promise((done) => starter.once('close', done));
    expect(code).toBe(143);
    expect(error).toBe('');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'of several, by %s, ends with all that it has started, and no other is begun',
    async (signal) => {
      const grandchild =
        'process.on("SIGTERM", () => {}); process.on("SIGINT", () => {}); setInterval(() => {}, 1000)';
      const script = `
        const { spawn } = require('node:child_process');
        const { pid } = spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'ignore' });
        console.log(pid);
        setInterval(() => {}, 1000);`;
      const starter = spawn(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `import { PARTS, runPart } from ${JSON.stringify(TEST)};
         import { runStep } from ${JSON.stringify(CHILD)};
         const step = () => runStep(process.execPath, ['-e', ${JSON.stringify(script)}]);
         PARTS.unit = async () => { await step(); await step(); return { passed: 1, failed: [], skipped: 0 }; };
         try { await runPart('unit'); console.log('went on'); } catch (error) { process.exit(error.exitCode); }`,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let output = '';
      starter.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      starter.stdout.once('data', () => starter.kill(signal));
      const code = await new Promise((done) => starter.once('close', done));
      expect(code).toBe(signal === 'SIGTERM' ? 143 : 130);
      expect(output).toMatch(/^\d+\n$/);
      await expect.poll(() => isRunning(Number(output))).toBe(false);
    },
    60_000,
  );
});
