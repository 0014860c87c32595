import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallFile, writeSmallFile } from '../platform/disk/small-file';

/** A process id and a line end. */
const MAX_BYTES = 32;

const LOOK_MS = 200;
/** The profile is in use until the report's process has ended. */
const LAST_LOOKS = 25;

/**
 * Marks a profile, in a small file, as used by a headless report: an app started meanwhile finds
 * the profile in use but has no window to show and no vault to lock.
 */
export class RunningReport {
  readonly #path: string;

  /** @param userData absolute */
  constructor(userData: string) {
    this.#path = join(userData, 'report-running');
  }

  /** Call it while this process holds the profile's lock. */
  begin(): void {
    try {
      writeSmallFile(this.#path, String(process.pid), 'anew');
    } catch {
      // The report is made even if the marker cannot be written.
    }
  }

  end(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch {
      // A marker of a process that has ended is ignored.
    }
  }

  get isThere(): boolean {
    return this.#process() !== null;
  }

  /** Settles when no report is running and the profile is free. */
  async ended(): Promise<void> {
    const pid = this.#process();
    if (pid === null) return;
    while (this.#process() === pid) await nextLook();
    for (let look = 0; look < LAST_LOOKS && isAlive(pid); look += 1) await nextLook();
  }

  /** @returns the process that makes the report; null when only a stale marker is left */
  #process(): number | null {
    try {
      const pid = Number.parseInt(readSmallFile(this.#path, MAX_BYTES), 10);
      return pid > 0 && isAlive(pid) ? pid : null;
    } catch {
      return null;
    }
  }
}

const nextLook = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, LOOK_MS);
  });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
