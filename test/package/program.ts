import { execFile } from 'node:child_process';

export interface ProgramResult {
  /** null when a signal ended it, also because it took too long */
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

const LONGEST_MS = 30_000;

/** As whom, and with what environment, a program runs; else as ourselves. */
interface As {
  uid?: number;
  gid?: number;
  env?: Record<string, string>;
}

/** Runs a program to its end. Any exit code is returned. */
export function runToEnd(
  command: string,
  args: readonly string[],
  as: As = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const options = { timeout: LONGEST_MS, maxBuffer: 64 * 1024 * 1024, ...as };
    const child = execFile(command, [...args], options, (_error, stdout, stderr) => {
      resolve({ exitCode: child.exitCode, stdout, stderr });
    });
  });
}
