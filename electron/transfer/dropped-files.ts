import { basename } from 'node:path';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import type { ImportProblem } from '../../shared/transfer/transfer';

interface Parts {
  desk: { readonly isReviewed: boolean; importFile(path: string): Promise<Result<unknown>> };
  /** Whether a file's content may be held in memory: not while the vault is locked. */
  mayOpen: () => Promise<boolean>;
  isKnownKind: (path: string) => boolean;
  onRefused: () => void;
  /** called with the name of the pending file; null when none is pending */
  onKept: (fileName: string | null) => void;
}

/**
 * Files from outside the window: dropped on it, opened from the desktop, or passed on the command
 * line. They reach the import desk one at a time. While the vault is locked only the path is kept.
 */
export class DroppedFiles {
  readonly #parts: Parts;
  #kept: string | null = null;
  #refusal: Failure | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The name of the pending file, without its folder. */
  get waiting(): string | null {
    return this.#kept === null ? null : basename(this.#kept);
  }

  /** Why the last file was refused; returned once, because the page may still have been loading. */
  takeRefusal(): Failure | null {
    const refusal = this.#refusal;
    this.#refusal = null;
    return refusal;
  }

  /** @param files paths are absolute, or empty when it is not a file on disk */
  async offer(files: readonly { name: string; path: string }[]): Promise<void> {
    const [file] = files;
    if (file === undefined) return undefined;
    const fileName = (basename(file.path) || file.name).slice(0, 255);
    if (files.length > 1) return this.#refuse(refusalOf(fileName, 'several'));
    if (file.path === '') return this.#refuse(refusalOf(fileName, 'unreadable'));
    if (!this.#parts.isKnownKind(file.path)) return this.#refuse(refusalOf(fileName, 'wrong-kind'));
    if (this.#parts.desk.isReviewed) return this.#refuse(refusalOf(fileName, 'busy'));
    this.#keep(file.path);
    return this.openKept();
  }

  /** Opens the pending file if the vault allows it now. */
  async openKept(): Promise<void> {
    if (this.#kept === null || !(await this.#parts.mayOpen())) return;
    const path = this.#kept;
    // Another call may have taken the file during the wait.
    if (path === null) return;
    this.#keep(null);
    const opened = await this.#parts.desk.importFile(path);
    if (opened.ok) return;
    // The vault was locked during the read: the file stays pending.
    if (opened.failure.code === 'vault-locked') this.#keep(path);
    else this.#refuse(opened.failure);
  }

  #keep(path: string | null): void {
    this.#kept = path;
    this.#parts.onKept(this.waiting);
  }

  #refuse(failure: Failure): void {
    this.#refusal = failure;
    this.#parts.onRefused();
  }
}

const refusalOf = (fileName: string, problem: ImportProblem): Failure => ({
  code: 'import-refused',
  fileName,
  problem,
  line: null,
});
