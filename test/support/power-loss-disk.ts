import { constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FileSystem } from '../../electron/platform/disk/file-system';

/** A change of a file's content that is not fsynced yet. */
type Edit = { at: number; bytes: Uint8Array<ArrayBuffer> } | { size: number };

/** Names that change atomically (a rename changes two); null deletes a name. */
type NameEdit = [name: string, node: Node | null][];

interface File {
  ino: number;
  mtimeMs: number;
  content: Uint8Array<ArrayBuffer>;
  durable: Uint8Array<ArrayBuffer>;
  pending: Edit[];
}

interface Directory {
  ino: number;
  names: Map<string, Node>;
  durable: Map<string, Node>;
  pending: NameEdit[];
}

type Node = File | Directory;

/** The flags of an open call as text, as far as the vault uses numeric ones. */
const textOf = (flags: number): string => ((flags & constants.O_RDWR) === 0 ? 'r' : 'r+');

/**
 * The effect of a power loss on a change that was not synced. A torn write leaves its first half.
 */
export type Fate = 'kept' | 'lost' | 'torn';

/**
 * A disk in memory with exactly the guarantees of POSIX: a file's content is durable once the file
 * is fsynced, a name once its directory is. Anything else may survive a power loss in any part and
 * order.
 */
export class PowerLossDisk {
  readonly #root: Directory;
  #count: number;
  /** called after every call that changed something or made it durable */
  onChange: () => void = () => undefined;

  constructor(from?: { root: Directory; count: number }) {
    this.#root = from?.root ?? { ino: 0, names: new Map(), durable: new Map(), pending: [] };
    this.#count = from?.count ?? 0;
  }

