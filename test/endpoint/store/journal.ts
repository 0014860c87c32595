import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Change } from './dataset';

const FORMAT = 'ownchat-endpoint';

interface Start {
  createdAt: number;
  changes: Change[];
}

/**
 * The endpoint's data file: a header line, then one line of JSON for each transaction. A
 * transaction is acknowledged only when its line is fsynced, so `kill -9` loses none. Calls are
 * synchronous on purpose: serial calls need no queue, and this server is for one machine.
 */
export class Journal {
  private descriptor: number | null = null;
  /** bytes up to the end of the last complete line */
  private length = 0;

  constructor(private readonly path: string) {}

  /**
   * Reads the file and cuts off a last line torn by a crash: it was never acknowledged.
   *
   * @returns null when there is no file yet
   * @throws when the file is not ours, or damaged before its end
   */
  replay(): Start | null {
    if (!existsSync(this.path)) return null;
    const text = readFileSync(this.path);
    this.length = text.lastIndexOf(0x0a) + 1;
    if (this.length === 0) return null;
    const [first, ...lines] = text.toString('utf8', 0, this.length - 1).split('\n');
    const header = this.parse(first ?? '', 1) as { format?: unknown; createdAt?: unknown };
    if (header.format !== FORMAT || typeof header.createdAt !== 'number') {
      throw new Error(`${this.path} is not a data file of the local endpoint.`);
    }
    const changes = lines.flatMap((line, index) => this.parse(line, index + 2) as Change[]);
    this.open('r+');
    return { createdAt: header.createdAt, changes };
  }

  /** Replaces the file atomically: the old content is either gone or complete. */
  begin(createdAt: number): void {
    this.close();
    const fresh = `${this.path}.new`;
    const descriptor = openSync(fresh, 'w', 0o600);
    const line = Buffer.from(`${JSON.stringify({ format: FORMAT, version: 1, createdAt })}\n`);
    writeFully(descriptor, line, 0);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(fresh, this.path);
    syncDirectory(dirname(this.path));
    this.length = line.length;
    this.open('r+');
  }

  /** @throws the system error of a failed write or fsync; the line is then cut off again */
  append(changes: readonly Change[]): void {
    const descriptor = this.descriptor ?? this.open('r+');
    const line = Buffer.from(`${JSON.stringify(changes)}\n`);
    try {
      writeFully(descriptor, line, this.length);
      fsyncSync(descriptor);
    } catch (error) {
      this.close();
      this.open('r+');
      throw error;
    }
    this.length += line.length;
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
  }

  private open(flags: string): number {
    this.descriptor = openSync(this.path, flags);
    ftruncateSync(this.descriptor, this.length);
    return this.descriptor;
  }

  private parse(line: string, number: number): unknown {
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`${this.path} is damaged in line ${number}.`);
    }
  }
}

function writeFully(descriptor: number, bytes: Buffer, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  }
}

function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
