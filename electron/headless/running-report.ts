import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallFile, writeSmallFile } from '../platform/disk/small-file';

/** A process id and a line end. */
const MOST_BYTES = 32;

const LOOK_MS = 200;
/** Between the end of the report and the end of its process, which has the profile until then. */
const LAST_LOOKS = 25;

/**
 * Says, in a small file, that a report is being made on a profile without a window: whoever starts the app meanwhile
 * finds the profile in use, but nobody there who would show a window or lock anything.
 */
export class RunningReport {
  readonly #path: string;

  /** @param userData absolute */
  constructor(userData: string) {
    this.#path = join(userData, 'report-running');
  }

  /** This process, which has the profile, makes one. */
  begin(): void {
    try {
      writeSmallFile(this.#path, String(process.pid), 'anew');
    } catch {
      // A disk that refuses keeps nobody from the report.
    }
  }

  end(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch {
      // A process that is gone counts for nothing.
    }
  }

  get isThere(): boolean {
    return this.#process() !== null;
  }

  /** Settles when none is being made any more, and the profile is free as far as it goes. */
  async ended(): Promise<void> {
    const pid = this.#process();
    if (pid === null) return;
    while (this.#process() === pid) await nextLook();
    for (let look = 0; look < LAST_LOOKS && isAlive(pid); look += 1) await nextLook();
  }

  /** @returns the process that makes it; null when that is gone, and only its file was left behind */
  #process(): number | null {
    try {
      const pid = Number.parseInt(readSmallFile(this.#path, MOST_BYTES), 10);
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
