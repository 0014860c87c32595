import type { FileSystem } from '../../electron/platform/disk/file-system';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import { noteCase } from './fault-cases';

type Handle = Awaited<ReturnType<FileSystem['open']>>;

/**
 * How a call fails. A code: it throws and does nothing. `short`: a write writes half and returns
 * that. `half`: a write writes half, and then the disk is full.
 */
export type Fault =
  | 'ENOSPC'
  | 'EIO'
  | 'EACCES'
  | 'EPERM'
  | 'EXDEV'
  | 'EINVAL'
  | 'ENOTSUP'
  | 'EOPNOTSUPP'
  | 'ENOSYS'
  | 'short'
  | 'half';

export interface Call {
  name: string;
  path: string;
  /** A number for every opened file, or null for calls by path. */
  descriptor: number | null;
  failed: boolean;
}

/** The real file system with a list of its calls, some of which the test makes fail. */
export class FaultyFileSystem {
  readonly calls: Call[] = [];
  readonly fs: FileSystem;
  #descriptors = 0;
  #isFaulty: (call: Call, number: number) => Fault | null = () => null;
  #meanwhile: {
    isMoment: (call: Call) => boolean;
    act: (call: Call) => void | Promise<void>;
  } | null = null;

  constructor() {
    const byPath = Object.entries(realFileSystem).filter(([name]) => name !== 'open');
    const wrapped = byPath.map(([name, call]) => [
      name,
      (path: string, ...rest: unknown[]) =>
        this.#run({ name, path, descriptor: null }, () =>
          (call as (...all: unknown[]) => Promise<unknown>)(path, ...rest),
        ),
    ]);
    this.fs = {
      ...(Object.fromEntries(wrapped) as unknown as FileSystem),
      open: ((path: string, ...rest: [string, number]) =>
        this.#open(path, rest)) as FileSystem['open'],
    };
  }

  /** From now on the n-th call, counted from 1, fails; with `forever` all later ones too. */
  breakAt(n: number, fault: Fault, forever = false): void {
    noteCase();
    const before = this.calls.length;
    this.breakWhere((_call, number) =>
      number === before + n || (forever && number > before + n) ? fault : null,
    );
  }

  /** From now on calls fail by a function of the test. */
  breakWhere(isFaulty: (call: Call, number: number) => Fault | null): void {
    this.#isFaulty = isFaulty;
  }

  /** Runs a function once, right before the first call from now on that `isMoment` matches. */
  actBefore(isMoment: (call: Call) => boolean, act: (call: Call) => void | Promise<void>): void {
    this.#meanwhile = { isMoment, act };
  }

  mend(): void {
    this.#isFaulty = () => null;
  }

  /** Writes and fsyncs on a descriptor whose fsync has failed. The vault must make none. */
  get usesAfterFailedSync(): Call[] {
    const given = new Set<number>();
    return this.calls.filter(({ name, descriptor, failed }) => {
      if (descriptor === null) return false;
      const isLate = given.has(descriptor) && ['sync', 'datasync', 'write'].includes(name);
      if (failed && ['sync', 'datasync'].includes(name)) given.add(descriptor);
      return isLate;
    });
  }

  async #open(path: string, rest: [string, number]): Promise<Handle> {
    const handle = await this.#run({ name: 'open', path, descriptor: null }, () =>
      realFileSystem.open(path, ...rest),
    );
    this.#descriptors += 1;
    const descriptor = this.#descriptors;
    return new Proxy(handle, {
      get: (target, name: keyof Handle & string) => {
        const member: unknown = target[name];
        if (typeof member !== 'function') return member;
        return (...all: unknown[]) =>
          this.#run(
            { name, path, descriptor },
            () => Reflect.apply(member, target, all) as Promise<unknown>,
            name === 'write' ? () => halfOf(target, all) : undefined,
          );
      },
    });
  }

  async #run<T>(
    made: Omit<Call, 'failed'>,
    call: () => Promise<T>,
    halfCall?: () => Promise<T>,
  ): Promise<T> {
    const record: Call = { ...made, failed: false };
    this.calls.push(record);
    const number = this.calls.length;
    const meanwhile = this.#meanwhile;
    if (meanwhile?.isMoment(record) === true) {
      this.#meanwhile = null;
      await meanwhile.act(record);
    }
    const fault = this.#isFaulty(record, number);
    if (fault === 'short') return halfCall ? halfCall() : call();
    if (fault === 'half' && !halfCall) return call();
    if (fault === null) return call();
    record.failed = true;
    if (fault === 'half') await halfCall?.();
    // A close that fails closes the file nevertheless.
    if (record.name === 'close') await call();
    const code = fault === 'half' ? 'ENOSPC' : fault;
    throw Object.assign(new Error(`${code}: ${made.name} '${made.path}'`), { code });
  }
}

function halfOf<T>(handle: Handle, all: unknown[]): Promise<T> {
  const [bytes, offset, length, position] = all as [Uint8Array, number, number, number];
  const half = Math.max(Math.floor(length / 2), 1);
  return handle.write(bytes, offset, half, position) as Promise<T>;
}
