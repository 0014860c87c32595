import { readFile, readdir } from 'node:fs/promises';

/** The total usage of a process group. */
export interface Usage {
  /** memory, shared pages counted proportionally; MiB */
  pssMiB: number;
  /** processor time since each was started; ms */
  cpuMs: number;
}

const TICKS_PER_SECOND = 100;

/**
 * Reads the usage of a process and its descendants. Needs Linux, and root for sandboxed processes.
 *
 * @throws the system error when the memory of a process may not be read
 */
export async function usageOf(leader: number): Promise<Usage> {
  const sum: Usage = { pssMiB: 0, cpuMs: 0 };
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[2]) !== leader || fields[0] === 'Z') continue;
    const rollup = await readFile(`/proc/${name}/smaps_rollup`, 'utf8');
    sum.pssMiB += Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1024;
    sum.cpuMs += ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
  }
  return sum;
}
