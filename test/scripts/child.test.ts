import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { capture } from '../../scripts/bootstrap/child.mjs';

const CHILD = pathToFileURL(path.resolve('scripts/bootstrap/child.mjs')).href;

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
});
