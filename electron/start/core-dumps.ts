import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Opening the vault waits for this. */
const PATIENCE_MS = 10_000;

/**
 * Prevents core dumps on Linux, which would contain the memory of this app: sets the soft limit on
 * core files to 0 for this process and its descendants, which inherit it. Node has no call for
 * that, so `prlimit` of util-linux is used. Other systems write no core files by default.
 *
 * @returns the error when `prlimit` is missing or fails; else null
 */
export async function forbidCoreDumps(): Promise<Error | null> {
  if (process.platform !== 'linux') return null;
  const done = new Set<number>();
  try {
    for (;;) {
      // Chromium forks processes from helpers: those forked before the limit was set are found in
      // the next round.
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

/** Most systems have that limit already. */
async function mayWriteCore(pid: number): Promise<boolean> {
  try {
    return !/^Max core file size +0 /m.test(await readFile(`/proc/${pid}/limits`, 'utf8'));
  } catch {
    // The limits of the process cannot be read. Setting the limit shows whether it still runs.
    return true;
  }
}

/**
 * Forking a process of this size is slow, so one shell runs all commands. It prints the ids for
 * which setting failed.
 */
const FOR_EACH = 'for pid do prlimit --core=0: --pid "$pid" || echo "$pid"; done';

async function forbid(pids: readonly number[]): Promise<void> {
  const args = ['-c', FOR_EACH, 'sh', ...pids.map(String)];
  const { stdout, stderr } = await run('/bin/sh', args, { timeout: PATIENCE_MS });
  for (const refused of stdout.split('\n').filter((line) => line !== '')) {
    // It may have ended meanwhile, as the shell itself has.
    if ((await parentOf(Number(refused))) !== null) throw new Error(stderr.trim());
  }
}

/** This process and its descendants, without those already handled. */
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

/** @returns null when there is no such process, or it is a zombie */
async function parentOf(pid: number): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name is in parentheses and may contain any character.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? null : Number(parent);
  } catch {
    return null;
  }
}
