import { readFile, readdir } from 'node:fs/promises';

const PATIENCE_MS = 10_000;

/** Kills a process group. Ignores that it is gone. */
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

/** A zombie counts as ended: in a container its parent may never reap it. */
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
