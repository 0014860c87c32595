import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VITEST = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..');

/**
 * Runs the fault tests that need no app, and counts the cases: each truncation or alteration, each
 * failing call, each disk state after a power loss (`test/support/fault-cases.ts`).
 *
 * @returns the exit code
 */
export async function runCases(): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'ownchat-keys-cases-'));
  const file = join(directory, 'cases');
  try {
    const args = [join(VITEST, 'vitest.mjs'), 'run', 'test/faults'];
    const env = { ...process.env, OWNCHAT_FAULT_CASES: file };
    const tests = spawn(process.execPath, args, { env, stdio: 'inherit' });
    const [code] = (await once(tests, 'exit')) as [number | null];
    const counts = new Map<string, number>();
    for (const name of (await readFile(file, 'utf8')).trimEnd().split('\n')) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const [name, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      console.log(`${String(count).padStart(7)}  ${name}`);
    }
    const sum = [...counts.values()].reduce((all, count) => all + count, 0);
    console.log(`${String(sum).padStart(7)}  in all`);
    return code ?? 1;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
