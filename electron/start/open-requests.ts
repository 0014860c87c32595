import type { AppRequest } from '../../shared/app/app-command';
import type { OpenRequest } from './open-request';

const MOST = 50;

/**
 * Keeps the requests of links until the window can show them: a locked vault shows nothing. Files
 * are handled separately.
 */
export class OpenRequests {
  readonly #onAdded: () => void;
  readonly #onFiles: (paths: string[]) => void;
  #waiting: AppRequest[] = [];

  constructor(parts: { onAdded: () => void; onFiles: (paths: string[]) => void }) {
    this.#onAdded = parts.onAdded;
    this.#onFiles = parts.onFiles;
  }

  add(requests: readonly (OpenRequest | null)[]): void {
    const understood = requests.filter((request) => request !== null);
    const links = understood.filter((request) => request.kind !== 'file');
    const paths = understood.flatMap((request) => (request.kind === 'file' ? [request.path] : []));
    if (paths.length > 0) this.#onFiles(paths);
    if (links.length === 0) return;
    this.#waiting = [...this.#waiting, ...links].slice(-MOST);
    this.#onAdded();
  }

  /** Each request is returned once. */
  take(): AppRequest[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