  /** How many changes a power loss could lose now. */
  get pending(): number {
    return nodesOf(this.#root).reduce((sum, node) => sum + node.pending.length, 0);
  }

  /** A copy of the disk in its present state. */
  copy(): PowerLossDisk {
    return new PowerLossDisk(structuredClone({ root: this.#root, count: this.#count }));
  }

  /**
   * The disk after a power loss at this point.
   *
   * @param fateOf called for each pending change, in the order of the changes to each file and
   * directory
   */
  afterPowerLoss(fateOf: () => Fate): PowerLossDisk {
    const root = structuredClone(this.#root);
    for (const node of nodesOf(root)) {
      if (isDirectory(node)) {
        for (const edit of node.pending) if (fateOf() !== 'lost') applyNames(node.durable, edit);
        node.names = new Map(node.durable);
      } else {
        for (const edit of node.pending) node.durable = applyEdit(node.durable, edit, fateOf());
        node.content = node.durable;
      }
      node.pending = [];
    }
    return new PowerLossDisk({ root, count: this.#count });
  }

  /** The calls the vault makes, on this disk. */
  get fs(): FileSystem {
    const calls = {
      chmod: async (path: string) => void this.#at(path),
      mkdir: async (path: string, { recursive = false } = {}) =>
        this.#makeDirectory(path, recursive),
      readdir: async (path: string) => [...this.#directory(path).names.keys()].toSorted(),
      readlink: async (path: string) => {
        throw systemError(this.#find(path) ? 'EINVAL' : 'ENOENT', path);
      },
      readFile: async (path: string, encoding?: BufferEncoding) => {
        const bytes = Buffer.from(this.#file(path).content);
        return encoding ? bytes.toString(encoding) : bytes;
      },
      stat: async (path: string) => statOf(this.#at(path)),
      unlink: async (path: string) => {
        this.#file(path);
        this.#changeNames(dirname(path), [[basename(path), null]]);
      },
      link: async (from: string, to: string) => {
        if (this.#find(to)) throw systemError('EEXIST', to);
        this.#changeNames(dirname(to), [[basename(to), this.#file(from)]]);
      },
      rename: async (from: string, to: string) => {
        if (dirname(from) !== dirname(to)) throw new Error('the vault renames within a directory');
        this.#changeNames(dirname(to), [
          [basename(from), null],
          [basename(to), this.#at(from)],
        ]);
      },
      open: async (path: string, flags: string | number = 'r') =>
        this.#open(path, typeof flags === 'string' ? flags : textOf(flags)),
    };
    return calls as unknown as FileSystem;
  }

  #open(path: string, flags: string) {
    const found = this.#find(path);
    if (found && flags.includes('x')) throw systemError('EEXIST', path);
    if (!found && flags.startsWith('r')) throw systemError('ENOENT', path);
    if (found && isDirectory(found)) return this.#handle(found);
    if (found && flags.startsWith('w')) this.#edit(found, { size: 0 });
    return this.#fileHandle(found ?? this.#makeFile(path));
  }

  #handle(node: Node) {
    const sync = async () => {
      if (isDirectory(node)) node.durable = new Map(node.names);
      else node.durable = node.content;
      node.pending = [];
      this.onChange();
    };
    const close = async () => undefined;
    return { sync, datasync: sync, close, stat: async () => statOf(node) };
  }

  #fileHandle(file: File) {
    return {
      ...this.#handle(file),
      truncate: async (size: number) => this.#edit(file, { size }),
      utimes: async (_atime: Date, mtime: Date) => {
        file.mtimeMs = mtime.getTime();
      },
      read: async (target: Buffer, offset: number, length: number, position: number) => {
        const bytes = file.content.subarray(position, position + length);
        target.set(bytes, offset);
        return { bytesRead: bytes.length };
      },
      write: async (bytes: Uint8Array, offset: number, length: number, at: number) => {
        this.#edit(file, { at, bytes: new Uint8Array(bytes.subarray(offset, offset + length)) });
        return { bytesWritten: length };
      },
    };
  }

  #edit(file: File, edit: Edit): void {
    file.content = applyEdit(file.content, edit, 'kept');
    file.pending.push(edit);
    file.mtimeMs = this.#next();
    this.onChange();
  }

  #changeNames(path: string, edit: NameEdit): void {
    const directory = this.#directory(path);
    applyNames(directory.names, edit);
    directory.pending.push(edit);
    this.onChange();
  }

  #makeFile(path: string): File {
    const empty = new Uint8Array();
    const ino = this.#next();
    const file: File = { ino, mtimeMs: ino, content: empty, durable: empty, pending: [] };
    this.#changeNames(dirname(path), [[basename(path), file]]);
    return file;
  }

  #makeDirectory(path: string, recursive: boolean): void {
    if (this.#find(path)) {
      if (!recursive) throw systemError('EEXIST', path);
      return;
    }
    if (recursive) this.#makeDirectory(dirname(path), true);
    const directory = { ino: this.#next(), names: new Map(), durable: new Map(), pending: [] };
    this.#changeNames(dirname(path), [[basename(path), directory]]);
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const name of path.split('/').filter((part) => part !== '')) {
      node = node && isDirectory(node) ? node.names.get(name) : undefined;
    }
    return node;
  }

  #at(path: string): Node {
    const node = this.#find(path);
    if (!node) throw systemError('ENOENT', path);
    return node;
  }

  #file(path: string): File {
    const node = this.#at(path);
    if (isDirectory(node)) throw systemError('EISDIR', path);
    return node;
  }

  #directory(path: string): Directory {
    const node = this.#at(path);
    if (!isDirectory(node)) throw systemError('ENOTDIR', path);
    return node;
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}

const isDirectory = (node: Node): node is Directory => 'names' in node;

const statOf = (node: Node) => {
  const mtimeMs = isDirectory(node) ? 0 : node.mtimeMs;
  return {
    isFile: () => !isDirectory(node),
    isDirectory: () => isDirectory(node),
    ino: node.ino,
    size: isDirectory(node) ? 0 : node.content.length,
    mtimeMs,
    mtime: new Date(mtimeMs),
    atime: new Date(mtimeMs),
  };
};

const systemError = (code: string, path: string): Error =>
  Object.assign(new Error(`${code}: '${path}'`), { code });

function applyNames(names: Map<string, Node>, edit: NameEdit): void {
  for (const [name, node] of edit) {
    if (node) names.set(name, node);
    else names.delete(name);
  }
}

function applyEdit(content: File['content'], edit: Edit, fate: Fate): File['content'] {
  if (fate === 'lost') return content;
  if ('size' in edit) {
    const cut = new Uint8Array(edit.size);
    cut.set(content.subarray(0, edit.size));
    return cut;
  }
  const { at } = edit;
  const bytes = fate === 'torn' ? edit.bytes.subarray(0, edit.bytes.length >> 1) : edit.bytes;
  // A gap that an earlier, lost write should have filled reads as zeros.
  const written = new Uint8Array(Math.max(content.length, at + bytes.length));
  written.set(content);
  written.set(bytes, at);
  return written;
}

/** Every node of the disk, present or possible after a power loss, each once. */
function nodesOf(root: Node): Node[] {
  const seen = new Set<Node>();
  const visit = (node: Node | null) => {
    if (node === null || seen.has(node)) return;
    seen.add(node);
    if (!isDirectory(node)) return;
    for (const child of [...node.names.values(), ...node.durable.values()]) visit(child);
    for (const [, child] of node.pending.flat()) visit(child);
  };
  visit(root);
  return [...seen];
}
