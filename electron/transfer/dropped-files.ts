import { basename } from 'node:path';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import type { ImportProblem } from '../../shared/transfer/transfer';

interface Parts {
  desk: { readonly isReviewed: boolean; importFile(path: string): Promise<Result<unknown>> };
  /** Whether what a file holds may be in memory: a locked vault keeps it out. */
  mayOpen: () => Promise<boolean>;
  isKnownKind: (path: string) => boolean;
  onRefused: () => void;
  /** The name of the file that waits from now on; null when none does. */
  onKept: (fileName: string | null) => void;
}

/**
 * Files that come from outside the window: dropped on it, opened from the desktop, named to a start of the app. One at a
 * time goes to the import desk. While the vault is locked only its path is kept.
 */
export class DroppedFiles {
  readonly #parts: Parts;
  #kept: string | null = null;
  #refusal: Failure | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The name of the file that waits, without its folder. */
  get waiting(): string | null {
    return this.#kept === null ? null : basename(this.#kept);
  }

  /** Why the last file was refused; handed out once, to a page that may have been loading until now. */
  takeRefusal(): Failure | null {
    const refusal = this.#refusal;
    this.#refusal = null;
    return refusal;
  }

  /** @param files paths are absolute, or empty when it is no file of the disk */
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

  /** Opens what waits, if it may be opened now. */
  async openKept(): Promise<void> {
    if (this.#kept === null || !(await this.#parts.mayOpen())) return;
    const path = this.#kept;
    // Somebody else may have been here while this one waited.
    if (path === null) return;
    this.#keep(null);
    const opened = await this.#parts.desk.importFile(path);
    if (opened.ok) return;
    // Locked while it was read: it goes on waiting.
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
