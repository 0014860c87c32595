import { closeSync, openSync, readSync, readFileSync, readdirSync } from 'node:fs';

/** One process of an app, with the needles found in its memory. */
export interface SearchedProcess {
  pid: number;
  /**
   * Chromium's name of the process type: `renderer`, `gpu-process`, `zygote`, `utility`; `main` is
   * ours
   */
  type: string;
  /** names of the needles anywhere in its readable and writable memory */
  found: string[];
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Switches that make the app's sandboxed processes readable for their starter. */
export const READABLE_MEMORY = ['--allow-sandbox-debugging'];

/**
 * Searches all memory of a process and its descendants, like a debugger, for texts in both of V8's
 * encodings.
 *
 * @param needles by name
 * @throws when the memory of a running process cannot be read
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
      // Chunks overlap, so that a text across their border is found.
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

/** Untouched pages and pages of the kernel cannot be read, and hold nothing of the app. */
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

/** The process and all its living descendants. */
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
