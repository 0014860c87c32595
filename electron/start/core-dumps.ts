import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The vault waits for it. */
const PATIENCE_MS = 10_000;

/**
 * Keeps Linux from writing the memory of this app to a file when one of its processes crashes: sets the soft limit on
 * core files to 0 for this process and all it has started, which hand it down to whatever they start. Node cannot, so
 * `prlimit` of util-linux does it. On other systems there is nothing to do: they write none unless told to.
 *
 * @returns the error of a system that has no `prlimit`, or refuses; else null
 */
export async function forbidCoreDumps(): Promise<Error | null> {
  if (process.platform !== 'linux') return null;
  const done = new Set<number>();
  try {
    for (;;) {
      // Chromium forks its processes from helpers: what they forked before they had the limit, the next round finds.
      const found = await family(done);
      for (const pid of found) done.add(pid);
      const mayWrite = await Promise.all(found.map(mayWriteCore));
      const left = found.filter((_pid, index) => mayWrite[index]);
      if (left.length === 0) return null;
      await forbid(left);
    }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Most systems have that limit already, and then there is nothing to be done. */
async function mayWriteCore(pid: number): Promise<boolean> {
  try {
    return !/^Max core file size +0 /m.test(await readFile(`/proc/${pid}/limits`, 'utf8'));
  } catch {
    // Its limits cannot be read. Setting the limit then tells whether the process has ended.
    return true;
  }
}

/** Starting a program keeps a process of this size busy for a good while: one shell is started, and asks for all. It prints whom it was refused. */
const FOR_EACH = 'for pid do prlimit --core=0: --pid "$pid" || echo "$pid"; done';

async function forbid(pids: readonly number[]): Promise<void> {
  const args = ['-c', FOR_EACH, 'sh', ...pids.map(String)];
  const { stdout, stderr } = await run('/bin/sh', args, { timeout: PATIENCE_MS });
  for (const refused of stdout.split('\n').filter((line) => line !== '')) {
    // It may have ended meanwhile, as the shell itself has.
    if ((await parentOf(Number(refused))) !== null) throw new Error(stderr.trim());
  }
}

/** This process and all that descend from it, but those that are known. */
async function family(known: ReadonlySet<number>): Promise<number[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = new Map(
    await Promise.all(
      names.map(async (name) => [Number(name), await parentOf(Number(name))] as const),
    ),
  );
  const isOurs = (pid: number): boolean => {
    for (let at: number | null = pid; at !== null && at > 1; at = parents.get(at) ?? null) {
      if (at === process.pid) return true;
    }
    return false;
  };
  return [...parents.keys()].filter((pid) => !known.has(pid) && isOurs(pid));
}

/** @returns null when there is no such process, or it has ended and only waits for its parent */
async function parentOf(pid: number): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets, and may have anything in it.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? null : Number(parent);
  } catch {
    return null;
  }
}
