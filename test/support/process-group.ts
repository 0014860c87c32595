import { readFile, readdir } from 'node:fs/promises';

const PATIENCE_MS = 10_000;

/** Kills a process and all it has started, at once. Fine if they are gone. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** @throws when processes of the group are still running after ten seconds */
export async function groupGone(leader: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (await isRunning(leader)) {
    if (Date.now() > end) throw new Error(`processes of group ${leader} do not end`);
    await new Promise((resume) => setTimeout(resume, 5));
  }
}

/** A zombie runs no more: it only waits for its parent, which may never come to fetch it in a container. */
async function isRunning(leader: number): Promise<boolean> {
  try {
    process.kill(-leader, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(group) === leader && state !== 'Z' && state !== 'X') return true;
  }
  return false;
}
