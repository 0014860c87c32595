import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

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
    // Chromium forks its processes from helpers: what they forked before they had the limit, the next round finds.
    for (let left = await family(done); left.length > 0; left = await family(done)) {
      for (const pid of left) {
        done.add(pid);
        await forbid(pid);
      }
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function forbid(pid: number): Promise<void> {
  try {
    await run('prlimit', ['--core=0:', '--pid', String(pid)]);
  } catch (error) {
    // It may have ended meanwhile, as the one does that has just been asked.
    if (pid === process.pid || (await parentOf(pid)) !== null) throw error;
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
