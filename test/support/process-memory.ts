import { closeSync, openSync, readSync, readFileSync, readdirSync } from 'node:fs';

/** One process of an app, with what was found in its memory. */
export interface SearchedProcess {
  pid: number;
  /** as Chromium names its processes: `renderer`, `gpu-process`, `zygote`, `utility`; `main` has no name there */
  type: string;
  /** names of the needles that are somewhere in what it may read and write */
  found: string[];
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Switches that make the app's sandboxed processes readable for whoever started them. */
export const READABLE_MEMORY = ['--allow-sandbox-debugging'];

/**
 * Searches all memory of a process and of all it has started, as a debugger would. Texts are looked for in
 * both forms that V8 keeps them in.
 *
 * @param needles by name
 * @throws when the memory of a process that is still there cannot be read
 */
export function searchMemory(
  mainPid: number,
  needles: Readonly<Record<string, string | Buffer>>,
): SearchedProcess[] {
  const patterns = Object.entries(needles).map(([name, needle]) => ({
    name,
    forms: Buffer.isBuffer(needle)
      ? [needle]
      : [Buffer.from(needle, 'utf8'), Buffer.from(needle, 'utf16le')],
  }));
  return familyOf(mainPid).map(({ pid, type }) => ({ pid, type, found: search(pid, patterns) }));
}

interface Pattern {
  name: string;
  forms: Buffer[];
}

function search(pid: number, patterns: readonly Pattern[]): string[] {
  const found = new Set<string>();
  const longest = Math.max(...patterns.flatMap(({ forms }) => forms.map(({ length }) => length)));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  try {
    for (const { start, end } of writableRegions(pid)) {
      // Each chunk overlaps the one before, so that nothing falls between two.
      for (let at = start; at < end; at += CHUNK_BYTES - longest) {
        const length = readAt(memory, buffer, at, Math.min(CHUNK_BYTES, end - at));
        const bytes = buffer.subarray(0, length);
        for (const { name, forms } of patterns) {
          if (!found.has(name) && forms.some((form) => bytes.includes(form))) found.add(name);
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return [...found].toSorted();
}

/** Pages that were never touched, or are the kernel's own, cannot be read: they hold nothing of ours. */
function readAt(memory: number, buffer: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, buffer, 0, length, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EIO') return 0;
    throw error;
  }
}

function writableRegions(pid: number): { start: number; end: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
    .flatMap((match) =>
      match
        ? [{ start: Number.parseInt(match[1] ?? '', 16), end: Number.parseInt(match[2] ?? '', 16) }]
        : [],
    );
}

/** The process and all its descendants that are alive. */
function familyOf(mainPid: number): { pid: number; type: string }[] {
  const family = [mainPid];
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'latin1');
        const isGone = /^State:\s+Z/m.test(status);
        return isGone ? [] : [[Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])] as const];
      } catch {
        return [];
      }
    });
  for (const pid of family) {
    for (const [child, parent] of parents) if (parent === pid) family.push(child);
  }
  return family.map((pid) => {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
    return { pid, type: /--type=([a-z-]+)/.exec(command)?.[1] ?? 'main' };
  });
}
